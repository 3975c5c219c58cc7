package io.copyflow.translate.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who worked on the text of a segment.
 *
 * @param draftHash {@code SegmentHash} of the saved text that is meant; null for what was submitted last
 * @param hands in the order they came; none when no person made it
 */
public record SegmentHands(String segmentId, @Nullable String draftHash, List<Hand> hands) {

    public SegmentHands {
        hands = List.copyOf(hands);
    }
}
