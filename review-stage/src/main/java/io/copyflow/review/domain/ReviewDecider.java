package io.copyflow.review.domain;

import io.copyflow.contract.Killed;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of review and sign-off: docs/semantics.md, rules 13 to 17 and 22, and of waiving what rule 11 warns of.
 *
 * <p>Refusals: those of {@link Rights}; {@code story-killed}; {@code no-such-version}, {@code outdated-hash}, {@code own-text};
 * {@code already-approved}, {@code not-in-review}, {@code comment-missing}, {@code segment-missing},
 * {@code reason-missing}; {@code not-approved}, {@code approver-cannot-sign}, {@code already-signed},
 * {@code already-cleared}; {@code no-such-warning}, {@code reason-too-long}.
 */
public final class ReviewDecider implements Decider<Review, ReviewCommand, ReviewEvent> {

    /** Digits of a hash in a sentence: enough to tell two versions apart. */
    private static final int SHOWN_DIGITS = 12;

    /** Of a waiver's reason, in characters: a sentence or two, since {@code VersionCleared} carries all of them. */
    private static final int LONGEST_REASON = 500;

    @Override
    public Review initial() {
        return Review.NONE;
    }

    @Override
    public Decision<ReviewEvent> decide(Review review, ReviewCommand command) {
        return switch (command) {
            case ReviewCommand.Request request -> request(review, request);
            case ReviewCommand.MoveOn moveOn -> moveOn(review, moveOn);
            case ReviewCommand.Drop drop -> drop(review, drop);
            case ReviewCommand.DecideOnKilled() -> refuse(Killed.refusal("decide about a version"));
            case ReviewCommand.Approve approve -> approve(review, approve);
            case ReviewCommand.RequestChanges changes -> requestChanges(review, changes);
            case ReviewCommand.Reject reject -> reject(review, reject);
            case ReviewCommand.SignOff signOff -> signOff(review, signOff);
            case ReviewCommand.Waive waive -> waive(review, waive);
        };
    }

    @Override
    public Review evolve(Review review, ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Requested e ->
                new Review(
                        Status.IN_REVIEW,
                        e.contentHash(),
                        e.sourceRevision(),
                        e.contributors(),
                        e.signaturesNeeded(),
                        null,
                        List.of(),
                        e.warnings(),
                        List.of());
            case ReviewEvent.Voided e -> review.without(Status.VOID);
            case ReviewEvent.Approved e -> review.approved(e.approval());
            case ReviewEvent.ChangesRequested e -> review.without(Status.CHANGES_REQUESTED);
            case ReviewEvent.Rejected e -> review.without(Status.REJECTED);
            case ReviewEvent.SignedOff e -> review.signed(e.signature());
            case ReviewEvent.Cleared e -> review.cleared();
            case ReviewEvent.Waived e -> review.waived(e.waiver());
        };
    }

    /**
     * Rules 13 and 15: the new version is to be reviewed, and what the old one had is void. A version of an older
     * revision, put back from dead letters, replaces nothing.
     */
    private static Decision<ReviewEvent> request(Review review, ReviewCommand.Request request) {
        if (request.sourceRevision() < review.sourceRevision()) {
            return Decision.accept();
        }
        if (review.status().stands()
                && request.contentHash().equals(review.contentHash())
                && request.sourceRevision() == review.sourceRevision()) {
            return Decision.accept();
        }
        List<ReviewEvent> events = new ArrayList<>();
        if (review.approval() != null) {
            events.add(new ReviewEvent.Voided(
                    review.contentHash(),
                    request.sourceRevision() > review.sourceRevision()
                            ? "Replaced by a version of source revision " + request.sourceRevision() + "."
                            : "Replaced by a newer version."));
        }
        events.add(new ReviewEvent.Requested(
                request.contentHash(),
                request.sourceRevision(),
                request.contributors(),
                request.signaturesNeeded(),
                request.warnings().stream()
                        .distinct()
                        .limit(Review.MOST_WARNINGS)
                        .toList()));
        return Decision.accept(events);
    }

    private static Decision<ReviewEvent> moveOn(Review review, ReviewCommand.MoveOn moveOn) {
        return review.status().stands() && review.sourceRevision() < moveOn.sourceRevision()
                ? Decision.accept(new ReviewEvent.Voided(
                        review.contentHash(), "The source moved on to revision " + moveOn.sourceRevision() + "."))
                : Decision.accept();
    }

    private static Decision<ReviewEvent> drop(Review review, ReviewCommand.Drop drop) {
        return switch (review.status()) {
            case NONE, VOID -> Decision.accept();
            case IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, CLEARED ->
                Decision.accept(new ReviewEvent.Voided(review.contentHash(), drop.reason()));
        };
    }

    private static Decision<ReviewEvent> approve(Review review, ReviewCommand.Approve approve) {
        Refusal refusal = refusal(review, approve, "approve a version", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return refuse(refusal);
        }
        if (review.approval() != null) {
            return Decision.refuse(
                    "already-approved",
                    "Expected a version in review to approve, but "
                            + review.approval().approver() + " has approved it and it is "
                            + review.status().words() + ". There is nothing left to approve.");
        }
        if (review.status() != Status.IN_REVIEW) {
            return notInReview(review, "a version in review to approve");
        }
        Approval approval = new Approval(approve.actor().id(), approve.at());
        List<ReviewEvent> events = new ArrayList<>();
        events.add(new ReviewEvent.Approved(review.contentHash(), review.sourceRevision(), approval));
        if (review.signaturesNeeded() <= 0) { // an edition may ask for none
            events.add(cleared(review, approval, List.of()));
        }
        return Decision.accept(events);
    }

    private static Decision<ReviewEvent> requestChanges(Review review, ReviewCommand.RequestChanges changes) {
        Refusal refusal = refusal(review, changes, "request changes", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return refuse(refusal);
        }
        if (!isOpenToVerdicts(review)) {
            return notInReview(review, "a version in review or approved to request changes of");
        }
        if (changes.comments().isEmpty()
                || changes.comments().stream()
                        .anyMatch(comment -> comment.text().isBlank())) {
            return Decision.refuse(
                    "comment-missing",
                    "Expected at least one comment and text in each, but "
                            + (changes.comments().isEmpty() ? "there is none" : "one is blank")
                            + ". Say what is to be changed.");
        }
        for (Comment comment : changes.comments()) {
            if (comment.segmentId() != null && comment.segmentId().isBlank()) {
                return Decision.refuse(
                        "segment-missing",
                        "Expected each comment to name its segment or none at all, but one names a blank."
                                + " Name the segment, or leave it out for the whole version.");
            }
        }
        return Decision.accept(
                new ReviewEvent.ChangesRequested(review.contentHash(), review.sourceRevision(), changes.comments()));
    }

    private static Decision<ReviewEvent> reject(Review review, ReviewCommand.Reject reject) {
        Refusal refusal = refusal(review, reject, "reject a version", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return refuse(refusal);
        }
        if (!isOpenToVerdicts(review)) {
            return notInReview(review, "a version in review or approved to reject");
        }
        if (reject.reason().isBlank()) {
            return Decision.refuse(
                    "reason-missing", "Expected a reason for the rejection, but it is blank. Say why, for colleagues.");
        }
        return Decision.accept(
                new ReviewEvent.Rejected(review.contentHash(), review.sourceRevision(), reject.reason()));
    }

    private static Decision<ReviewEvent> signOff(Review review, ReviewCommand.SignOff signOff) {
        Refusal refusal = refusal(review, signOff, "sign off a version", Role.WEB_EDITOR);
        if (refusal != null) {
            return refuse(refusal);
        }
        Approval approval = review.approval();
        String person = signOff.actor().id();
        if (approval == null) {
            return Decision.refuse(
                    "not-approved",
                    "Expected an approved version to sign off, but it is "
                            + review.status().words() + ". Wait for an editor's approval of the newest text.");
        }
        if (approval.approver().equals(person)) {
            return Decision.refuse(
                    "approver-cannot-sign",
                    "Expected somebody else than the approver to sign, but " + person
                            + " approved this version. Ask another web editor.");
        }
        if (review.isSignedBy(person)) {
            return Decision.refuse(
                    "already-signed",
                    "Expected a web editor who has not signed this version yet, but " + person
                            + " has. Ask another web editor for the signatures still missing.");
        }
        if (review.status() == Status.CLEARED) {
            return Decision.refuse(
                    "already-cleared",
                    "Expected an approved version that lacks a signature, but it has all "
                            + review.signatures().size()
                            + " and is cleared for release. There is nothing left to sign.");
        }
        Signature signature = new Signature(person, signOff.at());
        List<Signature> signatures = review.signed(signature).signatures();
        List<ReviewEvent> events = new ArrayList<>();
        events.add(new ReviewEvent.SignedOff(
                review.contentHash(), signature, signatures.size(), review.signaturesNeeded()));
        if (signatures.size() >= review.signaturesNeeded()) {
            events.add(cleared(review, approval, signatures));
        }
        return Decision.accept(events);
    }

    private static ReviewEvent cleared(Review review, Approval approval, List<Signature> signatures) {
        return new ReviewEvent.Cleared(
                review.contentHash(),
                review.sourceRevision(),
                review.contributors(),
                approval.approver(),
                approval.approvedAt(),
                signatures,
                review.waivers());
    }

    /** Rules 11 and 17: whoever may approve may let a warning be, and says why. What is waived already stays as it is. */
    private static Decision<ReviewEvent> waive(Review review, ReviewCommand.Waive waive) {
        Refusal refusal = refusal(review, waive, "waive a warning", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return refuse(refusal);
        }
        if (!isOpenToVerdicts(review)) {
            return notInReview(review, "a version in review or approved to waive a warning of");
        }
        if (!review.isWarnedOf(waive.check(), waive.segmentId())) {
            return Decision.refuse(
                    "no-such-warning",
                    "Expected a warning that this version came with, but no check '" + waive.check()
                            + "' warned of its segment '" + waive.segmentId()
                            + "'. Take both from the version's ReviewRequested.");
        }
        if (waive.reason().isBlank()) {
            return Decision.refuse(
                    "reason-missing",
                    "Expected a reason for waiving the warning, but it is blank. Say why the text may stand, for"
                            + " colleagues.");
        }
        int length = waive.reason().codePointCount(0, waive.reason().length());
        if (length > LONGEST_REASON) {
            return Decision.refuse(
                    "reason-too-long",
                    "Expected a reason of at most " + LONGEST_REASON + " characters, but it has " + length
                            + ". Shorten it.");
        }
        if (review.isWaived(waive.check(), waive.segmentId())) {
            return Decision.accept();
        }
        return Decision.accept(new ReviewEvent.Waived(
                review.contentHash(),
                new Waiver(
                        waive.check(),
                        waive.segmentId(),
                        waive.actor().id(),
                        waive.reason().strip(),
                        waive.at())));
    }

    /** What every decision of a person must satisfy: the right, the newest text, and not their own (rules 13, 16). */
    private static @Nullable Refusal refusal(
            Review review, ReviewCommand.ByPerson command, String deed, Role... oneOf) {
        Refusal right = Rights.refusal(command.actor(), deed, command.language(), oneOf);
        if (right != null) {
            return right;
        }
        if (review.status() == Status.NONE) {
            return new Refusal(
                    "no-such-version",
                    "Expected a version in " + command.language() + " before anybody can " + deed
                            + ", but none has been submitted. Check story and language, or try again when it is there.");
        }
        if (!command.contentHash().equals(review.contentHash())) {
            return new Refusal(
                    "outdated-hash",
                    "Expected a decision on the newest text, " + shown(review.contentHash()) + ", but this one is on "
                            + shown(command.contentHash()) + ". Reload, read the newest text and decide again.");
        }
        if (review.isContributor(command.actor().id())) {
            return new Refusal(
                    "own-text",
                    "Expected somebody who wrote none of this text to " + deed + ", but "
                            + command.actor().id() + " contributed to it. Ask a colleague who did not.");
        }
        return null;
    }

    private static boolean isOpenToVerdicts(Review review) {
        return review.status() == Status.IN_REVIEW || review.status() == Status.APPROVED;
    }

    private static Decision<ReviewEvent> notInReview(Review review, String expected) {
        return Decision.refuse(
                "not-in-review",
                "Expected " + expected + ", but it is " + review.status().words() + ". "
                        + (review.status() == Status.CLEARED
                                ? "Have the text revised, which asks for a new review."
                                : "Wait until a new version is submitted."));
    }

    private static Decision<ReviewEvent> refuse(Refusal refusal) {
        return Decision.refuse(refusal.code(), refusal.sentence());
    }

    private static String shown(String hash) {
        if (hash.isBlank()) {
            return "no hash";
        }
        return hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
    }
}
