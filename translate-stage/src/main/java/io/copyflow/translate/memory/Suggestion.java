package io.copyflow.translate.memory;

/**
 * An entry whose source is like the text asked for.
 *
 * @param score {@value Recollection#THRESHOLD} to 100; 100 exactly when the kind is {@link Kind#EXACT}
 */
public record Suggestion(int score, Kind kind, MemoryEntry entry) {

    /** How far the likeness goes. */
    public enum Kind {
        /** The same text, but for Unicode's normal form and the kind and amount of space. */
        EXACT,
        /** A text that is like it. */
        FUZZY
    }
}
