package io.copyflow.desk.ask;

import io.copyflow.contract.Refusal;
import io.copyflow.runtime.Allowance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many wait for an answer at once as have it in good time, so that a slow stage does not fill the desk with waiting.
 * What is urgent does not wait for room among the others.
 */
final class Turnstile {

    /** Of all people together. */
    static final int MOST = 256;

    /** Of all people together, however slow the answers are. */
    static final int LEAST = 64;

    /** Of one person. */
    static final int MOST_OF_ONE = 16;

    private static final Duration GOOD = Duration.ofSeconds(2);

    private final Allowance all = new Allowance(LEAST, MOST, GOOD);
    private final Map<String, Integer> waiting = new HashMap<>();

    /** Lets somebody in, who must {@link #leave} again; gives why not where too many wait, else null. */
    synchronized @Nullable Refusal enter(String person, boolean isUrgent) {
        int own = waiting.getOrDefault(person, 0);
        if (own >= MOST_OF_ONE) {
            return new Refusal(
                    "too-many-asked",
                    "Expected at most " + MOST_OF_ONE + " commands of one person to wait for their answers at once, but"
                            + " so many do. Nothing was sent: wait for those, then send it again.");
        }
        if (!isUrgent && !all.enter()) {
            return new Refusal(
                    "desk-busy",
                    "Expected no more commands to wait for their answers at once than have them in good time, but so many"
                            + " do. Nothing was sent: try again in a moment.");
        }
        waiting.put(person, own + 1);
        return null;
    }

    /** @param began when it was let in, by {@link System#nanoTime} */
    synchronized void leave(String person, boolean isUrgent, long began) {
        if (!isUrgent) {
            all.leave(began);
        }
        waiting.computeIfPresent(person, (id, own) -> own == 1 ? null : own - 1);
    }
}
