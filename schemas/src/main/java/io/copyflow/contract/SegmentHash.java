package io.copyflow.contract;

import java.util.HexFormat;
import java.util.List;

/** The hash that tells whether a segment's text or marks changed. */
public final class SegmentHash {

    private SegmentHash() {}

    /** First 16 bytes of SHA-256 over the text and its marks, as 32 lower-case hex digits. */
    public static String of(String text, List<Mark> marks) {
        Digest digest = new Digest().text(text);
        ContentHash.marks(digest, marks);
        return HexFormat.of().formatHex(digest.first(16));
    }
}
