package io.copyflow.launcher.chaos;

import java.util.List;

/**
 * Something that must hold whatever fails, and whether it did.
 *
 * @param name for programs, in kebab-case
 * @param sentence what must hold
 * @param looked how many things were looked at; with none, nothing was shown
 * @param breaches each a sentence that names what and where
 */
public record Invariant(String name, String sentence, long looked, List<String> breaches) {

    public Invariant {
        breaches = List.copyOf(breaches);
    }

    public boolean holds() {
        return breaches.isEmpty();
    }
}
