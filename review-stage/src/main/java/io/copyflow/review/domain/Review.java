package io.copyflow.review.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest version of one story in one language stands.
 *
 * @param status where it stands
 * @param contentHash hash of the newest version; empty while there is none
 * @param sourceRevision the source revision it rests on; 0 while there is none
 * @param contributors ids of everybody who wrote any text it contains
 * @param signaturesNeeded how many different web editors are to sign it, as asked for when its review began
 * @param approval the approval it has; null unless approved or cleared
 * @param signatures the signatures it has, in order
 */
public record Review(
        Status status,
        String contentHash,
        int sourceRevision,
        List<String> contributors,
        int signaturesNeeded,
        @Nullable Approval approval,
        List<Signature> signatures) {

    /** No version was ever submitted. */
    public static final Review NONE = new Review(Status.NONE, "", 0, List.of(), 0, null, List.of());

    public Review {
        contributors = List.copyOf(contributors);
        signatures = List.copyOf(signatures);
    }

    /** Where a version stands. */
    public enum Status {
        NONE("not submitted"),
        IN_REVIEW("in review"),
        CHANGES_REQUESTED("sent back for changes"),
        REJECTED("rejected"),
        APPROVED("approved"),
        CLEARED("cleared for release"),
        VOID("void");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        /** As it stands in a sentence, after "it is". */
        public String words() {
            return words;
        }

        /** Whether a review is under way or ended well: whether there is something that a change makes void. */
        public boolean stands() {
            return switch (this) {
                case IN_REVIEW, APPROVED, CLEARED -> true;
                case NONE, CHANGES_REQUESTED, REJECTED, VOID -> false;
            };
        }
    }

    public boolean isContributor(String person) {
        return contributors.contains(person);
    }

    public boolean isSignedBy(String person) {
        return signatures.stream().anyMatch(signature -> signature.person().equals(person));
    }

    /** The same version, approved. */
    Review approved(Approval by) {
        return new Review(Status.APPROVED, contentHash, sourceRevision, contributors, signaturesNeeded, by, signatures);
    }

    /** The same version with one signature more. */
    Review signed(Signature signature) {
        List<Signature> all = new ArrayList<>(signatures);
        all.add(signature);
        return new Review(status, contentHash, sourceRevision, contributors, signaturesNeeded, approval, all);
    }

    /** The same version, cleared. */
    Review cleared() {
        return new Review(
                Status.CLEARED, contentHash, sourceRevision, contributors, signaturesNeeded, approval, signatures);
    }

    /** The same version without approval and signatures. */
    Review without(Status now) {
        return new Review(now, contentHash, sourceRevision, contributors, signaturesNeeded, null, List.of());
    }
}
