package io.copyflow.contract;

import org.jspecify.annotations.Nullable;

/**
 * An inline mark over a stretch of text.
 *
 * @param kind what it says: {@code strong}, {@code emphasis} or {@code link}
 * @param start where it begins, in Unicode code points from the start of the text
 * @param end where it ends, exclusive, in Unicode code points
 * @param target the address of a link; null for every other kind
 */
public record Mark(Kind kind, int start, int end, @Nullable String target) {

    /** What an inline mark says. */
    public enum Kind {
        STRONG("strong"),
        EMPHASIS("emphasis"),
        LINK("link");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
