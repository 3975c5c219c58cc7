package io.copyflow.publish.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.EventId;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.publish.domain.Clearing;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.publish.domain.Version;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.StageWire;
import io.copyflow.runtime.Subject;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
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
import io.copyflow.schemas.state.ClearedVersion;
import io.copyflow.schemas.state.FamilyState;
import io.copyflow.schemas.state.FamilyVersion;
import io.copyflow.schemas.state.HeldText;
import io.copyflow.schemas.state.SegmentOfKind;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.schemas.state.VersionText;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.VersionMetadata;
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
import io.copyflow.signature.Signatory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Releases as records: the facts of three stages and people's commands in, publication events and the published log out.
 *
 * <p>Texts wait on a shelf, not in the family's state, so that a decision reads and writes little.
 */
public final class FamilyWire implements StageWire<Family, FamilyCommand, FamilyEvent> {

    /** The newest text of each version until it is released, by story id and language with a slash between. */
    public static final Shelf<VersionText> TEXTS = new Shelf<>("version-text-store", VersionText.class);

    /**
     * What a published record says of its story, by story id: as long as anything of the story is live or may be. A story
     * that was neither spiked nor killed may always be released again.
     */
    public static final Shelf<StoryFacts> FACTS = new Shelf<>("story-facts-store", StoryFacts.class);

    @Override
    public Reading<FamilyCommand> read(Inbound inbound, StageData data) {
        Instant at = inbound.now();
        return switch (inbound.value()) {
            case StoryEventEnvelope event -> story(event, at, data);
            case TranslationEventEnvelope event -> translation(event, at);
            case ReviewEventEnvelope event -> review(event, at);
            case PublicationCommandEnvelope command -> Reading.of(person(command, inbound, data));
            case StoryKilled killed ->
                // what is taken down is taken down by who killed
                Reading.of(Ask.reaction(
                        Subject.of(killed.getStoryId()),
                        killed.getEventId(),
                        killed.getKilledBy(),
                        new FamilyCommand.NoteKill("The story was killed: " + killed.getReason())));
            default ->
                throw new IllegalArgumentException(
                        "Expected a story, translation or review event, a publication command"
                                + " or a kill, but " + inbound.topic() + " has a "
                                + inbound.value().getSchema().getName());
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
                                List.of()),
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
                                List.of()),
                        at,
                        data);
            case StorySpiked spiked ->
                Reading.of(reaction(event.getStoryId(), event.getEventId(), new FamilyCommand.NoteSpike()));
            // the text stays as it is
            case SourceItemFollowed _ -> Reading.nothing();
            case Object other -> throw unknownBody(other);
        };
    }

    private static Reading<FamilyCommand> source(
            StoryEventEnvelope event, List<Segment> segments, StoryFacts facts, Instant at, StageData data) {
        String storyId = event.getStoryId();
        String language = facts.getSourceLanguage();
        StoryFacts known = data.onShelf(FACTS, storyId);
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
                                at))),
                isNewer ? List.of(new Keep<>(FACTS, storyId, facts)) : List.of());
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
                        new FamilyCommand.NoteCancellation(language, EventId.number(event.getEventId()))));
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

    private static Ask<FamilyCommand> person(PublicationCommandEnvelope envelope, Inbound inbound, StageData data) {
        if (!(envelope.getBody() instanceof TakeDownVersion takeDown)) {
            throw unknownBody(envelope.getBody());
        }
        Signatory signatory = Signatory.of(envelope, data.directory(), inbound.recordedAt());
        return new Ask<>(
                Subject.of(envelope.getStoryId()),
                envelope.getCommandId(),
                envelope.getActor(),
                // the language is part of what is asked, the time it was sent and its signature are not
                PublicationCommandEnvelope.newBuilder(envelope)
                        .setIssuedAt(Instant.EPOCH)
                        .setSignature(null)
                        .build(),
                new FamilyCommand.TakeDown(
                        signatory.actor(), LanguageTag.canonicalOrAsIs(envelope.getLanguage()), takeDown.getReason()),
                signatory.signed());
    }

    @Override
    public Writing write(FamilyEvent event, EventContext context, Family after, StageData data) {
        String storyId = context.subject().key();
        return switch (event) {
            case FamilyEvent.SourceNoted e -> Writing.nothing();
            case FamilyEvent.TextNoted e ->
                new Writing(
                        List.of(),
                        List.of(new Keep<>(TEXTS, textKey(storyId, e.language()), TextWire.write(e.text()))));
            case FamilyEvent.TextDropped e -> {
                List<Keep<?>> none = new ArrayList<>(noFactsWhenOver(storyId, after));
                none.add(noText(storyId, e.language()));
                yield new Writing(List.of(), none);
            }
            case FamilyEvent.ClearingNoted e -> Writing.nothing();
            case FamilyEvent.ClearingVoided e -> Writing.nothing();
            case FamilyEvent.SpikeNoted e -> ended(storyId, after);
            case FamilyEvent.KillNoted e -> ended(storyId, after);
            case FamilyEvent.Held e ->
                Writing.of(publication(
                        e.language(),
                        context,
                        new VersionHeld(
                                e.clearing().contentHash(),
                                e.clearing().sourceRevision(),
                                switch (e.reason()) {
                                    case SOURCE_NOT_RELEASED -> HoldReason.SOURCE_NOT_RELEASED;
                                    case TAKEN_DOWN -> HoldReason.TAKEN_DOWN;
                                },
                                null)));
            case FamilyEvent.Released e -> released(e, context, after, data);
            case FamilyEvent.TakenDown e ->
                new Writing(
                        List.of(
                                publication(
                                        e.language(), context, new VersionTakenDown(e.sequence(), e.reason(), false)),
                                PublishedRecords.withdrawn(
                                        storyId,
                                        e,
                                        facts(storyId, data),
                                        firstReleasedAt(after.version(e.language())),
                                        context.at(),
                                        after.killed())),
                        noFactsWhenOver(storyId, after));
        };
    }

    /** Texts that lie ready are not wanted any more, facts no longer than something is live. */
    private static Writing ended(String storyId, Family after) {
        List<Keep<?>> none = new ArrayList<>(noFactsWhenOver(storyId, after));
        after.versions().keySet().forEach(language -> none.add(noText(storyId, language)));
        return new Writing(List.of(), none);
    }

    private static Writing released(FamilyEvent.Released event, EventContext context, Family after, StageData data) {
        String storyId = context.subject().key();
        VersionText text = data.onShelf(TEXTS, textKey(storyId, event.language()));
        // The last line of defence: whatever went wrong before, nothing else than what was signed goes out.
        VersionMetadata metadata = text == null ? null : text.getMetadata();
        if (text == null
                || metadata == null
                || !text.getContentHash().equals(event.clearing().contentHash())) {
            throw new IllegalStateException("Expected the text with hash "
                    + event.clearing().contentHash() + " of " + textKey(storyId, event.language())
                    + " on the shelf, but there is "
                    + (text == null ? "none" : text.getContentHash()) + ". Nothing was released.");
        }
        return new Writing(
                List.of(
                        publication(
                                event.language(),
                                context,
                                new VersionReleased(
                                        event.sequence(),
                                        event.clearing().contentHash(),
                                        event.clearing().sourceRevision(),
                                        event.clearing().clearedBy(),
                                        null)),
                        PublishedRecords.live(
                                storyId,
                                event,
                                text,
                                metadata,
                                facts(storyId, data),
                                firstReleasedAt(after.version(event.language())),
                                data.directory())),
                List.of(noText(storyId, event.language())));
    }

    private static Output publication(String language, EventContext context, SpecificRecord body) {
        String storyId = context.subject().key();
        return new Output(
                Topics.PUBLICATION_EVENTS,
                storyId,
                new PublicationEventEnvelope(
                        context.eventId(),
                        storyId,
                        language,
                        context.actor(),
                        context.at(),
                        context.commandId(),
                        body,
                        context.signed()),
                body.getSchema().getName());
    }

    @Override
    public SpecificRecord writeState(Family family) {
        List<FamilyVersion> versions = new ArrayList<>();
        family.versions()
                .forEach((language, version) -> versions.add(new FamilyVersion(
                        language,
                        version.text() == null
                                ? null
                                : new HeldText(
                                        version.text().contentHash(),
                                        version.text().sourceRevision()),
                        version.textNumber(),
                        cleared(version.waiting()),
                        version.held(),
                        version.reviewNumber(),
                        cleared(version.live()),
                        version.releaseSequence(),
                        version.firstReleasedAt(),
                        version.takenDown(),
                        null,
                        null,
                        false,
                        null,
                        false,
                        null,
                        false)));
        return new FamilyState(
                family.sourceLanguage(),
                family.sourceRevision(),
                family.spiked(),
                versions,
                family.killed(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                null);
    }

    @Override
    public Family readState(SpecificRecord kept) {
        FamilyState state = (FamilyState) kept;
        TreeMap<String, Version> versions = new TreeMap<>();
        for (FamilyVersion version : state.getVersions()) {
            HeldText text = version.getText();
            versions.put(
                    version.getLanguage(),
                    new Version(
                            text == null
                                    ? null
                                    : new io.copyflow.publish.domain.HeldText(
                                            text.getContentHash(), text.getSourceRevision()),
                            version.getTextNumber(),
                            clearing(version.getWaiting()),
                            version.getHeld(),
                            version.getReviewNumber(),
                            clearing(version.getLive()),
                            version.getReleaseSequence(),
                            version.getFirstReleasedAt(),
                            version.getTakenDown()));
        }
        return new Family(
                state.getSourceLanguage(), state.getSourceRevision(), state.getSpiked(), state.getKilled(), versions);
    }

    @Override
    public FamilyCommand due(Instant now) {
        throw new IllegalStateException("Families have no timers, but one was due at " + now);
    }

    private static Ask<FamilyCommand> reaction(String storyId, String eventId, FamilyCommand command) {
        return Ask.reaction(Subject.of(storyId), eventId, Topics.PUBLISH, command);
    }

    private static List<SegmentOfKind> kinds(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new SegmentOfKind(segment.getId(), segment.getKind()))
                .toList();
    }

    private static StoryFacts facts(String storyId, StageData data) {
        StoryFacts facts = data.onShelf(FACTS, storyId);
        if (facts == null) {
            throw new IllegalStateException("Expected the story " + storyId
                    + " to be known before anything of it is released or taken down, but it is not.");
        }
        return facts;
    }

    private static Instant firstReleasedAt(Version version) {
        Instant first = version.firstReleasedAt();
        if (first == null) {
            throw new IllegalStateException("A version that was released has a time of its first release");
        }
        return first;
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

    private static List<Keep<?>> noFactsWhenOver(String storyId, Family after) {
        return after.isOver() ? List.of(new Keep<>(FACTS, storyId, null)) : List.of();
    }

    private static Keep<VersionText> noText(String storyId, String language) {
        return new Keep<>(TEXTS, textKey(storyId, language), null);
    }

    private static String textKey(String storyId, String language) {
        return storyId + "/" + language;
    }

    private static IllegalArgumentException unknownBody(Object body) {
        return new IllegalArgumentException("This version of publish-stage does not know the body "
                + body.getClass().getSimpleName());
    }
}
