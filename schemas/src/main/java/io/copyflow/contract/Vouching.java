package io.copyflow.contract;

import java.time.Instant;

/** What vouches for it that a command is by the person it names. */
public sealed interface Vouching {

    /** Nothing does, and nothing needs to. */
    record NotAsked() implements Vouching {}

    /** Their signature. */
    record Valid(String keyId) implements Vouching {}

    /** Nothing does, though this newsroom wants a signature for it. */
    record Missing() implements Vouching {}

    /** A signature by a key that is none of theirs. */
    record KeyUnknown(String keyId) implements Vouching {}

    /** A signature that is not one of this command by that key. */
    record Wrong(String keyId) implements Vouching {}

    /** A signature by a key of theirs that did not hold when the command was issued. */
    record KeyNotValid(String keyId, Instant issuedAt, Because why, Instant since) implements Vouching {}

    /** The time that was signed is not that at which the command came. */
    record TimeOff(Instant issuedAt, Instant recordedAt) implements Vouching {}

    /** Why a key does not hold at a time. */
    enum Because {
        /** It holds only from a later time on. */
        TOO_EARLY,
        /** Its time was over. */
        TOO_LATE,
        /** It was revoked. */
        REVOKED
    }
}
