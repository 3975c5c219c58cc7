package io.copyflow.contract;

import java.util.HexFormat;
import java.util.List;

/**
 * The hash an approval binds: SHA-256 over one language's version of a story in canonical form.
 *
 * <p>The canonical form, in this order: the text {@code copyflow-content-1}; the language tag; the source revision as a
 * number; the count of segments; then for each segment in reading order its id, its text and its marks. A text is its
 * UTF-8 bytes preceded by their count; a number is 4 bytes, big-endian. Marks are their count, then for each its kind's
 * label, start, end and target (the empty text for none). Source: docs/reference/content-hash.md.
 */
public final class ContentHash {

    private ContentHash() {}

    /** SHA-256 of the version, as 64 lower-case hex digits. */
    public static String of(String language, int sourceRevision, List<Passage> passages) {
        Digest digest = new Digest()
                .text("copyflow-content-1")
                .text(language)
                .number(sourceRevision)
                .number(passages.size());
        for (Passage passage : passages) {
            digest.text(passage.id()).text(passage.text());
            marks(digest, passage.marks());
        }
        return HexFormat.of().formatHex(digest.whole());
    }

    static void marks(Digest digest, List<Mark> marks) {
        digest.number(marks.size());
        for (Mark mark : marks) {
            digest.text(mark.kind().label())
                    .number(mark.start())
                    .number(mark.end())
                    .text(mark.target() == null ? "" : mark.target());
        }
    }
}
