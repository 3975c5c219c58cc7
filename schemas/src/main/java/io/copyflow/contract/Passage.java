package io.copyflow.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment's text in one language.
 *
 * @param id the segment's id, stable within the story
 * @param text plain text, Unicode NFC
 * @param marks inline marks, in order of their start
 * @param media the picture or video the text stands for; null for text alone
 */
public record Passage(
        String id, String text, List<Mark> marks, @Nullable MediaReference media) {

    public Passage {
        marks = List.copyOf(marks);
    }

    /** Text alone. */
    public Passage(String id, String text, List<Mark> marks) {
        this(id, text, marks, null);
    }

    public static Passage plain(String id, String text) {
        return new Passage(id, text, List.of());
    }

    /** The same text with a picture or video, or without one. */
    public Passage with(@Nullable MediaReference media) {
        return new Passage(id, text, marks, media);
    }
}
