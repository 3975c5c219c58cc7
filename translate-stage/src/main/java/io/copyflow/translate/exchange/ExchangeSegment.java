package io.copyflow.translate.exchange;

import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment that leaves for translation.
 *
 * @param source its id and text in the source language
 * @param sourceHash {@link io.copyflow.contract.SegmentHash} of the source; comes back with the segment
 * @param target its text in the target language so far; null when it has none. Its id is the source's
 * @param notes for the translator, besides the kind, which is told anyway
 */
public record ExchangeSegment(
        SegmentKind kind,
        Passage source,
        String sourceHash,
        @Nullable Passage target,
        SegmentState state,
        List<ExchangeNote> notes) {

    public ExchangeSegment {
        notes = List.copyOf(notes);
    }
}
