package io.copyflow.desk.ask;

import io.copyflow.contract.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets so many wait for an answer at once and no more, so that a slow stage does not fill the desk with waiting. */
final class Turnstile {

    /** Of all people together. */
    static final int MOST = 256;

    /** Of one person. */
    static final int MOST_OF_ONE = 16;

    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;

    /** Lets somebody in, who must {@link #leave} again; gives why not where too many wait, else null. */
    synchronized @Nullable Refusal enter(String person) {
        int own = waiting.getOrDefault(person, 0);
        if (own >= MOST_OF_ONE) {
            return new Refusal(
                    "too-many-asked",
                    "Expected at most " + MOST_OF_ONE + " commands of one person to wait for their answers at once, but"
                            + " so many do. Nothing was sent: wait for those, then send it again.");
        }
        if (all >= MOST) {
            return new Refusal(
                    "desk-busy",
                    "Expected at most " + MOST + " commands to wait for their answers at once, but so many do."
                            + " Nothing was sent: try again in a moment.");
        }
        all++;
        waiting.put(person, own + 1);
        return null;
    }

    synchronized void leave(String person) {
        all--;
        waiting.computeIfPresent(person, (id, own) -> own == 1 ? null : own - 1);
    }
}
