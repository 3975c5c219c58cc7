package io.copyflow.ingest.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.SegmentKind;
import java.util.List;

/**
 * A piece of text as it was handed in: it has no id yet.
 *
 * @param kind what it is in the article
 * @param text plain text, Unicode NFC
 * @param marks inline marks, in order of their start
 */
public record Block(SegmentKind kind, String text, List<Mark> marks) {

    public Block {
        marks = List.copyOf(marks);
    }

    public static Block plain(SegmentKind kind, String text) {
        return new Block(kind, text, List.of());
    }

    /** The hash the segment made of it will have. */
    String hash() {
        return SegmentHash.of(text, marks);
    }
}
