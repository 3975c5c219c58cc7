package io.copyflow.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 over fields that cannot run into each other: each text is preceded by its length. For one thread. */
public final class Digest {

    private final MessageDigest sha256;
    private final byte[] four = new byte[Integer.BYTES];

    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, but this one has not", e);
        }
    }

    /** UTF-8 bytes of the text, preceded by their count as a 4-byte big-endian integer. */
    public Digest text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        sha256.update(bytes);
        return this;
    }

    /** A 4-byte big-endian integer. */
    public Digest number(int n) {
        four[0] = (byte) (n >>> 24);
        four[1] = (byte) (n >>> 16);
        four[2] = (byte) (n >>> 8);
        four[3] = (byte) n;
        sha256.update(four);
        return this;
    }

    /** Bytes from a position on, without their count: only for those of a fixed length, or the last. */
    public Digest bytes(byte[] bytes, int from) {
        sha256.update(bytes, from, bytes.length - from);
        return this;
    }

    /** The first bytes of the digest; it is used up then. */
    public byte[] first(int bytes) {
        return Arrays.copyOf(sha256.digest(), bytes);
    }

    /** All 32 bytes of the digest; it is used up then. */
    public byte[] whole() {
        return sha256.digest();
    }
}
