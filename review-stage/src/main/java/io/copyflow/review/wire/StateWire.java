package io.copyflow.review.wire;

import io.copyflow.review.domain.Approval;
import io.copyflow.review.domain.BrokenGlass;
import io.copyflow.review.domain.Discussion;
import io.copyflow.review.domain.OpenThread;
import io.copyflow.review.domain.Review;
import io.copyflow.review.domain.Signature;
import io.copyflow.review.domain.Version;
import io.copyflow.schemas.state.ReviewState;
import io.copyflow.schemas.state.ReviewStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A review as it is kept. */
final class StateWire {

    private StateWire() {}

    static ReviewState write(Review review) {
        Version version = review.version();
        Approval approval = review.approval();
        return new ReviewState(
                switch (review.status()) {
                    case NONE -> ReviewStatus.NONE;
                    case IN_REVIEW -> ReviewStatus.IN_REVIEW;
                    case CHANGES_REQUESTED -> ReviewStatus.CHANGES_REQUESTED;
                    case REJECTED -> ReviewStatus.REJECTED;
                    // the released enum cannot grow: what was broken tells it from an approval
                    case APPROVED, GLASS_BROKEN -> ReviewStatus.APPROVED;
                    case CLEARED -> ReviewStatus.CLEARED;
                    case VOID -> ReviewStatus.VOID;
                },
                version.contentHash(),
                version.sourceRevision(),
                version.contributors(),
                version.signaturesNeeded(),
                approval == null ? null : approval.approver(),
                approval == null ? null : approval.approvedAt(),
                signatures(review.signatures()),
                WarningWire.warnings(version.warnings()),
                WarningWire.waivers(review.waivers()),
                version.segments(),
                ContributionWire.shortened(version.contributions(), version.segments()),
                GlassWire.state(review.glass()),
                review.discussion().comments(),
                review.discussion().open().stream().map(StateWire::thread).toList());
    }

    static Review read(ReviewState state) {
        BrokenGlass glass = GlassWire.read(state.getGlass());
        return new Review(
                status(state.getStatus(), glass),
                new Version(
                        state.getContentHash(),
                        state.getSourceRevision(),
                        state.getContributors(),
                        state.getSignaturesNeeded(),
                        WarningWire.readWarnings(state.getWarnings()),
                        state.getSegments(),
                        ContributionWire.unshortened(state.getContributions(), state.getSegments())),
                state.getApprover() == null ? null : new Approval(state.getApprover(), state.getApprovedAt()),
                state.getSignatures().stream()
                        .map(signature -> new Signature(signature.getPerson(), signature.getSignedAt()))
                        .toList(),
                WarningWire.readWaivers(state.getWaivers()),
                glass,
                new Discussion(
                        state.getComments(),
                        state.getThreads().stream()
                                .map(thread -> new OpenThread(
                                        thread.getCommentId(),
                                        thread.getSegmentId(),
                                        thread.getAuthor(),
                                        thread.getReplies()))
                                .toList()));
    }

    private static Review.Status status(ReviewStatus kept, @Nullable BrokenGlass glass) {
        return switch (kept) {
            case NONE -> Review.Status.NONE;
            case IN_REVIEW -> Review.Status.IN_REVIEW;
            case CHANGES_REQUESTED -> Review.Status.CHANGES_REQUESTED;
            case REJECTED -> Review.Status.REJECTED;
            case APPROVED -> glass == null ? Review.Status.APPROVED : Review.Status.GLASS_BROKEN;
            case CLEARED -> Review.Status.CLEARED;
            case VOID -> Review.Status.VOID;
        };
    }

    private static io.copyflow.schemas.state.OpenThread thread(OpenThread thread) {
        return new io.copyflow.schemas.state.OpenThread(
                thread.id(), thread.segmentId(), thread.author(), thread.replies());
    }

    static List<io.copyflow.schemas.review.Signature> signatures(List<Signature> signatures) {
        return signatures.stream()
                .map(signature -> new io.copyflow.schemas.review.Signature(signature.person(), signature.signedAt()))
                .toList();
    }
}
