package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.TextRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of a segment that no person made.
 *
 * @param segmentId the segment it was made for
 * @param textHash of its words, see {@link #textHash}
 * @param origin memory or machine
 * @param originDetail the story of the memory or the engine of the machine
 */
public record MadeText(
        String segmentId,
        String textHash,
        Origin origin,
        @Nullable String originDetail) {

    static MadeText of(TranslatedSegment segment) {
        return new MadeText(
                segment.passage().id(), textHash(segment.passage()), segment.origin(), segment.originDetail());
    }

    /** {@link SegmentHash} of what can be seen of a text: neither marks nor space make it another. */
    static String textHash(Passage passage) {
        StringBuilder seen = new StringBuilder();
        passage.text()
                .codePoints()
                .filter(point -> !TextRules.isBlank(Character.toString(point)))
                .forEach(seen::appendCodePoint);
        return SegmentHash.of(seen.toString(), List.of());
    }
}
