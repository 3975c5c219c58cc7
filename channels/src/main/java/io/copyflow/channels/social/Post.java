package io.copyflow.channels.social;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an account shows of a version.
 *
 * @param text whole, the link in it
 * @param language BCP 47 tag
 * @param picture null for none
 */
record Post(
        String text, URI link, String language, @Nullable Picture picture) {

    private String shown() {
        return picture == null ? "" : "\n" + picture.media().hash() + "\n" + picture.alternativeText();
    }

    /** The same for two posts that look the same. */
    String digest() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256")
                    .digest((language + "\n" + text + shown()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has.", e);
        }
    }
}
