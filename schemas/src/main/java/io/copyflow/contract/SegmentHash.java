package io.copyflow.contract;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hash that tells whether a segment's text, marks, or picture or video changed. */
public final class SegmentHash {

    private SegmentHash() {}

    /** Of text alone. */
    public static String of(String text, List<Mark> marks) {
        return of(text, marks, null);
    }

    /**
     * First 16 bytes of SHA-256 over the text and its marks, and behind them the media's hash and type where there is
     * one; as 32 lower-case hex digits.
     */
    public static String of(String text, List<Mark> marks, @Nullable MediaReference media) {
        Digest digest = new Digest().text(text);
        ContentHash.marks(digest, marks);
        if (media != null) {
            digest.text(media.hash()).text(media.mediaType());
        }
        return HexFormat.of().formatHex(digest.first(16));
    }
}
