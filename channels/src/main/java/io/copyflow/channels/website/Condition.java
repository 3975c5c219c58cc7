package io.copyflow.channels.website;

/**
 * How the channel is.
 *
 * @param ready whether it takes versions and delivers them now
 * @param sentence for a person: what it does, or what keeps it from it and what to do
 * @param delivered versions delivered since it started
 * @param withdrawn versions withdrawn since it started
 * @param failed versions that could not be shown since it started
 * @param unreadable records that could not be read since it started
 */
public record Condition(boolean ready, String sentence, long delivered, long withdrawn, long failed, long unreadable) {

    static Condition starting(String sentence) {
        return new Condition(false, sentence, 0, 0, 0, 0);
    }

    Condition now(boolean isReady, String why) {
        return new Condition(isReady, why, delivered, withdrawn, failed, unreadable);
    }

    Condition after(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Delivered _ -> new Condition(ready, sentence, delivered + 1, withdrawn, failed, unreadable);
            case Delivery.Withdrawn _ -> new Condition(ready, sentence, delivered, withdrawn + 1, failed, unreadable);
            case Delivery.Failed _ -> new Condition(ready, sentence, delivered, withdrawn, failed + 1, unreadable);
        };
    }

    Condition afterUnreadable(long more) {
        return new Condition(ready, sentence, delivered, withdrawn, failed, unreadable + more);
    }
}
