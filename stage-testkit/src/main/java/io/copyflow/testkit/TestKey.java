package io.copyflow.testkit;

import io.copyflow.contract.Ed25519;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.signature.CommandSigner;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pair of keys for tests: one half signs, the other stands in the directory. */
public final class TestKey {

    private final KeyPair pair = Ed25519.newPair(new SecureRandom());

    public CommandSigner signer() {
        return new CommandSigner(pair.getPrivate());
    }

    /** As the directory has it, without an end. */
    public PersonKey validFrom(Instant from) {
        return key(from, null);
    }

    public PersonKey revoked(Instant from, Instant revokedAt) {
        return key(from, revokedAt);
    }

    private PersonKey key(Instant from, @Nullable Instant revokedAt) {
        byte[] publicKey = Ed25519.bytes(pair.getPublic());
        return new PersonKey(Ed25519.keyId(publicKey), ByteBuffer.wrap(publicKey), from, null, revokedAt);
    }
}
