package io.copyflow.contract;

import org.jspecify.annotations.Nullable;

/** Whose signature is good enough: the same sentences in every stage. Source: docs/reference/signatures.md. */
public final class Signatures {

    private static final int SHOWN_DIGITS = 16;
    private static final String AGAIN = " and send it under a new command id.";

    private Signatures() {}

    /**
     * Why what vouches for the actor is not enough.
     *
     * @param deed what was asked, such as {@code approve a version}
     * @return null when it is, else {@code signature-missing}, {@code signature-wrong}, {@code key-unknown},
     *     {@code key-not-valid} or {@code signature-time-off}
     */
    public static @Nullable Refusal refusal(Actor actor, String deed) {
        return switch (actor.vouching()) {
            case Vouching.NotAsked(), Vouching.Valid _ -> null;
            case Vouching.Missing() ->
                new Refusal(
                        "signature-missing",
                        "Expected a signed command to " + deed + ", as this newsroom believes signatures only, but"
                                + " nobody signed it. Sign it with a key of " + actor.id() + "'s" + AGAIN
                                + " 'copyflow keys make' makes a key.");
            case Vouching.Wrong(String keyId) ->
                new Refusal(
                        "signature-wrong",
                        "Expected the signature of just this command by the key " + shown(keyId) + " to " + deed
                                + ", but it is another: the command was changed, or something else was signed. Sign it"
                                + " as it is" + AGAIN);
            case Vouching.KeyUnknown(String keyId) ->
                new Refusal(
                        "key-unknown",
                        "Expected a signature by a key of " + actor.id() + "'s to " + deed
                                + ", but the directory has no key " + shown(keyId)
                                + " of theirs. Check which key signed it, or register that one and run 'copyflow"
                                + " apply'; then sign it again" + AGAIN);
            case Vouching.KeyNotValid off ->
                new Refusal(
                        "key-not-valid",
                        "Expected a key that held at " + off.issuedAt() + ", when the command was issued, to " + deed
                                + ", but the key " + shown(off.keyId()) + " of " + actor.id() + "'s "
                                + words(off.why()) + " " + off.since()
                                + ". See 'copyflow keys list'; sign it with a key that holds" + AGAIN);
            case Vouching.TimeOff off ->
                new Refusal(
                        "signature-time-off",
                        "Expected a signed command within 10 minutes of its time to " + deed + ", but it says "
                                + off.issuedAt() + " and came at " + off.recordedAt()
                                + ". Set the clock, sign it again" + AGAIN);
        };
    }

    private static String words(Vouching.Because why) {
        return switch (why) {
            case TOO_EARLY -> "holds from";
            case TOO_LATE -> "held until";
            case REVOKED -> "is revoked as of";
        };
    }

    private static String shown(String keyId) {
        return keyId.substring(0, Math.min(SHOWN_DIGITS, keyId.length()));
    }
}
