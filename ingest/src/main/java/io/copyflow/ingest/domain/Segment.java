package io.copyflow.ingest.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the source text with its id.
 *
 * @param id stable within the story: {@code headline}, {@code standfirst}, {@code byline}, {@code dateline}, or
 *     {@code b1}, {@code b2} … for the body
 * @param media the picture or video it stands for; null for text alone
 */
public record Segment(
        String id,
        SegmentKind kind,
        String text,
        List<Mark> marks,
        @Nullable MediaReference media) {

    public Segment {
        marks = List.copyOf(marks);
    }

    /** Text alone. */
    public Segment(String id, SegmentKind kind, String text, List<Mark> marks) {
        this(id, kind, text, marks, null);
    }

    static Segment of(String id, Block block) {
        return new Segment(id, block.kind(), block.text(), block.marks(), block.media());
    }

    SegmentDigest digest() {
        return new SegmentDigest(id, kind, SegmentHash.of(text, marks, media));
    }

    Passage passage() {
        return new Passage(id, text, marks, media);
    }
}
