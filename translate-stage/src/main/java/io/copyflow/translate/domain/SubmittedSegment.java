package io.copyflow.translate.domain;

import io.copyflow.contract.SegmentHash;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it was submitted last, without its text.
 *
 * @param hash {@link SegmentHash} of its text and marks
 * @param made whose text it is when no person made it, else null
 */
public record SubmittedSegment(
        String id, String hash, @Nullable MadeText made) {

    static SubmittedSegment of(TranslatedSegment segment) {
        return new SubmittedSegment(
                segment.passage().id(), hash(segment), segment.origin() == Origin.PERSON ? null : MadeText.of(segment));
    }

    boolean isThe(TranslatedSegment segment) {
        return hash.equals(hash(segment));
    }

    /** {@link SegmentHash} of its text and marks. */
    static String hash(TranslatedSegment segment) {
        return SegmentHash.of(segment.passage().text(), segment.passage().marks());
    }
}
