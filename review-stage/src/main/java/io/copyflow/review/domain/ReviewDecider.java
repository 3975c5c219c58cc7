package io.copyflow.review.domain;

import io.copyflow.contract.Killed;
import io.copyflow.contract.ReasonRules;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of review and sign-off: docs/semantics.md, rules 13 to 17 and 22, and of waiving what rule 11 warns of.
 *
 * <p>Refusals: those of {@link Rights}; {@code story-killed}; {@code no-such-version}, {@code outdated-hash}, {@code own-text};
 * {@code already-approved}, {@code not-in-review}, {@code reason-missing}; {@code not-approved},
 * {@code approver-cannot-sign}, {@code already-signed}, {@code already-cleared}; {@code no-such-warning},
 * {@code reason-too-long}; of comments {@code comment-missing}, {@code comment-too-long}, {@code text-invalid},
 * {@code segment-missing}, {@code no-such-segment}, {@code no-such-comment}, {@code too-many-threads},
 * {@code too-many-replies}; of a broken glass {@code glass-not-allowed}, {@code glass-broken}, {@code glass-not-broken}, {@code same-person}.
 */
public final class ReviewDecider implements Decider<Review, ReviewCommand, ReviewEvent> {

    @Override
    public Review initial() {
        return Review.NONE;
    }

    @Override
    public Decision<ReviewEvent> decide(Review review, ReviewCommand command) {
        return switch (command) {
            case ReviewCommand.Request(Version version) -> request(review, version);
            case ReviewCommand.Revise revise ->
                request(
                        review,
                        revise.version()
                                .with(Contribution.revised(
                                        review.version().contributions(),
                                        revise.author(),
                                        revise.changed(),
                                        revise.version())));
            case ReviewCommand.MoveOn moveOn -> moveOn(review, moveOn);
            case ReviewCommand.Drop drop -> drop(review, drop);
            case ReviewCommand.DecideOnKilled() -> Grounds.refuse(Killed.refusal("decide about a version"));
            case ReviewCommand.Approve approve -> approve(review, approve);
            case ReviewCommand.RequestChanges changes -> requestChanges(review, changes);
            case ReviewCommand.Reject reject -> reject(review, reject);
            case ReviewCommand.SignOff signOff -> signOff(review, signOff);
            case ReviewCommand.Waive waive -> waive(review, waive);
            case ReviewCommand.BreakGlass breakGlass -> BreakingGlass.breakGlass(review, breakGlass);
            case ReviewCommand.Countersign countersign -> BreakingGlass.countersign(review, countersign);
            case ReviewCommand.AddComment comment -> Discussing.add(review, comment);
            case ReviewCommand.ResolveComment resolve -> Discussing.resolve(review, resolve);
        };
    }

    @Override
    public Review evolve(Review review, ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Requested(Version version) -> review.requested(version);
            case ReviewEvent.Voided e -> review.without(Status.VOID);
            case ReviewEvent.Approved e -> review.approved(e.approval());
            case ReviewEvent.ChangesRequested e ->
                review.without(Status.CHANGES_REQUESTED)
                        .discussed(review.discussion().begun(e.person(), e.comments()));
            case ReviewEvent.Rejected e -> review.without(Status.REJECTED);
            case ReviewEvent.SignedOff e -> review.signed(e.signature());
            case ReviewEvent.Cleared e -> review.cleared();
            case ReviewEvent.Waived e -> review.waived(e.waiver());
            case ReviewEvent.GlassBroken e -> review.vouchedFor(e.glass());
            case ReviewEvent.Countersigned(String _, Countersignature by) ->
                review.signed(new Signature(by.person(), by.signedAt()));
            case ReviewEvent.CommentAdded e ->
                review.discussed(
                        e.inReplyTo() == null
                                ? review.discussion().begun(e.person(), List.of(e.comment()))
                                : review.discussion().answered(e.inReplyTo()));
            case ReviewEvent.CommentResolved e ->
                review.discussed(review.discussion().resolved(e.commentId()));
        };
    }

    /**
     * Rules 13 and 15: the new version is to be reviewed, and what the old one had is void. A version of an older
     * revision, put back from dead letters, replaces nothing.
     */
    private static Decision<ReviewEvent> request(Review review, Version version) {
        if (version.sourceRevision() < review.sourceRevision()) {
            return Decision.accept();
        }
        if (review.status().stands() && review.version().isThe(version)) {
            return Decision.accept();
        }
        List<ReviewEvent> events = new ArrayList<>();
        if (review.approval() != null) {
            events.add(new ReviewEvent.Voided(
                    review.contentHash(),
                    version.sourceRevision() > review.sourceRevision()
                            ? "Replaced by a version of source revision " + version.sourceRevision() + "."
                            : "Replaced by a newer version."));
        }
        events.add(new ReviewEvent.Requested(version));
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
            case IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, GLASS_BROKEN, CLEARED ->
                Decision.accept(new ReviewEvent.Voided(review.contentHash(), drop.reason()));
        };
    }

    private static Decision<ReviewEvent> approve(Review review, ReviewCommand.Approve approve) {
        Refusal refusal = Grounds.ofDecision(review, approve, "approve a version", Role.EDITOR, Role.CHIEF);
        if (refusal == null) {
            refusal = BreakingGlass.isBroken(review, "a version in review to approve");
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        if (review.approval() != null) {
            return Decision.refuse(
                    "already-approved",
                    "Expected a version in review to approve, but "
                            + review.approval().approver() + " has approved it and it is "
                            + review.status().words() + ". There is nothing left to approve.");
        }
        if (review.status() != Status.IN_REVIEW) {
            return Grounds.notInReview(review, "a version in review to approve");
        }
        Approval approval = new Approval(approve.actor().id(), approve.at());
        List<ReviewEvent> events = new ArrayList<>();
        events.add(new ReviewEvent.Approved(
                review.contentHash(),
                review.sourceRevision(),
                approval,
                review.discussion().open().size()));
        if (review.version().signaturesNeeded() <= 0) { // an edition may ask for none
            events.add(cleared(review, approval, List.of()));
        }
        return Decision.accept(events);
    }

    private static Decision<ReviewEvent> requestChanges(Review review, ReviewCommand.RequestChanges changes) {
        Refusal refusal = Grounds.ofDecision(review, changes, "request changes", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        if (!review.status().isOpenToVerdicts()) {
            return Grounds.notInReview(review, "a version in review or approved to request changes of");
        }
        if (changes.remarks().isEmpty()) {
            return Decision.refuse(
                    "comment-missing", "Expected at least one comment, but there is none. Say what is to be changed.");
        }
        refusal = Discussing.unfit(review, changes.remarks());
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        return Decision.accept(new ReviewEvent.ChangesRequested(
                review.contentHash(),
                review.sourceRevision(),
                changes.actor().id(),
                review.discussion().comments(changes.remarks())));
    }

    private static Decision<ReviewEvent> reject(Review review, ReviewCommand.Reject reject) {
        Refusal refusal = Grounds.ofDecision(review, reject, "reject a version", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        if (!review.status().isOpenToVerdicts()) {
            return Grounds.notInReview(review, "a version in review or approved to reject");
        }
        refusal = Grounds.reasonMissing(reject.reason(), "a reason for the rejection", "Say why, for colleagues.");
        if (refusal == null) {
            refusal = ReasonRules.reason(reject.reason());
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        return Decision.accept(
                new ReviewEvent.Rejected(review.contentHash(), review.sourceRevision(), reject.reason()));
    }

    private static Decision<ReviewEvent> signOff(Review review, ReviewCommand.SignOff signOff) {
        Refusal refusal = Grounds.ofDecision(review, signOff, "sign off a version", Role.WEB_EDITOR);
        if (refusal == null) {
            refusal = BreakingGlass.isBroken(review, "an approved version to sign off");
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
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
                review.contentHash(),
                signature,
                signatures.size(),
                review.version().signaturesNeeded()));
        if (signatures.size() >= review.version().signaturesNeeded()) {
            events.add(cleared(review, approval, signatures));
        }
        return Decision.accept(events);
    }

    private static ReviewEvent cleared(Review review, Approval approval, List<Signature> signatures) {
        return new ReviewEvent.Cleared(review.version(), approval, signatures, review.waivers(), null);
    }

    /** Rules 11 and 17: whoever may approve may let a warning be, and says why. What is waived already stays as it is. */
    private static Decision<ReviewEvent> waive(Review review, ReviewCommand.Waive waive) {
        Refusal refusal = Grounds.ofDecision(review, waive, "waive a warning", Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        if (!review.status().isOpenToVerdicts()) {
            return Grounds.notInReview(review, "a version in review or approved to waive a warning of");
        }
        if (!review.isWarnedOf(waive.check(), waive.segmentId())) {
            return Decision.refuse(
                    "no-such-warning",
                    "Expected a warning that this version came with, but no check '" + waive.check()
                            + "' warned of its segment '" + waive.segmentId()
                            + "'. Take both from the version's ReviewRequested.");
        }
        refusal = Grounds.reasonMissing(
                waive.reason(), "a reason for waiving the warning", "Say why the text may stand, for colleagues.");
        if (refusal == null) {
            refusal = ReasonRules.reason(waive.reason());
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
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
}
