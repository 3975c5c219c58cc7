package io.copyflow.contract;

import java.util.List;

/**
 * A segment's text in one language.
 *
 * @param id the segment's id, stable within the story
 * @param text plain text, Unicode NFC
 * @param marks inline marks, in order of their start
 */
public record Passage(String id, String text, List<Mark> marks) {

    public Passage {
        marks = List.copyOf(marks);
    }

    public static Passage plain(String id, String text) {
        return new Passage(id, text, List.of());
    }
}
