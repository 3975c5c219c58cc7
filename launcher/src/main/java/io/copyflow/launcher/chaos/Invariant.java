package io.copyflow.launcher.chaos;

import java.util.List;

/**
 * Something that must hold whatever fails, and whether it did.
 *
 * @param name for programs, in kebab-case
 * @param sentence what must hold
 * @param looked how many things were looked at
 * @param breaches each a sentence that names what and where
 */
public record Invariant(String name, String sentence, long looked, List<String> breaches) {

    public Invariant {
        breaches = List.copyOf(breaches);
    }

    /** What came of looking. */
    public enum Verdict {
        HELD,
        BROKEN,
        /** There was nothing to look at. */
        NOT_SHOWN
    }

    public Verdict verdict() {
        return !breaches.isEmpty() ? Verdict.BROKEN : looked == 0 ? Verdict.NOT_SHOWN : Verdict.HELD;
    }

    /** Whether no breach was found, which shows nothing where nothing was looked at. */
    public boolean holds() {
        return breaches.isEmpty();
    }
}
