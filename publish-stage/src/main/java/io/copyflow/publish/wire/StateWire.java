package io.copyflow.publish.wire;

import io.copyflow.publish.domain.Clearing;
import io.copyflow.publish.domain.Correction;
import io.copyflow.publish.domain.Embargo;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.HeldText;
import io.copyflow.publish.domain.Hold;
import io.copyflow.publish.domain.HoldReason;
import io.copyflow.publish.domain.Obligation;
import io.copyflow.publish.domain.Policy;
import io.copyflow.publish.domain.RevisionStep;
import io.copyflow.publish.domain.Said;
import io.copyflow.publish.domain.Terms;
import io.copyflow.publish.domain.Version;
import io.copyflow.schemas.state.ClearedVersion;
import io.copyflow.schemas.state.CorrectionDue;
import io.copyflow.schemas.state.FamilyPolicy;
import io.copyflow.schemas.state.FamilyState;
import io.copyflow.schemas.state.FamilyVersion;
import io.copyflow.schemas.state.HeldFor;
import io.copyflow.schemas.state.OpenObligation;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A family's state between Avro and the domain. */
final class StateWire {

    private StateWire() {}

    static FamilyState write(Family family) {
        Terms terms = family.terms();
        return new FamilyState(
                family.sourceLanguage(),
                family.sourceRevision(),
                family.spiked(),
                family.versions().entrySet().stream()
                        .map(version -> write(version.getKey(), version.getValue()))
                        .toList(),
                family.killed(),
                embargo(terms.embargo()),
                terms.scheduledFor(),
                terms.policy() == null
                        ? null
                        : new FamilyPolicy(terms.policy().core(), terms.policy().deadline()),
                List.copyOf(terms.targets()),
                List.copyOf(terms.beforeSource()),
                terms.withheld(),
                family.steps().stream()
                        .map(step -> new io.copyflow.schemas.state.RevisionStep(
                                step.revision(), Plans.revisionClass(step.change()), step.note()))
                        .toList(),
                family.obligations().stream().map(StateWire::obligation).toList(),
                embargo(terms.said() == null ? null : terms.said().embargo()),
                terms.said() == null ? 0 : terms.said().number());
    }

    static Family read(FamilyState state) {
        TreeMap<String, Version> versions = new TreeMap<>();
        for (FamilyVersion version : state.getVersions()) {
            versions.put(version.getLanguage(), read(version));
        }
        FamilyPolicy policy = state.getPolicy();
        return new Family(
                state.getSourceLanguage(),
                state.getSourceRevision(),
                state.getSpiked(),
                state.getKilled(),
                versions,
                new Terms(
                        embargo(state.getEmbargo()),
                        said(state),
                        state.getScheduledFor(),
                        state.getWithheld(),
                        policy == null ? null : new Policy(policy.getCore(), policy.getDeadline()),
                        Set.copyOf(state.getTargets()),
                        Set.copyOf(state.getBeforeSource())),
                state.getSteps().stream()
                        .map(step -> new RevisionStep(
                                step.getRevision(), Plans.change(step.getRevisionClass()), step.getNote()))
                        .toList(),
                state.getObligations().stream().map(StateWire::obligation).toList());
    }

    private static FamilyVersion write(String language, Version version) {
        HeldText text = version.text();
        Hold hold = version.hold();
        Correction correction = version.correction();
        return new FamilyVersion(
                language,
                text == null ? null : new io.copyflow.schemas.state.HeldText(text.contentHash(), text.sourceRevision()),
                version.textNumber(),
                cleared(version.waiting()),
                hold != null,
                version.reviewNumber(),
                cleared(version.live()),
                version.releaseSequence(),
                version.firstReleasedAt(),
                version.takenDown(),
                hold == null ? null : new HeldFor(PublicationRecords.reason(hold.reason()), hold.until()),
                cleared(version.withdrawn()),
                version.voided(),
                version.scheduledFor(),
                version.cancelled(),
                correction == null
                        ? null
                        : new CorrectionDue(
                                correction.revision(),
                                correction.openedAt(),
                                correction.dueAt(),
                                correction.carriedBy()),
                version.kept());
    }

    private static Version read(FamilyVersion version) {
        io.copyflow.schemas.state.HeldText text = version.getText();
        CorrectionDue correction = version.getCorrection();
        return new Version(
                text == null ? null : new HeldText(text.getContentHash(), text.getSourceRevision()),
                version.getTextNumber(),
                version.getCancelled(),
                clearing(version.getWaiting()),
                hold(version),
                version.getReviewNumber(),
                clearing(version.getLive()),
                clearing(version.getWithdrawn()),
                version.getKept(),
                version.getVoided(),
                version.getReleaseSequence(),
                version.getFirstReleasedAt(),
                version.getTakenDown(),
                version.getScheduledFor(),
                correction == null
                        ? null
                        : new Correction(
                                correction.getRevision(),
                                correction.getOpenedAt(),
                                correction.getDueAt(),
                                correction.getReleaseSequence()));
    }

    /** State from before reasons were kept knows two of them only, and which it was is known from the rest. */
    private static @Nullable Hold hold(FamilyVersion version) {
        HeldFor held = version.getHeldFor();
        if (held != null) {
            return new Hold(
                    switch (held.getReason()) {
                        case SOURCE_NOT_RELEASED -> HoldReason.SOURCE_NOT_RELEASED;
                        case TAKEN_DOWN -> HoldReason.TAKEN_DOWN;
                        case EMBARGO -> HoldReason.EMBARGO;
                        case SCHEDULED -> HoldReason.SCHEDULED;
                        case WITHHELD -> HoldReason.WITHHELD;
                        case WAITING_FOR_OTHERS -> HoldReason.WAITING_FOR_OTHERS;
                        case UNKNOWN ->
                            throw new IllegalStateException(
                                    "The state holds a version for a reason that is newer than this reader.");
                    },
                    held.getUntil());
        }
        ClearedVersion waiting = version.getWaiting();
        if (!version.getHeld() || waiting == null) {
            return null;
        }
        return new Hold(
                waiting.getContentHash().equals(version.getTakenDown())
                        ? HoldReason.TAKEN_DOWN
                        : HoldReason.SOURCE_NOT_RELEASED,
                null);
    }

    private static OpenObligation obligation(Obligation obligation) {
        return new OpenObligation(
                obligation.language(),
                // the story is known from the state's key
                PublicationRecords.obligation("", obligation),
                obligation.reminded(),
                obligation.overdue(),
                obligation.carriedBy());
    }

    private static Obligation obligation(OpenObligation open) {
        io.copyflow.schemas.publication.Obligation obligation = open.getObligation();
        return new Obligation(
                open.getLanguage(),
                obligation.getChannel(),
                obligation.getRevision(),
                obligation.getOpenedAt(),
                obligation.getDueAt(),
                open.getReminded(),
                open.getOverdue(),
                open.getCarriedBy());
    }

    private static @Nullable Said said(FamilyState state) {
        Embargo embargo = embargo(state.getEmbargoSaid());
        return embargo == null ? null : new Said(embargo, state.getEmbargoNumber());
    }

    static @Nullable Embargo embargo(io.copyflow.schemas.story.@Nullable Embargo embargo) {
        return embargo == null ? null : new Embargo(embargo.getUntil(), embargo.getNote());
    }

    private static io.copyflow.schemas.story.@Nullable Embargo embargo(@Nullable Embargo embargo) {
        return embargo == null ? null : new io.copyflow.schemas.story.Embargo(embargo.until(), embargo.note());
    }

    private static @Nullable ClearedVersion cleared(@Nullable Clearing clearing) {
        return clearing == null
                ? null
                : new ClearedVersion(
                        clearing.contentHash(),
                        clearing.sourceRevision(),
                        clearing.clearedBy(),
                        clearing.approver(),
                        clearing.signers(),
                        clearing.countersigner());
    }

    private static @Nullable Clearing clearing(@Nullable ClearedVersion cleared) {
        return cleared == null
                ? null
                : new Clearing(
                        cleared.getContentHash(),
                        cleared.getSourceRevision(),
                        cleared.getClearedBy(),
                        cleared.getApprover(),
                        cleared.getSigners(),
                        cleared.getCountersigner());
    }
}
