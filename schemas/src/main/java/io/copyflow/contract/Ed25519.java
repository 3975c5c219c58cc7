package io.copyflow.contract;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Signatures by Ed25519 (RFC 8032) with the JDK's own provider. Public keys are the 32 bytes that RFC has. */
public final class Ed25519 {

    /** Of a public key, in bytes. */
    public static final int PUBLIC_KEY_BYTES = 32;

    private static final String ALGORITHM = "Ed25519";

    /** What stands before the 32 bytes of a public key in its X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_ID_BYTES = 8;

    private Ed25519() {}

    /** The id of a public key: the first 16 hex digits of its SHA-256. */
    public static String keyId(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return HexFormat.of().formatHex(hash, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Whether 32 bytes are a public key at all: a point of the curve. */
    public static boolean isPublicKey(byte[] publicKey) {
        try {
            Signature.getInstance(ALGORITHM).initVerify(decoded(publicKey));
            return true;
        } catch (InvalidKeyException | InvalidKeySpecException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Whether a signature is that of a message by a key; false also for what is no signature and no key. */
    public static boolean isSignature(byte[] value, byte[] message, byte[] publicKey) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(decoded(publicKey));
            signature.update(message);
            return signature.verify(value);
        } catch (InvalidKeyException | InvalidKeySpecException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The 64 bytes of a message's signature. */
    public static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** A new pair of keys. */
    public static KeyPair newPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * A private key from its PKCS#8 form.
     *
     * @throws IllegalArgumentException when it is none of Ed25519
     */
    public static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("Expected an Ed25519 private key in PKCS#8", e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The 32 bytes of a public key. */
    public static byte[] bytes(PublicKey key) {
        byte[] x509 = key.getEncoded();
        return Arrays.copyOfRange(x509, x509.length - PUBLIC_KEY_BYTES, x509.length);
    }

    /**
     * The 32 bytes of the public key that belongs to a private one. The JDK gives it only to whoever makes the pair, so
     * the pair is made again from the private key's own bytes, and tried.
     */
    public static byte[] publicKeyOf(PrivateKey key) {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        byte[] publicKey = bytes(newPair(new Given(seed)).getPublic());
        if (!isSignature(sign(key, seed), seed, publicKey)) {
            throw new IllegalStateException("This JDK makes its Ed25519 keys in a way that Copyflow does not know");
        }
        return publicKey;
    }

    private static PublicKey decoded(byte[] publicKey) throws GeneralSecurityException {
        byte[] x509 = Arrays.copyOf(X509, X509.length + publicKey.length);
        System.arraycopy(publicKey, 0, x509, X509.length, publicKey.length);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException("Every JDK has Ed25519, but this one has not", cause);
    }

    /** Randomness that is no such thing: the bytes that are given. */
    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }
}
