package io.copyflow.launcher.proof;

import io.copyflow.contract.Role;
import io.copyflow.schemas.review.BrokenGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.Waiver;
import io.copyflow.schemas.review.WarningWaived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows the reviews of one version, fact by fact, and checks each decision against what was in review then: rules 13
 * to 17. What a clearing names must be the facts since its review was asked for.
 */
final class ReviewCheck {

    private final Dossier story;
    private final String language;
    private final DirectoryHistory directory;
    private final RightsThen rights;
    private final Findings findings;
    private final DiscussionCheck discussion;

    private final Map<String, Clearing> clearings = new HashMap<>();
    private @Nullable Fact<ReviewRequested> request;
    private @Nullable Fact<VersionApproved> approval;
    private @Nullable Fact<GlassBroken> glass;
    private @Nullable Fact<Countersigned> countersignature;
    private final List<Fact<SignedOff>> signatures = new ArrayList<>();
    private final List<Fact<WarningWaived>> waivers = new ArrayList<>();
    private boolean isDecided;
    private @Nullable Clearing standing;

    /** A clearing, and the fact that ended it. */
    static final class Clearing {
        private final Fact<VersionCleared> fact;
        private @Nullable Fact<?> endedBy;

        private Clearing(Fact<VersionCleared> fact) {
            this.fact = fact;
        }

        Fact<VersionCleared> fact() {
            return fact;
        }

        /** What it fell by; null while it stands. */
        @Nullable
        Fact<?> endedBy() {
            return endedBy;
        }
    }

    ReviewCheck(Dossier story, String language, DirectoryHistory directory, RightsThen rights, Findings findings) {
        this.story = story;
        this.language = language;
        this.directory = directory;
        this.rights = rights;
        this.findings = findings;
        this.discussion = new DiscussionCheck(language, rights, findings);
    }

    /** Goes through the facts; gives the clearings by the ids of their events. */
    Map<String, Clearing> check(List<Fact<SpecificRecord>> facts) {
        for (Fact<SpecificRecord> fact : facts) {
            switch (fact.body()) {
                case ReviewRequested e -> requested(fact.with(e));
                case ReviewVoided e -> {
                    isOnTheVersion(fact, e.getContentHash());
                    over(fact);
                    isDecided = true;
                }
                case VersionApproved e -> approved(fact.with(e));
                case ChangesRequested e -> {
                    decided(fact, e.getContentHash(), "request changes", Role.EDITOR, Role.CHIEF);
                    discussion.requested(fact.with(e));
                    over(fact);
                    isDecided = true;
                }
                case VersionRejected e -> {
                    decided(fact, e.getContentHash(), "reject the version", Role.EDITOR, Role.CHIEF);
                    over(fact);
                    isDecided = true;
                }
                case SignedOff e -> signed(fact.with(e));
                case WarningWaived e -> waived(fact.with(e));
                case GlassBroken e -> broken(fact.with(e));
                case Countersigned e -> countersigned(fact.with(e));
                case VersionCleared e -> cleared(fact.with(e));
                case CommentAdded e -> discussion.added(fact.with(e), request == null ? null : request.body());
                case CommentResolved e -> discussion.resolved(fact.with(e));
                default -> {
                    // says nothing about what was cleared
                }
            }
        }
        return clearings;
    }

    /** Approval, signatures and what came of them fall. */
    private void over(Fact<?> by) {
        approval = null;
        glass = null;
        countersignature = null;
        signatures.clear();
        waivers.clear();
        if (standing != null) {
            standing.endedBy = by;
            standing = null;
        }
    }

    private void requested(Fact<ReviewRequested> fact) {
        over(fact);
        request = fact;
        isDecided = false;
        ReviewRequested e = fact.body();
        List<String> contributors = List.of();
        String hash = null;
        int revision = 0;
        Fact<Dossier.Submitted> submission = story.submission(language, fact.cause());
        if (submission != null) {
            contributors = submission.body().contributors();
            hash = submission.body().hash();
            revision = submission.body().revision();
        } else if (language.equals(story.sourceLanguage())) {
            for (Fact<Dossier.SourceNote> source : story.sources) {
                if (source.id().equals(fact.cause()) && source.body() instanceof Dossier.Revision text) {
                    contributors = text.authors();
                    hash = text.hash();
                    revision = text.number();
                }
            }
        }
        if (hash == null) {
            findings.add(
                    Fault.REVIEW_UNFOUNDED,
                    fact,
                    "Expected the text that " + fact.cause()
                            + " brought, but that fact is not there or brought none in " + language + ".");
            return;
        }
        if (!hash.equals(e.getContentHash()) || revision != e.getSourceRevision()) {
            findings.add(
                    Fault.REVIEW_UNFOUNDED,
                    fact,
                    "Expected a review of the text with hash " + hash + " on source revision " + revision
                            + ", but it is" + " of " + e.getContentHash() + " on " + e.getSourceRevision() + ".");
        }
        if (!contributors.equals(e.getContributors())) {
            contributorsDiffer(fact, contributors, e.getContributors());
        }
        if (!directory.mayHaveWanted(e.getSignaturesNeeded(), language, fact.at())) {
            findings.add(
                    Fault.SIGN_OFFS_DIFFER,
                    fact,
                    "Expected as many signatures to be asked for as the directory said for " + language + " at "
                            + fact.at() + ", but the review asks for " + e.getSignaturesNeeded() + ".");
        }
    }

    private void approved(Fact<VersionApproved> fact) {
        decided(fact, fact.body().getContentHash(), "approve the version", Role.EDITOR, Role.CHIEF);
        if (approval != null) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected a version that nobody has approved, but " + approval.actor() + " had.");
        }
        approval = fact;
    }

    private void signed(Fact<SignedOff> fact) {
        SignedOff e = fact.body();
        decided(fact, e.getContentHash(), "sign the version off", Role.WEB_EDITOR);
        if (approval == null) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected an approved version to sign off, but nobody had approved it.");
        } else if (approval.actor().equals(fact.actor())) {
            findings.add(
                    Fault.FOUR_EYES,
                    fact,
                    "Expected somebody else than the approver to sign, but " + fact.actor() + " did both.");
        }
        if (signatures.stream().anyMatch(other -> other.actor().equals(fact.actor()))) {
            findings.add(Fault.FOUR_EYES, fact, "Expected each to sign once, but " + fact.actor() + " signed before.");
        }
        signatures.add(fact);
        if (e.getSignatures() != signatures.size()
                || (request != null && e.getSignaturesNeeded() != request.body().getSignaturesNeeded())) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected signature " + signatures.size() + " of as many as were asked for, but it says "
                            + e.getSignatures() + " of " + e.getSignaturesNeeded() + ".");
        }
    }

    /** Rule 16: whoever breaks the glass may have written the text, and is listed for it. */
    private void broken(Fact<GlassBroken> fact) {
        GlassBroken e = fact.body();
        isOnTheVersion(fact, e.getContentHash());
        isInReview(fact, "break the glass");
        rights.demandFor(
                language,
                fact,
                fact.actor(),
                "break the glass",
                e.getRole() == io.copyflow.schemas.directory.Role.CHIEF ? Role.CHIEF : Role.EDITOR);
        if (!directory.mayHaveAllowedBreakGlass(language, fact.at())) {
            findings.add(
                    Fault.GLASS_NOT_ALLOWED,
                    fact,
                    "Expected an edition in which the glass might be broken at " + fact.at()
                            + ", but by the directory's history " + language + " did not allow it then.");
        }
        boolean contributed =
                request != null && request.body().getContributors().contains(fact.actor());
        if (glass != null || contributed != e.getContributor()) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    glass == null
                            ? "Expected it to say whether " + fact.actor()
                                    + " wrote any of the text, but it says otherwise."
                            : "Expected a glass that was whole, but " + glass.actor() + " had broken it.");
        }
        glass = fact;
        countersignature = null;
    }

    private void countersigned(Fact<Countersigned> fact) {
        Countersigned e = fact.body();
        isOnTheVersion(fact, e.getContentHash());
        isInReview(fact, "countersign");
        // a chief stands by for every edition
        switch (e.getRole()) {
            case CHIEF -> rights.demand(fact, fact.actor(), "countersign", Role.CHIEF);
            case WEB_EDITOR -> rights.demandFor(language, fact, fact.actor(), "countersign", Role.WEB_EDITOR);
            default -> rights.demandFor(language, fact, fact.actor(), "countersign", Role.EDITOR);
        }
        if (glass == null) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected a broken glass to countersign, but nobody had broken it.");
        } else if (glass.actor().equals(fact.actor()) || glass.body().getRole() == e.getRole()) {
            findings.add(
                    Fault.FOUR_EYES,
                    fact,
                    "Expected somebody else in another role than " + glass.actor() + "'s to countersign, but "
                            + fact.actor() + " did, in the role " + e.getRole() + ".");
        }
        if (request != null && request.body().getContributors().contains(fact.actor())) {
            findings.add(
                    Fault.FOUR_EYES,
                    fact,
                    "Expected somebody who wrote none of the text to countersign, but " + fact.actor()
                            + " contributed to it.");
        }
        countersignature = fact;
    }

    private void waived(Fact<WarningWaived> fact) {
        WarningWaived e = fact.body();
        decided(fact, e.getContentHash(), "waive a warning", Role.EDITOR, Role.CHIEF);
        boolean wasWarned = request != null
                && request.body().getWarnings().stream()
                        .anyMatch(warning -> warning.getCheckId().equals(e.getCheckId())
                                && warning.getSegmentId().equals(e.getSegmentId()));
        if (!wasWarned) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected a warning of " + e.getCheckId() + " about " + e.getSegmentId()
                            + " to waive, but the version came with none.");
        }
        waivers.add(fact);
    }

    /** What every decision of a person must satisfy: on what is in review, by somebody with the right, not their own. */
    private void decided(Fact<?> fact, String contentHash, String deed, Role... oneOf) {
        isOnTheVersion(fact, contentHash);
        isInReview(fact, deed);
        rights.demandFor(language, fact, fact.actor(), deed, oneOf);
        if (request != null && request.body().getContributors().contains(fact.actor())) {
            findings.add(
                    Fault.FOUR_EYES,
                    fact,
                    "Expected somebody who wrote none of the text to " + deed + ", but " + fact.actor()
                            + " contributed to it.");
        }
    }

    private void isInReview(Fact<?> fact, String deed) {
        if (request != null && isDecided) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected a version in review to " + deed + ", but its review was over.");
        }
    }

    private void isOnTheVersion(Fact<?> fact, String contentHash) {
        if (request == null || !request.body().getContentHash().equals(contentHash)) {
            findings.add(
                    Fault.DECISION_UNFOUNDED,
                    fact,
                    "Expected it to be on the text in review, "
                            + (request == null
                                    ? "but there was none"
                                    : request.body().getContentHash() + ", but it is on " + contentHash)
                            + ".");
        }
    }

    private void cleared(Fact<VersionCleared> fact) {
        VersionCleared e = fact.body();
        isInReview(fact, "clear it");
        isDecided = true;
        standing = new Clearing(fact);
        clearings.put(fact.id(), standing);
        if (request == null
                || !request.body().getContentHash().equals(e.getContentHash())
                || request.body().getSourceRevision() != e.getSourceRevision()) {
            findings.add(
                    Fault.CLEARING_DIFFERS,
                    fact,
                    "Expected a clearing of the text in review, "
                            + (request == null
                                    ? "but there was none"
                                    : request.body().getContentHash() + " on source revision "
                                            + request.body().getSourceRevision() + ", but it is of "
                                            + e.getContentHash() + " on " + e.getSourceRevision())
                            + ".");
        } else if (!request.body().getContributors().equals(e.getContributors())) {
            contributorsDiffer(fact, request.body().getContributors(), e.getContributors());
        }
        BrokenGlass told = e.getBreakGlass();
        if (told != null || glass != null) {
            isAsBroken(fact, e, told);
        } else {
            approvals(fact, e);
        }
        if (!e.getWaivers().equals(waivers.stream().map(ReviewCheck::waiver).toList())) {
            findings.add(
                    Fault.WAIVER_MISSING,
                    fact,
                    "Expected the clearing to name the waivers that the facts have, " + waivers.size()
                            + ", but it names " + e.getWaivers().size() + " or others.");
        }
    }

    /** Under a broken glass the one who broke it stands for the approval, and the countersignature for all others. */
    private void isAsBroken(Fact<VersionCleared> fact, VersionCleared e, @Nullable BrokenGlass told) {
        BrokenGlass found = glass == null || countersignature == null
                ? null
                : new BrokenGlass(
                        glass.actor(),
                        glass.body().getRole(),
                        glass.body().getReason(),
                        glass.at(),
                        countersignature.actor(),
                        countersignature.body().getRole(),
                        countersignature.at());
        boolean isWhole = found != null
                && found.equals(told)
                && e.getApprover().equals(found.getPerson())
                && e.getApprovedAt().equals(found.getBrokenAt())
                && e.getSignatures()
                        .equals(List.of(new Signature(found.getCountersigner(), found.getCountersignedAt())));
        if (!isWhole) {
            findings.add(
                    Fault.GLASS_DIFFERS,
                    fact,
                    "Expected the clearing to name who broke the glass and who countersigned, as the facts do, but "
                            + (told == null
                                    ? "it names nobody"
                                    : found == null
                                            ? "no facts have both since the review was asked for"
                                            : "it names " + told.getPerson() + " and " + told.getCountersigner()
                                                    + ", or says other things of them")
                            + ".");
        }
    }

    private void approvals(Fact<VersionCleared> fact, VersionCleared e) {
        if (approval == null
                || !approval.actor().equals(e.getApprover())
                || !approval.at().equals(e.getApprovedAt())
                || !approval.body().getContentHash().equals(e.getContentHash())) {
            findings.add(
                    Fault.APPROVAL_MISSING,
                    fact,
                    "Expected the approval by " + e.getApprover() + " at " + e.getApprovedAt() + " of this text, but "
                            + (approval == null
                                    ? "no fact has it since the review was asked for"
                                    : "the facts have one by " + approval.actor() + " at " + approval.at())
                            + ".");
        }
        signatures(fact, e);
        areDistinct(fact, e);
    }

    private void signatures(Fact<VersionCleared> fact, VersionCleared e) {
        List<Signature> found = signatures.stream()
                .filter(signature -> signature.body().getContentHash().equals(e.getContentHash()))
                .map(signature -> new Signature(signature.actor(), signature.at()))
                .toList();
        if (!found.equals(e.getSignatures())) {
            findings.add(
                    Fault.SIGNATURE_MISSING,
                    fact,
                    "Expected the signatures that the facts have, " + persons(found) + ", but the clearing names "
                            + persons(e.getSignatures()) + ", or other times.");
        }
        if (request != null && e.getSignatures().size() < request.body().getSignaturesNeeded()) {
            findings.add(
                    Fault.SIGNATURES_FEW,
                    fact,
                    "Expected " + request.body().getSignaturesNeeded() + " signatures, as was asked for, but there are "
                            + e.getSignatures().size() + ".");
        }
    }

    private void areDistinct(Fact<VersionCleared> fact, VersionCleared e) {
        Set<String> persons = new HashSet<>(Set.of(e.getApprover()));
        boolean distinct = true;
        for (Signature signature : e.getSignatures()) {
            distinct &= persons.add(signature.getPerson());
        }
        Set<String> own = new HashSet<>(e.getContributors());
        own.retainAll(persons);
        if (!distinct || !own.isEmpty()) {
            findings.add(
                    Fault.FOUR_EYES,
                    fact,
                    distinct
                            ? "Expected nobody to clear a text of their own, but " + own + " did."
                            : "Expected approver and signers to be different people, but " + e.getApprover()
                                    + " approved and " + persons(e.getSignatures()) + " signed.");
        }
    }

    private void contributorsDiffer(Fact<?> fact, List<String> expected, List<String> found) {
        findings.add(
                Fault.CONTRIBUTORS_DIFFER,
                fact,
                "Expected the contributors " + expected + ", as the facts before have them, but it names " + found
                        + ".");
    }

    private static List<String> persons(List<Signature> signatures) {
        return signatures.stream().map(Signature::getPerson).toList();
    }

    private static Waiver waiver(Fact<WarningWaived> fact) {
        return new Waiver(
                fact.body().getCheckId(),
                fact.body().getSegmentId(),
                fact.actor(),
                fact.body().getReason(),
                fact.at());
    }
}
