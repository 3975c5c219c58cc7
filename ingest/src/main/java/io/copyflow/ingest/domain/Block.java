package io.copyflow.ingest.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text as it was handed in: it has no id yet.
 *
 * @param kind what it is in the article
 * @param text plain text, Unicode NFC
 * @param marks inline marks, in order of their start
 * @param media the picture or video it stands for; null for text alone
 */
public record Block(
        SegmentKind kind,
        String text,
        List<Mark> marks,
        @Nullable MediaReference media) {

    public Block {
        marks = List.copyOf(marks);
    }

    /** Text alone. */
    public Block(SegmentKind kind, String text, List<Mark> marks) {
        this(kind, text, marks, null);
    }

    public static Block plain(SegmentKind kind, String text) {
        return new Block(kind, text, List.of());
    }

    /** The hash the segment made of it will have. */
    String hash() {
        return SegmentHash.of(text, marks, media);
    }
}
