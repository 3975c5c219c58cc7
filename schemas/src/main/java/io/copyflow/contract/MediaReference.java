package io.copyflow.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture or video by the hash of its bytes, which lie in the media store.
 *
 * @param hash SHA-256 of the stored bytes, 64 lower-case hex digits
 * @param mediaType what the bytes are, such as {@code image/jpeg} or {@code video/mp4}
 * @param bytes how many there are
 * @param width in pixels, as it is shown upright; null where it is not known
 * @param height in pixels, as it is shown upright; null where it is not known
 * @param source where it was taken from, for colleagues; never published
 */
public record MediaReference(
        String hash,
        String mediaType,
        long bytes,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String source) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TYPE = Pattern.compile("(image|video)/[a-z0-9][a-z0-9.+-]{0,60}");
    private static final int LONGEST_SOURCE = 2_000;

    /** Whether a text has the form of a media hash. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    public boolean isVideo() {
        return mediaType.startsWith("video/");
    }

    /** As published: without what is for colleagues. */
    public MediaReference published() {
        return new MediaReference(hash, mediaType, bytes, width, height, null);
    }

    /**
     * Why this cannot be the picture or video of a segment.
     *
     * @param where the segment, for the sentence
     * @return null when it can, else {@code media-invalid}
     */
    public @Nullable Refusal refusal(String where) {
        if (!isHash(hash)) {
            return invalid("a media hash of 64 lower-case hex digits", where, "another one. Take it from the answer");
        }
        if (!TYPE.matcher(mediaType).matches()) {
            return invalid("a media type of a picture or video", where, "another one. Take it from the answer");
        }
        if (bytes <= 0) {
            return invalid("a picture or video with bytes", where, bytes + " of them. Take it from the answer");
        }
        if ((width == null) != (height == null) || (width != null && width <= 0) || (height != null && height <= 0)) {
            return invalid("width and height above 0, or neither", where, "others. Take them from the answer");
        }
        return source == null
                ? null
                : source.length() > LONGEST_SOURCE
                        ? new Refusal(
                                "media-invalid",
                                "Expected a source of the media of at most " + LONGEST_SOURCE + " characters, but "
                                        + where + " has one of " + source.length() + ". Shorten it.")
                        : TextRules.refusal(source, "the source of the media of " + where);
    }

    private static Refusal invalid(String expected, String where, String found) {
        return new Refusal(
                "media-invalid",
                "Expected " + expected + ", but " + where + " has " + found
                        + " of POST /media, and hand the story in again.");
    }
}
