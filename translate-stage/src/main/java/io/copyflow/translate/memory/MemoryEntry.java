package io.copyflow.translate.memory;

import io.copyflow.contract.Digest;
import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * A text with a translation of it.
 *
 * @param sourceLanguage canonical BCP 47 tag
 * @param language canonical BCP 47 tag of the translation
 * @param source the text
 * @param target the translation
 */
public record MemoryEntry(String sourceLanguage, String language, Passage source, Passage target, EntryOrigin origin) {

    /** Its key in the topic it comes from. An entry with the key of another replaces it. */
    public String key() {
        // no part has a slash but perhaps a segment's id, and that stands last
        return switch (origin) {
            case EntryOrigin.ClearedStory story -> story.storyId() + "/" + language + "/" + story.segmentId();
            case EntryOrigin.TmxFile file -> file.file() + "/" + sourceLanguage + "/" + language + "/" + file.unit();
        };
    }

    /** Whether it comes from one of these stories; what comes from a file comes from none. */
    public boolean isFrom(Predicate<String> storyIds) {
        return origin instanceof EntryOrigin.ClearedStory story && storyIds.test(story.storyId());
    }

    /** The same for every entry, and for no other, whose source is the same but for normal form and space. */
    public String sourceHash() {
        return sourceHash(source.text());
    }

    /** The hash that entries with this source have. */
    public static String sourceHash(String text) {
        return SourceText.of(text).hash();
    }

    /** What two entries have in common that say the same. */
    public Object saying() {
        return List.of(source.text(), target.text(), target.marks());
    }

    /** Of {@link #saying}: of two entries with the same source hash, equal only where that is, but for chance. */
    public long sayingHash() {
        byte[] hash = new Digest()
                .text(source.text())
                .text(SegmentHash.of(target.text(), target.marks()))
                .first(Long.BYTES);
        return ByteBuffer.wrap(hash).getLong();
    }
}
