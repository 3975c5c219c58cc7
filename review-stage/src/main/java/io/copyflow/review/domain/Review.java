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
 * @param warnings what the checks warned of, each check once a segment; at most {@value #MOST_WARNINGS}
 * @param waivers what of it was waived, in order
 */
public record Review(
        Status status,
        String contentHash,
        int sourceRevision,
        List<String> contributors,
        int signaturesNeeded,
        @Nullable Approval approval,
        List<Signature> signatures,
        List<Warning> warnings,
        List<Waiver> waivers) {

    /** As many as translate-stage gives for a text. */
    static final int MOST_WARNINGS = 200;

    /** No version was ever submitted. */
    public static final Review NONE =
            new Review(Status.NONE, "", 0, List.of(), 0, null, List.of(), List.of(), List.of());

    public Review {
        contributors = List.copyOf(contributors);
        signatures = List.copyOf(signatures);
        warnings = List.copyOf(warnings);
        waivers = List.copyOf(waivers);
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

    /** Whether that check warned of that segment. */
    public boolean isWarnedOf(String check, String segmentId) {
        return warnings.stream().anyMatch(warning -> warning.isOf(check, segmentId));
    }

    public boolean isWaived(String check, String segmentId) {
        return waivers.stream().anyMatch(waiver -> waiver.isOf(check, segmentId));
    }

    /** The same version, approved. */
    Review approved(Approval by) {
        return with(Status.APPROVED, by, signatures, waivers);
    }

    /** The same version with one signature more. */
    Review signed(Signature signature) {
        return with(status, approval, and(signatures, signature), waivers);
    }

    /** The same version with one warning less to look at. */
    Review waived(Waiver waiver) {
        return with(status, approval, signatures, and(waivers, waiver));
    }

    /** The same version, cleared. */
    Review cleared() {
        return with(Status.CLEARED, approval, signatures, waivers);
    }

    /** The same version without approval, signatures and waivers. */
    Review without(Status now) {
        return with(now, null, List.of(), List.of());
    }

    private Review with(Status now, @Nullable Approval approvedBy, List<Signature> signedBy, List<Waiver> waivedBy) {
        return new Review(
                now,
                contentHash,
                sourceRevision,
                contributors,
                signaturesNeeded,
                approvedBy,
                signedBy,
                warnings,
                waivedBy);
    }

    private static <T> List<T> and(List<T> some, T another) {
        List<T> all = new ArrayList<>(some);
        all.add(another);
        return all;
    }
}
