package io.copyflow.translate.wire;

import io.copyflow.schemas.text.ContributionKind;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftFailed;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.SourceChange;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationOverdue;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.schemas.translation.WarningSeverity;
import io.copyflow.translate.domain.Contribution;
import io.copyflow.translate.domain.OpenSegment;
import io.copyflow.translate.domain.TranslationEvent;
import io.copyflow.translate.domain.Warning;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What happened, to Avro. */
final class EventWire {

    private EventWire() {}

    /** Null for what is told to the translation memory alone. */
    static @Nullable SpecificRecord body(TranslationEvent event) {
        return switch (event) {
            case TranslationEvent.Queued(var task, var source) ->
                new TranslationQueued(task.sourceLanguage(), source.number(), task.urgency(), task.deadline());
            case TranslationEvent.Claimed(var holder, var until) -> new TranslationClaimed(holder, until);
            case TranslationEvent.ClaimReleased(var holder, var reason) -> new ClaimReleased(holder, claimEnd(reason));
            case TranslationEvent.DraftSaved saved ->
                new DraftSaved(
                        saved.holder(),
                        saved.sourceRevision(),
                        TextWire.translated(saved.segments()),
                        saved.leaseUntil());
            case TranslationEvent.SourceAcknowledged seen ->
                new SourceAcknowledged(seen.holder(), seen.sourceRevision(), seen.segments(), seen.leaseUntil());
            case TranslationEvent.Submitted submitted ->
                new TranslationSubmitted(
                        submitted.sourceRevision(),
                        submitted.writtenOn(),
                        TextWire.translated(submitted.segments()),
                        submitted.contentHash(),
                        submitted.contributors(),
                        submitted.translators(),
                        submitted.warnings().stream().map(EventWire::warning).toList(),
                        new VersionMetadata(
                                submitted.metadata().sourceLanguage(),
                                submitted.metadata().urgency(),
                                submitted.metadata().desk(),
                                submitted.metadata().bureau()),
                        submitted.contributions().stream()
                                .map(EventWire::contribution)
                                .toList(),
                        TextWire.media(submitted.segments()));
            case TranslationEvent.Reopened reopened -> reopened(reopened);
            case TranslationEvent.Remembered _ -> null;
            case TranslationEvent.Cancelled(var reason) -> new TranslationCancelled(reason);
            case TranslationEvent.Overdue(var deadline, var holder) -> new TranslationOverdue(deadline, holder);
            case TranslationEvent.DraftRequested(var request, var language, var source) ->
                new TranslationDraftRequested(
                        request.id(),
                        request.engine(),
                        request.sourceRevision(),
                        language,
                        source.stream().map(TextWire::passage).toList(),
                        request.until());
            case TranslationEvent.DraftOffered offered ->
                new DraftOffered(
                        offered.requestId(),
                        offered.engine(),
                        offered.sourceRevision(),
                        TextWire.translated(offered.segments()));
            case TranslationEvent.DraftFailed(var requestId, var engine, var code, var sentence) ->
                new DraftFailed(requestId, engine, code, sentence);
        };
    }

    private static TranslationReopened reopened(TranslationEvent.Reopened reopened) {
        List<String> open = reopened.open().stream().map(OpenSegment::id).toList();
        Set<String> isOpen = Set.copyOf(open);
        Set<String> isTranslated = reopened.open().stream()
                .filter(OpenSegment::isChanged)
                .map(OpenSegment::id)
                .collect(Collectors.toSet());
        return new TranslationReopened(
                reopened.source().number(),
                reopenReason(reopened.reason()),
                open,
                reopened.source().segmentIds().stream()
                        .filter(id -> !isOpen.contains(id))
                        .toList(),
                reopened.changes().stream()
                        .map(change -> new SourceChange(
                                change.segmentId(),
                                change.before() == null ? null : TextWire.passage(change.before()),
                                TextWire.passage(change.after()),
                                TextWire.touches(change.touches()),
                                isTranslated.contains(change.segmentId())))
                        .toList(),
                reopened.task().deadline());
    }

    private static io.copyflow.schemas.text.Contribution contribution(Contribution contribution) {
        return new io.copyflow.schemas.text.Contribution(
                contribution.person(),
                switch (contribution.kind()) {
                    case TRANSLATED -> ContributionKind.TRANSLATED;
                    case EDITED -> ContributionKind.EDITED;
                    case MACHINE -> ContributionKind.MACHINE;
                    case MEMORY -> ContributionKind.MEMORY;
                },
                contribution.detail(),
                contribution.segments());
    }

    static TranslationWarning warning(Warning warning) {
        return new TranslationWarning(
                warning.check(),
                switch (warning.severity()) {
                    case MAJOR -> WarningSeverity.MAJOR;
                    case MINOR -> WarningSeverity.MINOR;
                },
                warning.segmentId(),
                warning.sentence(),
                warning.expected(),
                warning.found());
    }

    private static ClaimEnd claimEnd(TranslationEvent.ClaimEnd reason) {
        return switch (reason) {
            case GIVEN_BACK -> ClaimEnd.GIVEN_BACK;
            case LEASE_EXPIRED -> ClaimEnd.LEASE_EXPIRED;
            case REASSIGNED -> ClaimEnd.REASSIGNED;
        };
    }

    private static ReopenReason reopenReason(TranslationEvent.ReopenReason reason) {
        return switch (reason) {
            case SOURCE_REVISED -> ReopenReason.SOURCE_REVISED;
            case CHANGES_REQUESTED -> ReopenReason.CHANGES_REQUESTED;
            case REJECTED -> ReopenReason.REJECTED;
        };
    }
}
