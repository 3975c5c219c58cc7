package io.copyflow.review.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ReasonRules;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.contract.TextRules;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For desks of one person: one vouches, another one in another role countersigns. Source: docs/semantics.md, rule 16. */
final class BreakingGlass {

    private static final String COUNTERSIGN = "countersign a broken glass";

    private BreakingGlass() {}

    /** Also who contributed may, and a version that lacks signatures may be vouched for as well. */
    static Decision<ReviewEvent> breakGlass(Review review, ReviewCommand.BreakGlass command) {
        Actor actor = command.actor();
        Refusal refusal = Rights.refusal(actor, "break the glass", command.language(), Role.EDITOR, Role.CHIEF);
        if (refusal == null && !command.allowed()) {
            refusal = new Refusal(
                    "glass-not-allowed",
                    "Expected an edition in which the glass may be broken, but " + command.language()
                            + " does not allow it. Ask a colleague to approve; where a desk has nobody else, 'break-glass:"
                            + " allowed' for that edition in the newsroom's file lets it be, once it is applied.");
        }
        if (refusal == null) {
            refusal = Grounds.notNewest(review, command, "break the glass");
        }
        if (refusal == null) {
            refusal = isBroken(review, "a version in review, or one that lacks signatures, to break the glass for");
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        if (review.status() != Status.IN_REVIEW && review.status() != Status.APPROVED) {
            return Grounds.notInReview(
                    review, "a version in review, or one that lacks signatures, to break the glass for");
        }
        refusal = unfitReason(command.reason());
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        Role role = actor.has(Role.EDITOR) ? Role.EDITOR : Role.CHIEF;
        return Decision.accept(new ReviewEvent.GlassBroken(
                review.contentHash(),
                review.sourceRevision(),
                new BrokenGlass(actor.id(), role, command.reason().strip(), command.at()),
                review.isContributor(actor.id())));
    }

    private static @Nullable Refusal unfitReason(String reason) {
        Refusal refusal = Grounds.reasonMissing(
                reason, "a reason for breaking the glass", "Say why nobody else can decide; it is listed.");
        if (refusal == null) {
            refusal = ReasonRules.reason(reason);
        }
        return refusal == null ? TextRules.refusal(reason.strip(), "the reason") : refusal;
    }

    /** What neither approval nor signature has a place in any more; null when the glass is whole. */
    static @Nullable Refusal isBroken(Review review, String expected) {
        BrokenGlass glass = review.glass();
        return review.status() == Status.GLASS_BROKEN && glass != null
                ? new Refusal(
                        "glass-broken",
                        "Expected " + expected + ", but " + glass.person()
                                + " broke the glass for this one, and it waits for a countersignature. Countersign it, or"
                                + " request changes.")
                : null;
    }

    static Decision<ReviewEvent> countersign(Review review, ReviewCommand.Countersign command) {
        Actor actor = command.actor();
        Refusal refusal = Rights.refusal(actor, COUNTERSIGN, Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
        if (refusal == null) {
            refusal = Grounds.notNewest(review, command, COUNTERSIGN);
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        BrokenGlass glass = review.glass();
        if (glass == null || review.status() != Status.GLASS_BROKEN) {
            return Decision.refuse(
                    "glass-not-broken",
                    "Expected a version whose glass was broken to countersign, but it is "
                            + review.status().words() + ". There is nothing to countersign.");
        }
        if (glass.person().equals(actor.id())) {
            return Decision.refuse(
                    "same-person",
                    "Expected somebody else than the person who broke the glass to countersign, but that was "
                            + actor.id() + ". Ask a colleague in another role.");
        }
        refusal = Grounds.ownText(review, actor, COUNTERSIGN);
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        Role[] others = otherRoles(glass.role());
        // a chief stands by for every edition, as a desk of one has nobody else who reads its language
        Role role = List.of(others).contains(Role.CHIEF) && actor.has(Role.CHIEF) ? Role.CHIEF : null;
        if (role == null) {
            refusal = Rights.refusal(
                    actor, COUNTERSIGN + " of a person who was " + glass.role().label(), command.language(), others);
            if (refusal != null) {
                return Grounds.refuse(refusal);
            }
            role = actor.has(others[0]) ? others[0] : others[1];
        }
        return Decision.accept(cleared(review, glass, new Countersignature(actor.id(), role, command.at())));
    }

    private static Role[] otherRoles(Role role) {
        return role == Role.EDITOR
                ? new Role[] {Role.WEB_EDITOR, Role.CHIEF}
                : new Role[] {Role.EDITOR, Role.WEB_EDITOR};
    }

    private static List<ReviewEvent> cleared(Review review, BrokenGlass glass, Countersignature countersignature) {
        return List.of(
                new ReviewEvent.Countersigned(review.contentHash(), countersignature),
                new ReviewEvent.Cleared(
                        review.version(),
                        new Approval(glass.person(), glass.brokenAt()),
                        List.of(new Signature(countersignature.person(), countersignature.signedAt())),
                        review.waivers(),
                        new Emergency(glass, countersignature)));
    }
}
