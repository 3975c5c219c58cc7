package io.copyflow.translate.memory;

import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import java.time.Instant;

/**
 * A segment whose translation was cleared.
 *
 * @param storyId where it comes from
 * @param sourceRevision the revision of the source that the translation rests on
 * @param sourceLanguage canonical BCP 47 tag
 * @param language canonical BCP 47 tag of the translation
 * @param sourceSegmentHash {@link SegmentHash} of the source segment
 * @param sourceText text of the source segment
 * @param target the translation; its id is that of the segment
 * @param translator id of the person
 * @param clearedAt when the version was cleared, kept to the millisecond
 */
public record MemoryEntry(
        String storyId,
        int sourceRevision,
        String sourceLanguage,
        String language,
        String sourceSegmentHash,
        String sourceText,
        Passage target,
        String translator,
        Instant clearedAt) {

    public String segmentId() {
        return target.id();
    }

    /** An entry with the key of another replaces it. */
    String key() {
        return key(storyId, language, segmentId());
    }

    /** Neither a story's id nor a language tag has a slash. */
    static String key(String storyId, String language, String segmentId) {
        return storyId + "/" + language + "/" + segmentId;
    }
}
