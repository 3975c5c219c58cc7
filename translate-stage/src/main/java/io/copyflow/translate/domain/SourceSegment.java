package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.TextRules;
import java.util.List;

/**
 * A segment of the source, without its text.
 *
 * @param id stable within the story
 * @param hash {@link SegmentHash} of its text, marks and picture or video; of a blank text that of the empty one, as no blank text asks
 *     for a translation
 */
public record SourceSegment(String id, String hash) {

    private static final String HASH_OF_BLANK = SegmentHash.of("", List.of());

    static SourceSegment of(Passage passage) {
        return new SourceSegment(
                passage.id(),
                TextRules.isBlank(passage.text())
                        ? HASH_OF_BLANK
                        : SegmentHash.of(passage.text(), passage.marks(), passage.media()));
    }

    public boolean isBlank() {
        return hash.equals(HASH_OF_BLANK);
    }
}
