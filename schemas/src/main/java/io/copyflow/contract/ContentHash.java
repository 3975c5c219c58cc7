package io.copyflow.contract;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hash an approval binds: SHA-256 over one language's version of a story in canonical form.
 *
 * <p>The canonical form, in this order: the text {@code copyflow-content-3}; the story id; the language tag; the source
 * revision as a number; the source's language tag; the urgency as a number; desk and bureau (the empty text for none);
 * the count of segments; then for each segment in reading order its id, its text, its marks, and the hash and the type
 * of its picture or video (the empty text twice for none). A text is its UTF-8 bytes preceded by their count; a number is 4 bytes, big-endian. Marks are their count, then for each its kind's
 * label, start, end and target (the empty text for none). Source: docs/reference/content-hash.md.
 */
public final class ContentHash {

    private ContentHash() {}

    /** SHA-256 of the version, as 64 lower-case hex digits. */
    public static String of(PublishedMetadata metadata, String language, int sourceRevision, List<Passage> passages) {
        Digest digest = new Digest()
                .text("copyflow-content-3")
                .text(metadata.storyId())
                .text(language)
                .number(sourceRevision)
                .text(metadata.sourceLanguage())
                .number(metadata.urgency())
                .text(orEmpty(metadata.desk()))
                .text(orEmpty(metadata.bureau()))
                .number(passages.size());
        for (Passage passage : passages) {
            digest.text(passage.id()).text(passage.text());
            marks(digest, passage.marks());
            MediaReference media = passage.media();
            digest.text(media == null ? "" : media.hash()).text(media == null ? "" : media.mediaType());
        }
        return HexFormat.of().formatHex(digest.whole());
    }

    static void marks(Digest digest, List<Mark> marks) {
        digest.number(marks.size());
        for (Mark mark : marks) {
            digest.text(mark.kind().label())
                    .number(mark.start())
                    .number(mark.end())
                    .text(orEmpty(mark.target()));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
