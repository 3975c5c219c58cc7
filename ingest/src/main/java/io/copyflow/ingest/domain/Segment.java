package io.copyflow.ingest.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.SegmentKind;
import java.util.List;

/**
 * A piece of the source text with its id.
 *
 * @param id stable within the story: {@code headline}, {@code standfirst}, {@code byline}, {@code dateline}, or
 *     {@code b1}, {@code b2} … for the body
 */
public record Segment(String id, SegmentKind kind, String text, List<Mark> marks) {

    public Segment {
        marks = List.copyOf(marks);
    }

    static Segment of(String id, Block block) {
        return new Segment(id, block.kind(), block.text(), block.marks());
    }

    SegmentDigest digest() {
        return new SegmentDigest(id, kind, SegmentHash.of(text, marks));
    }

    Passage passage() {
        return new Passage(id, text, marks);
    }
}
