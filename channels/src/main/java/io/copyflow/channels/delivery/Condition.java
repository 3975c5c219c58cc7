package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Receipt.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is.
 *
 * @param ready whether it takes versions and delivers them now, and no kill waits for something to be mended
 * @param sentence for a person: what it does, or what keeps it from it and what to do
 * @param killTrouble what keeps a kill from being done and what to do; null for nothing. It stays until kills are done,
 *     whatever else is well
 * @param outcomes how many receipts of each outcome since it started
 * @param unreadable records that could not be read since it started
 */
public record Condition(
        boolean ready, String sentence, @Nullable String killTrouble, Map<Outcome, Long> outcomes, long unreadable) {

    public Condition {
        outcomes = Map.copyOf(outcomes);
    }

    public static Condition starting(String sentence) {
        return new Condition(false, sentence, null, Map.of(), 0);
    }

    /** As things stand now; while a kill waits, that is told before all else. */
    public Condition now(boolean isReady, String why) {
        if (killTrouble == null) {
            return new Condition(isReady, why, null, outcomes, unreadable);
        }
        return new Condition(
                false, isReady ? killTrouble : killTrouble + " Besides: " + why, killTrouble, outcomes, unreadable);
    }

    /** A kill could not be done. */
    public Condition killWaits(String why) {
        return new Condition(false, why, why, outcomes, unreadable);
    }

    /** All kills that were read are done; whether it delivers is said next. */
    public Condition killsDone() {
        return killTrouble == null
                ? this
                : new Condition(false, "What was killed is taken down now.", null, outcomes, unreadable);
    }

    public Condition after(Receipt receipt) {
        Map<Outcome, Long> more = new EnumMap<>(Outcome.class);
        more.putAll(outcomes);
        more.merge(receipt.outcome(), 1L, Long::sum);
        return new Condition(ready, sentence, killTrouble, more, unreadable);
    }

    public Condition afterUnreadable(long more) {
        return new Condition(ready, sentence, killTrouble, outcomes, unreadable + more);
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
