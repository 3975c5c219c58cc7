package io.copyflow.review.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.contract.TextRules;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decision;
import org.jspecify.annotations.Nullable;

/** What whatever a person asks must satisfy. Source: docs/semantics.md, rules 3, 13 and 16. */
final class Grounds {

    /** Digits of a hash in a sentence: enough to tell two versions apart. */
    private static final int SHOWN_DIGITS = 12;

    /** Of a reason, in characters: a sentence or two, since {@code VersionCleared} carries all of them. */
    private Grounds() {}

    /** The right, the newest text, and not their own. */
    static @Nullable Refusal ofDecision(Review review, ReviewCommand.OnVersion command, String deed, Role... oneOf) {
        Refusal refusal = Rights.refusal(command.actor(), deed, command.language(), oneOf);
        if (refusal == null) {
            refusal = notNewest(review, command, deed);
        }
        return refusal == null ? ownText(review, command.actor(), deed) : refusal;
    }

    static @Nullable Refusal notNewest(Review review, ReviewCommand.OnVersion command, String deed) {
        if (review.status() == Status.NONE) {
            return noVersion(command, deed);
        }
        if (!command.contentHash().equals(review.contentHash())) {
            return new Refusal(
                    "outdated-hash",
                    "Expected a decision on the newest text, " + shown(review.contentHash()) + ", but this one is on "
                            + shown(command.contentHash()) + ". Reload, read the newest text and decide again.");
        }
        return null;
    }

    static Refusal noVersion(ReviewCommand.ByPerson command, String deed) {
        return new Refusal(
                "no-such-version",
                "Expected a version in " + command.language() + " before anybody can " + deed
                        + ", but none has been submitted. Check story and language, or try again when it is there.");
    }

    static @Nullable Refusal ownText(Review review, Actor actor, String deed) {
        return review.isContributor(actor.id())
                ? new Refusal(
                        "own-text",
                        "Expected somebody who wrote none of this text to " + deed + ", but " + actor.id()
                                + " contributed to it. Ask a colleague who did not.")
                : null;
    }

    /** @param reasonFor names it in the sentence, such as {@code a reason for the rejection} */
    static @Nullable Refusal reasonMissing(String reason, String reasonFor, String advice) {
        return TextRules.isBlank(reason)
                ? new Refusal("reason-missing", "Expected " + reasonFor + ", but it is blank. " + advice)
                : null;
    }

    static Decision<ReviewEvent> notInReview(Review review, String expected) {
        return Decision.refuse(
                "not-in-review",
                "Expected " + expected + ", but it is " + review.status().words() + ". "
                        + (review.status() == Status.CLEARED
                                ? "Have the text revised, which asks for a new review."
                                : "Wait until a new version is submitted."));
    }

    static Decision<ReviewEvent> refuse(Refusal refusal) {
        return Decision.refuse(refusal.code(), refusal.sentence());
    }

    private static String shown(String hash) {
        return hash.isBlank() ? "no hash" : hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
    }
}
