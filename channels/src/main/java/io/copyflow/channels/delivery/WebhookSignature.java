package io.copyflow.channels.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of the Standard Webhooks specification: {@code webhook-id}, {@code webhook-timestamp} in seconds, {@code
 * webhook-signature} with {@code v1,} and the Base64 of HMAC-SHA256 over {@code id.timestamp.body}.
 *
 * @param key the shared secret's bytes
 */
public record WebhookSignature(byte[] key) {

    private static final String PREFIX = "whsec_";

    /** @param secret as text, or {@code whsec_} and Base64, as the specification writes it */
    public static WebhookSignature of(String secret) {
        return new WebhookSignature(
                secret.startsWith(PREFIX)
                        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                        : secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The three headers for a message. */
    public Map<String, String> headers(String id, Instant at, byte[] body) {
        String seconds = Long.toString(at.getEpochSecond());
        return Map.of(
                "webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", "v1," + sign(id, seconds, body));
    }

    private String sign(String id, String seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, all));
    }

    /** The HMAC of some bytes. */
    public static byte[] hmac(String algorithm, byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected " + algorithm + ", which every Java has.", e);
        }
    }
}
