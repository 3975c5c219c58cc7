package io.copyflow.launcher.cli;

import io.copyflow.schemas.directory.PersonKey;
import java.time.Instant;
import java.util.Locale;

/** Where a key stands at a time. */
enum KeyState {
    HOLDS,
    EARLY,
    ENDED,
    REVOKED;

    static KeyState of(PersonKey key, Instant now) {
        if (key.getRevokedAt() != null && !now.isBefore(key.getRevokedAt())) {
            return REVOKED;
        }
        if (key.getValidUntil() != null && !now.isBefore(key.getValidUntil())) {
            return ENDED;
        }
        return now.isBefore(key.getValidFrom()) ? EARLY : HOLDS;
    }

    /** The same for people, without a full stop. */
    static String words(PersonKey key, Instant now) {
        return switch (of(key, now)) {
            case HOLDS ->
                "holds since " + key.getValidFrom()
                        + (key.getValidUntil() == null ? "" : ", until " + key.getValidUntil())
                        + (key.getRevokedAt() == null ? "" : ", revoked as of " + key.getRevokedAt());
            case EARLY -> "holds from " + key.getValidFrom();
            case ENDED -> "held from " + key.getValidFrom() + " until " + key.getValidUntil();
            case REVOKED -> "revoked as of " + key.getRevokedAt();
        };
    }

    /** The same for programs. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
