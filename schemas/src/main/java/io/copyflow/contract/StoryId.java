package io.copyflow.contract;

import java.util.regex.Pattern;

/** The id of a story, made from who handed it in and the id they gave it, so that a repeat meets the same story. */
public final class StoryId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private StoryId() {}

    /**
     * The story id of a submission: {@code s} and 20 letters or digits (100 bits of SHA-256).
     *
     * @param provider the space the client id is unique in, such as {@code desk} or a wire's name
     * @param clientId the id the submitter gave
     */
    public static String of(String provider, String clientId) {
        byte[] hash = new Digest()
                .text("copyflow-story")
                .text(provider)
                .text(clientId)
                .first(13);
        StringBuilder id = new StringBuilder(21).append('s');
        for (int digit = 0; digit < 20; digit++) {
            int bit = digit * 5;
            int window = ((hash[bit >> 3] & 0xff) << 8) | (hash[Math.min((bit >> 3) + 1, 12)] & 0xff);
            id.append(ALPHABET.charAt((window >> (11 - (bit & 7))) & 31));
        }
        return id.toString();
    }

    /** Whether the text is as long as an id that {@link #of} makes, and so no beginning of one. */
    public static boolean isWhole(String id) {
        return isValid(id) && id.length() >= 21;
    }

    /** Whether the text can be a story id: lower-case letters, digits and hyphens, at most 64. */
    public static boolean isValid(String id) {
        return SHAPE.matcher(id).matches();
    }
}
