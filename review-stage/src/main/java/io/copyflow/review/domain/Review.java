package io.copyflow.review.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest version of one story in one language stands.
 *
 * @param status where it stands
 * @param version the newest version
 * @param approval the approval it has; null unless approved, vouched for or cleared
 * @param signatures the signatures it has, in order
 * @param waivers what of its warnings was waived, in order
 * @param glass that the glass was broken for it; null when it was not
 * @param discussion what is said about this version and those before
 */
public record Review(
        Status status,
        Version version,
        @Nullable Approval approval,
        List<Signature> signatures,
        List<Waiver> waivers,
        @Nullable BrokenGlass glass,
        Discussion discussion) {

    /** No version was ever submitted. */
    public static final Review NONE =
            new Review(Status.NONE, Version.NONE, null, List.of(), List.of(), null, Discussion.NONE);

    public Review {
        signatures = List.copyOf(signatures);
        waivers = List.copyOf(waivers);
    }

    /** Where a version stands. */
    public enum Status {
        NONE("not submitted"),
        IN_REVIEW("in review"),
        CHANGES_REQUESTED("sent back for changes"),
        REJECTED("rejected"),
        APPROVED("approved"),
        GLASS_BROKEN("vouched for by breaking the glass and waiting for a countersignature"),
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
                case IN_REVIEW, APPROVED, GLASS_BROKEN, CLEARED -> true;
                case NONE, CHANGES_REQUESTED, REJECTED, VOID -> false;
            };
        }

        /** Whether it can be sent back, rejected, or have a warning waived. */
        boolean isOpenToVerdicts() {
            return switch (this) {
                case IN_REVIEW, APPROVED, GLASS_BROKEN -> true;
                case NONE, CHANGES_REQUESTED, REJECTED, CLEARED, VOID -> false;
            };
        }
    }

    public String contentHash() {
        return version.contentHash();
    }

    public int sourceRevision() {
        return version.sourceRevision();
    }

    public boolean isContributor(String person) {
        return version.isContributor(person);
    }

    public boolean isSignedBy(String person) {
        return signatures.stream().anyMatch(signature -> signature.person().equals(person));
    }

    /** Whether that check warned of that segment. */
    public boolean isWarnedOf(String check, String segmentId) {
        return version.warnings().stream().anyMatch(warning -> warning.isOf(check, segmentId));
    }

    public boolean isWaived(String check, String segmentId) {
        return waivers.stream().anyMatch(waiver -> waiver.isOf(check, segmentId));
    }

    /** A newer version, to be reviewed from the beginning. */
    Review requested(Version newer) {
        return new Review(Status.IN_REVIEW, newer, null, List.of(), List.of(), null, discussion);
    }

    /** The same version, approved. */
    Review approved(Approval by) {
        return with(Status.APPROVED, by, signatures, waivers, glass);
    }

    /** The same version with one signature more. */
    Review signed(Signature signature) {
        return with(status, approval, and(signatures, signature), waivers, glass);
    }

    /** The same version with one warning less to look at. */
    Review waived(Waiver waiver) {
        return with(status, approval, signatures, and(waivers, waiver), glass);
    }

    /** The same version, vouched for by one person in place of all others. */
    Review vouchedFor(BrokenGlass broken) {
        return with(Status.GLASS_BROKEN, new Approval(broken.person(), broken.brokenAt()), List.of(), waivers, broken);
    }

    /** The same version, cleared. */
    Review cleared() {
        return with(Status.CLEARED, approval, signatures, waivers, glass);
    }

    /** The same version without approval, signatures and waivers. */
    Review without(Status now) {
        return with(now, null, List.of(), List.of(), null);
    }

    /** The same version with more said about it. */
    Review discussed(Discussion now) {
        return new Review(status, version, approval, signatures, waivers, glass, now);
    }

    private Review with(
            Status now,
            @Nullable Approval approvedBy,
            List<Signature> signedBy,
            List<Waiver> waived,
            @Nullable BrokenGlass broken) {
        return new Review(now, version, approvedBy, signedBy, waived, broken, discussion);
    }

    private static <T> List<T> and(List<T> some, T another) {
        List<T> all = new ArrayList<>(some);
        all.add(another);
        return all;
    }
}
