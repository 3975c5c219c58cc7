package io.copyflow.review.domain;

import java.time.Instant;
import java.util.List;

/** What happens to a review. */
public sealed interface ReviewEvent {

    /** The version waits for an editor; whatever an older one had is gone. */
    record Requested(
            String contentHash,
            int sourceRevision,
            List<String> contributors,
            int signaturesNeeded,
            List<Warning> warnings)
            implements ReviewEvent {}

    /** The review of that version, its approval, its signatures and its waivers are void. */
    record Voided(String contentHash, String reason) implements ReviewEvent {}

    record Approved(String contentHash, int sourceRevision, Approval approval) implements ReviewEvent {}

    /** Sent back; the approval, signatures and waivers it had are gone. */
    record ChangesRequested(String contentHash, int sourceRevision, List<Comment> comments) implements ReviewEvent {}

    /** Refused; the approval, signatures and waivers it had are gone. */
    record Rejected(String contentHash, int sourceRevision, String reason) implements ReviewEvent {}

    /** Signed; {@code count} signatures it has now, {@code needed} are wanted. */
    record SignedOff(String contentHash, Signature signature, int count, int needed) implements ReviewEvent {}

    /** The fact that carries every right a release rests on. docs/semantics.md, rule 17. */
    record Cleared(
            String contentHash,
            int sourceRevision,
            List<String> contributors,
            String approver,
            Instant approvedAt,
            List<Signature> signatures,
            List<Waiver> waivers)
            implements ReviewEvent {}

    /** A warning is let be, for this version only. */
    record Waived(String contentHash, Waiver waiver) implements ReviewEvent {}
}
