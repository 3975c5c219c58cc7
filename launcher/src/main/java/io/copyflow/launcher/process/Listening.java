package io.copyflow.launcher.process;

import io.copyflow.runtime.PartHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of a process is to listen and does not yet: until all of it does, {@code /ready} is not 200. */
final class Listening {

    private final Map<String, String> waiting;

    /** @param expected what is waited for, by name, as a sentence calls it */
    Listening(Map<String, String> expected) {
        this.waiting = new TreeMap<>(expected);
    }

    /** It listens. */
    synchronized void now(String name) {
        waiting.remove(name);
    }

    /** What does not listen yet. */
    synchronized List<PartHealth> health() {
        List<PartHealth> all = new ArrayList<>();
        waiting.forEach((name, what) -> all.add(new PartHealth(
                name, true, false, "Starting: " + what + " cannot be reached yet. Ask again in a moment.")));
        return all;
    }
}
