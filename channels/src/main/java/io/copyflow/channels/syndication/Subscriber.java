package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Version;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member.
 *
 * @param tokenHash SHA-256 of the token it shows, lower-case hex; the token itself is kept by nobody
 * @param languages what it may have; empty for all the channel carries
 * @param desks whose stories it has; empty for all
 * @param urgency the least urgent it has
 * @param webhook where it is told of what changes; null for nowhere
 */
record Subscriber(
        String id, String tokenHash, Set<String> languages, Set<String> desks, int urgency, @Nullable URI webhook) {

    boolean mayRead(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    /** Whether a version is for it. A withdrawal of its languages always is: it may have had an earlier version. */
    boolean wants(Version version) {
        return mayRead(version.language())
                && (!version.isLive()
                        || version.urgency() <= urgency && (desks.isEmpty() || desks.contains(version.desk())));
    }

    boolean hasToken(String token) {
        return MessageDigest.isEqual(
                sha256(token).getBytes(StandardCharsets.US_ASCII), tokenHash.getBytes(StandardCharsets.US_ASCII));
    }

    static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has.", e);
        }
    }
}
