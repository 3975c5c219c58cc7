package io.copyflow.channels.social;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an account shows of a version.
 *
 * @param text whole, the link in it
 * @param language BCP 47 tag
 */
record Post(String text, URI link, String language) {

    /** The same for two posts that look the same. */
    String digest() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256")
                    .digest((language + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has.", e);
        }
    }
}
