package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Receipt.Outcome;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a channel is.
 *
 * @param ready whether it takes versions and delivers them now
 * @param sentence for a person: what it does, or what keeps it from it and what to do
 * @param outcomes how many receipts of each outcome since it started
 * @param unreadable records that could not be read since it started
 */
public record Condition(boolean ready, String sentence, Map<Outcome, Long> outcomes, long unreadable) {

    public Condition {
        outcomes = Map.copyOf(outcomes);
    }

    public static Condition starting(String sentence) {
        return new Condition(false, sentence, Map.of(), 0);
    }

    public Condition now(boolean isReady, String why) {
        return new Condition(isReady, why, outcomes, unreadable);
    }

    public Condition after(Receipt receipt) {
        Map<Outcome, Long> more = new EnumMap<>(Outcome.class);
        more.putAll(outcomes);
        more.merge(receipt.outcome(), 1L, Long::sum);
        return new Condition(ready, sentence, more, unreadable);
    }

    public Condition afterUnreadable(long more) {
        return new Condition(ready, sentence, outcomes, unreadable + more);
    }

    /** How many receipts of an outcome since it started. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Versions delivered since it started. */
    public long delivered() {
        return count(Outcome.DELIVERED);
    }

    /** Versions withdrawn since it started. */
    public long withdrawn() {
        return count(Outcome.WITHDRAWN);
    }

    /** Versions given up since it started. */
    public long failed() {
        return count(Outcome.FAILED);
    }
}
