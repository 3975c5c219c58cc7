package io.copyflow.review.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a review. */
public sealed interface ReviewEvent {

    /** The version waits for an editor; whatever an older one had is gone, but for what is said. */
    record Requested(Version version) implements ReviewEvent {}

    /** The review of that version, its approval, its signatures and its waivers are void. */
    record Voided(String contentHash, String reason) implements ReviewEvent {}

    /** Approved, with so many threads of comments open. */
    record Approved(String contentHash, int sourceRevision, Approval approval, int openThreads)
            implements ReviewEvent {}

    /** Sent back; the approval, signatures and waivers it had are gone. Each comment begins a thread. */
    record ChangesRequested(String contentHash, int sourceRevision, String person, List<Comment> comments)
            implements ReviewEvent {}

    /** Refused; the approval, signatures and waivers it had are gone. */
    record Rejected(String contentHash, int sourceRevision, String reason) implements ReviewEvent {}

    /** Signed; {@code count} signatures it has now, {@code needed} are wanted. */
    record SignedOff(String contentHash, Signature signature, int count, int needed) implements ReviewEvent {}

    /** Vouched for by one person; the approval and signatures it had count no more. */
    record GlassBroken(String contentHash, int sourceRevision, BrokenGlass glass, boolean contributor)
            implements ReviewEvent {}

    record Countersigned(String contentHash, Countersignature countersignature) implements ReviewEvent {}

    /**
     * The fact that carries every right a release rests on. docs/semantics.md, rule 17.
     *
     * @param emergency how the glass was broken for it; null when it was approved and signed
     */
    record Cleared(
            Version version,
            Approval approval,
            List<Signature> signatures,
            List<Waiver> waivers,
            @Nullable Emergency emergency)
            implements ReviewEvent {}

    /** A warning is let be, for this version only. */
    record Waived(String contentHash, Waiver waiver) implements ReviewEvent {}

    /**
     * Somebody said something.
     *
     * @param inReplyTo the comment that began the thread; null when this one did
     */
    record CommentAdded(
            String contentHash, String person, @Nullable String inReplyTo, Comment comment) implements ReviewEvent {}

    /** A thread was closed. */
    record CommentResolved(String commentId, @Nullable String note) implements ReviewEvent {}
}
