package io.copyflow.contract;

import org.jspecify.annotations.Nullable;

/** How long a reason or a note may be that goes with a decision: it is printed in lists, mails and the proof. */
public final class ReasonRules {

    /** In Unicode code points. */
    public static final int LONGEST = 500;

    private ReasonRules() {}

    /**
     * Why a reason cannot be taken.
     *
     * @return null when it can, or there is none; else {@code reason-too-long}
     */
    public static @Nullable Refusal reason(@Nullable String reason) {
        return refusal(reason, "a reason");
    }

    /** The same of a note. */
    public static @Nullable Refusal note(@Nullable String note) {
        return refusal(note, "a note");
    }

    private static @Nullable Refusal refusal(@Nullable String text, String what) {
        int length = text == null ? 0 : text.codePointCount(0, text.length());
        return length > LONGEST
                ? new Refusal(
                        "reason-too-long",
                        "Expected " + what + " of at most " + LONGEST + " characters, but it has " + length
                                + ". Say it shorter; details belong elsewhere.")
                : null;
    }
}
