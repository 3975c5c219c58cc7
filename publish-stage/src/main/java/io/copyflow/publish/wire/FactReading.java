package io.copyflow.publish.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.EventId;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.publish.domain.Clearing;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.publish.domain.Said;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.review.BrokenGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.state.SegmentOfKind;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftFailed;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationOverdue;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What other stages' facts and channels' receipts ask of the gate. */
final class FactReading {

    private FactReading() {}

    /** Null when the record is no fact. */
    static @Nullable Reading<FamilyCommand> of(SpecificRecord record, Instant at, StageData data) {
        return switch (record) {
            case StoryEventEnvelope event -> story(event, at, data);
            case TranslationEventEnvelope event -> translation(event, at);
            case ReviewEventEnvelope event -> review(event, at);
            case DeliveryEvent receipt -> Receipts.read(receipt, data);
            case StoryKilled killed ->
                // what is taken down is taken down by who killed
                Reading.of(Ask.reaction(
                        Subject.of(killed.getStoryId()),
                        killed.getEventId(),
                        killed.getKilledBy(),
                        new FamilyCommand.NoteKill("The story was killed: " + killed.getReason())));
            default -> null;
        };
    }

    private static Reading<FamilyCommand> story(StoryEventEnvelope event, Instant at, StageData data) {
        return switch (event.getBody()) {
            case StoryAccepted accepted ->
                source(
                        event,
                        accepted.getSegments(),
                        new StoryFacts(
                                accepted.getRevision(),
                                accepted.getLanguage(),
                                accepted.getUrgency(),
                                accepted.getDesk(),
                                accepted.getBureau(),
                                accepted.getAuthors(),
                                kinds(accepted.getSegments()),
                                accepted.getTargets()),
                        null,
                        accepted.getEmbargo(),
                        at,
                        data);
            case StoryRevised revised ->
                source(
                        event,
                        revised.getSegments(),
                        new StoryFacts(
                                revised.getRevision(),
                                revised.getLanguage(),
                                revised.getUrgency(),
                                revised.getDesk(),
                                revised.getBureau(),
                                revised.getAuthors(),
                                kinds(revised.getSegments()),
                                revised.getTargets()),
                        Plans.revised(event.getStoryId(), revised, data),
                        revised.getEmbargo(),
                        at,
                        data);
            case StorySpiked spiked ->
                Reading.of(reaction(event.getStoryId(), event.getEventId(), new FamilyCommand.NoteSpike()));
            // the text stays as it is
            case SourceItemFollowed followed -> {
                Said said = said(followed.getEmbargo(), event);
                yield said == null
                        ? Reading.nothing()
                        : Reading.of(reaction(
                                event.getStoryId(),
                                event.getEventId(),
                                new FamilyCommand.NoteEmbargo(said, followed.getRevision(), at)));
            }
            case Object other -> throw unknownBody(other);
        };
    }

    private static @Nullable Said said(@Nullable Embargo embargo, StoryEventEnvelope event) {
        return embargo == null
                ? null
                : new Said(
                        new io.copyflow.publish.domain.Embargo(embargo.getUntil(), embargo.getNote()),
                        EventId.number(event.getEventId()));
    }

    private static Reading<FamilyCommand> source(
            StoryEventEnvelope event,
            List<Segment> segments,
            StoryFacts facts,
            FamilyCommand.@Nullable Revised revised,
            @Nullable Embargo embargo,
            Instant at,
            StageData data) {
        String storyId = event.getStoryId();
        String language = facts.getSourceLanguage();
        StoryFacts known = data.onShelf(Shelves.FACTS, storyId);
        boolean isNewer = known == null || facts.getSourceRevision() > known.getSourceRevision();
        return new Reading<>(
                List.of(reaction(
                        storyId,
                        event.getEventId(),
                        new FamilyCommand.NoteSource(
                                language,
                                TextWire.source(
                                        new PublishedMetadata(
                                                storyId,
                                                language,
                                                facts.getUrgency(),
                                                facts.getDesk(),
                                                facts.getBureau()),
                                        facts.getSourceRevision(),
                                        segments),
                                revised,
                                said(embargo, event),
                                Plans.plan(event, facts, data.directory()),
                                at))),
                isNewer ? List.of(new Keep<>(Shelves.FACTS, storyId, facts)) : List.of());
    }

    private static Reading<FamilyCommand> translation(TranslationEventEnvelope event, Instant at) {
        String language = event.getLanguage();
        return switch (event.getBody()) {
            case TranslationSubmitted submitted ->
                Reading.of(reaction(
                        event.getStoryId(),
                        event.getEventId(),
                        new FamilyCommand.NoteTranslation(
                                language,
                                EventId.number(event.getEventId()),
                                TextWire.translation(event.getStoryId(), language, submitted),
                                at)));
            case TranslationCancelled cancelled ->
                Reading.of(reaction(
                        event.getStoryId(),
                        event.getEventId(),
                        new FamilyCommand.NoteCancellation(language, EventId.number(event.getEventId()), at)));
            // A reopened translation's review is voided by review-stage; the newest revision comes with the story.
            case TranslationReopened reopened -> Reading.nothing();
            case TranslationQueued queued -> Reading.nothing();
            case TranslationClaimed claimed -> Reading.nothing();
            case ClaimReleased released -> Reading.nothing();
            // work in progress, which is no version
            case DraftSaved _,
                    SourceAcknowledged _,
                    TranslationOverdue _,
                    TranslationDraftRequested _,
                    DraftOffered _,
                    DraftFailed _ -> Reading.nothing();
            case Object other -> throw unknownBody(other);
        };
    }

    private static Reading<FamilyCommand> review(ReviewEventEnvelope event, Instant at) {
        String language = event.getLanguage();
        return switch (event.getBody()) {
            case VersionCleared cleared ->
                Reading.of(reaction(
                        event.getStoryId(),
                        event.getEventId(),
                        new FamilyCommand.NoteClearing(
                                language,
                                EventId.number(event.getEventId()),
                                clearing(cleared, event.getEventId()),
                                at)));
            case ReviewVoided voided ->
                Reading.of(reaction(
                        event.getStoryId(),
                        event.getEventId(),
                        new FamilyCommand.NoteVoid(language, EventId.number(event.getEventId()))));
            case ReviewRequested requested -> Reading.nothing();
            case VersionApproved approved -> Reading.nothing();
            case ChangesRequested changes -> Reading.nothing();
            case VersionRejected rejected -> Reading.nothing();
            case SignedOff signed -> Reading.nothing();
            case WarningWaived waived -> Reading.nothing();
            // a broken glass lets nothing out before it is countersigned and cleared
            case GlassBroken _, Countersigned _ -> Reading.nothing();
            case CommentAdded _, CommentResolved _ -> Reading.nothing();
            case Object other -> throw unknownBody(other);
        };
    }

    private static Ask<FamilyCommand> reaction(String storyId, String eventId, FamilyCommand command) {
        return Ask.reaction(Subject.of(storyId), eventId, Topics.PUBLISH, command);
    }

    private static List<SegmentOfKind> kinds(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new SegmentOfKind(segment.getId(), segment.getKind()))
                .toList();
    }

    /** Who countersigned a broken glass as an editor or chief has signed, but is no web editor. */
    private static Clearing clearing(VersionCleared cleared, String eventId) {
        BrokenGlass glass = cleared.getBreakGlass();
        String countersigner =
                glass == null || glass.getCountersignerRole() == Role.WEB_EDITOR ? null : glass.getCountersigner();
        return new Clearing(
                cleared.getContentHash(),
                cleared.getSourceRevision(),
                eventId,
                cleared.getApprover(),
                cleared.getSignatures().stream()
                        .map(Signature::getPerson)
                        .filter(person -> !person.equals(countersigner))
                        .toList(),
                countersigner);
    }

    static IllegalArgumentException unknownBody(Object body) {
        return new IllegalArgumentException("This version of publish-stage does not know the body "
                + body.getClass().getSimpleName());
    }
}
