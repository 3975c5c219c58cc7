package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.Version;
import io.copyflow.schemas.directory.Channel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member: a channel of kind syndication in the directory, with what the secrets have of it.
 *
 * @param languages what it may have; empty for all
 * @param desks whose stories it has; empty for all
 * @param urgency the least urgent it has
 * @param tokenHash SHA-256 of the token it shows, lower-case hex; the token itself is kept by nobody. Null for none
 * @param webhook where it is told of what changes; null for nowhere
 * @param inDirectory false for one that is in the directory no longer: it is told of withdrawals only
 */
record Member(
        String id,
        List<String> languages,
        List<String> desks,
        int urgency,
        @Nullable String tokenHash,
        @Nullable URI webhook,
        boolean inDirectory) {

    private static final int LEAST_URGENT = 8;

    /** @throws IllegalArgumentException with a sentence when a secret is no hash or no address */
    static Member of(Channel channel, Secrets secrets) {
        String id = channel.getId();
        String hash = secrets.of(id, "token-sha256");
        if (hash != null && !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Expected 64 lower-case hex digits as " + id
                    + ".token-sha256, but got something else. Make it with sha256sum.");
        }
        String webhook = secrets.of(id, "webhook");
        Integer urgency = channel.getUrgency();
        return new Member(
                id,
                List.copyOf(channel.getLanguages()),
                List.copyOf(channel.getDesks()),
                urgency == null ? LEAST_URGENT : urgency,
                hash,
                webhook == null ? null : URI.create(webhook),
                true);
    }

    /** Of what a journal says it was, when the directory has it no longer. */
    static Member removed(String id, Map<String, String> about) {
        String webhook = about.get("webhook");
        return new Member(
                id, List.of(), List.of(), LEAST_URGENT, null, webhook == null ? null : URI.create(webhook), false);
    }

    Map<String, String> about() {
        URI address = webhook;
        return address == null ? Map.of() : Map.of("webhook", address.toString());
    }

    /** Whether it can have anything at all. */
    boolean isConnected() {
        return tokenHash != null || webhook != null;
    }

    /** Whether it can have items by the content API, before it is told of them. */
    boolean fetches() {
        return inDirectory && tokenHash != null;
    }

    boolean mayRead(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    /** Whether a version is for it. A withdrawal in its languages always is: it may have had an earlier version. */
    boolean wants(Version version) {
        return inDirectory
                && mayRead(version.language())
                && (!version.isLive()
                        || version.urgency() <= urgency && (desks.isEmpty() || desks.contains(version.desk())));
    }

    boolean hasToken(String token) {
        String hash = tokenHash;
        return hash != null
                && inDirectory
                && MessageDigest.isEqual(
                        sha256(token).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
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
