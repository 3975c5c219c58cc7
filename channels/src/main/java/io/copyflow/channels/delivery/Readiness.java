package io.copyflow.channels.delivery;

import java.time.Duration;
import java.time.Instant;

/** Whether a lane may call now, and what it tells of itself. For whoever holds the lane's lock. */
final class Readiness {

    private final BackOff backOff;
    private Instant quietUntil = Instant.MIN;
    private int failures;
    private Condition condition = Condition.starting("The channel has not been started.");

    Readiness(BackOff backOff) {
        this.backOff = backOff;
    }

    Condition condition() {
        return condition;
    }

    /** Whether everything but kills is to wait. */
    boolean isQuiet(Instant now) {
        return now.isBefore(quietUntil);
    }

    Duration quiet(Instant now) {
        return Duration.between(now, quietUntil);
    }

    /** The pace asks for a while. */
    void rest(Instant until) {
        quietUntil = until;
    }

    /** Everything waits, longer each time. */
    void pause(Duration wait, Instant now, String sentence) {
        quietUntil = now.plus(wait);
        condition = condition.now(false, sentence);
    }

    /** How long to wait after one failure more. */
    Duration failed() {
        failures++;
        return backOff.after(failures);
    }

    /** A call was answered; the network may ask for a while without any. */
    void well(Duration quiet, Instant now) {
        failures = 0;
        if (quiet.isPositive()) {
            quietUntil = now.plus(quiet);
        }
        condition = condition.now(true, "Delivering.");
    }

    void say(boolean ready, String sentence) {
        condition = condition.now(ready, sentence);
    }

    void count(Receipt receipt) {
        condition = condition.after(receipt);
    }
}
