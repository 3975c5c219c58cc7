package io.copyflow.translate.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.PublishedMetadata;
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
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.translate.domain.PairedVersion;
import io.copyflow.translate.domain.Reference;
import io.copyflow.translate.domain.Source;
import io.copyflow.translate.domain.SourceMove;
import io.copyflow.translate.domain.SourceText;
import io.copyflow.translate.domain.Terms;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationCommand;
import io.copyflow.translate.domain.TranslationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Translates between the topics and the domain of translating. */
public final class TranslationWire implements StageWire<Translation, TranslationCommand, TranslationEvent> {

    /** What is known of each story's source, by story id. */
    public static final Shelf<SourceState> SOURCES = new Shelf<>("source-store", SourceState.class);

    /** Versions that were handed in and not cleared yet, with their source, by story id and language. */
    public static final Shelf<io.copyflow.schemas.state.PairedVersion> HANDED_IN =
            new Shelf<>("handed-in-store", io.copyflow.schemas.state.PairedVersion.class);

    /** How long a claim lasts where the directory has no edition for a story's target (yet, or any more). */
    static final Duration LEASE_WITHOUT_EDITION = Duration.ofHours(2);

    /** How long a draft is waited for where the edition does not say. */
    static final Duration DRAFT_PATIENCE = Duration.ofMinutes(2);

    private final DirectoryGlossary glossary = new DirectoryGlossary();

    @Override
    public Reading<TranslationCommand> read(Inbound inbound, StageData data) {
        Instant now = inbound.now();
        return switch (inbound.value()) {
            case StoryEventEnvelope event -> story(event, now, data);
            case ReviewEventEnvelope event -> review(event, now, data);
            case TranslationCommandEnvelope command -> {
                Ask<TranslationCommand> ask =
                        CommandWire.ask(command, now, data.directory(), () -> reference(command.getStoryId(), data));
                yield Reading.of(isKilled(command.getStoryId(), data) ? ofKilled(ask) : ask);
            }
            case StoryKilled killed -> killed(killed, data);
            default -> throw unexpected(inbound.value());
        };
    }

    private static Reading<TranslationCommand> story(StoryEventEnvelope event, Instant now, StageData data) {
        String story = event.getStoryId();
        Source before = source(story, data);
        return switch (event.getBody()) {
            case StoryAccepted accepted -> {
                Source after = before.stands(
                        new PublishedMetadata(
                                story,
                                accepted.getLanguage(),
                                accepted.getUrgency(),
                                accepted.getDesk(),
                                accepted.getBureau()),
                        SourceText.of(
                                accepted.getRevision(), TextWire.source(accepted.getSegments()), accepted.getAuthors()),
                        canonical(accepted.getTargets()));
                yield reading(
                        story,
                        before,
                        after,
                        kinds(story, before, after, accepted.getSegments(), data),
                        queue(story, event.getEventId(), after, null, now, data));
            }
            case StoryRevised revised -> {
                Source after = before.stands(
                        new PublishedMetadata(
                                story,
                                revised.getLanguage(),
                                revised.getUrgency(),
                                revised.getDesk(),
                                revised.getBureau()),
                        SourceText.of(
                                revised.getRevision(), TextWire.source(revised.getSegments()), revised.getAuthors()),
                        canonical(revised.getTargets()));
                SourceMove move = after.moveFrom(before, TextWire.meant(revised.getRevisionClass()), event.getActor());
                yield reading(
                        story,
                        before,
                        after,
                        kinds(story, before, after, revised.getSegments(), data),
                        queue(story, event.getEventId(), after, move, now, data));
            }
            case StorySpiked spiked ->
                reading(
                        story,
                        before,
                        before.dropped(),
                        List.of(),
                        canonical(spiked.getTargets()).stream()
                                .map(target -> reaction(
                                        story,
                                        target,
                                        event.getEventId(),
                                        new TranslationCommand.Cancel(spiked.getReason())))
                                .toList());
            // the text stays as it is
            case SourceItemFollowed _ -> Reading.nothing();
            default -> throw unexpected(event.getBody());
        };
    }

    /** What is queued, held or handed in ends; the shelf keeps what comes later, or came too early, from beginning. */
    private static Reading<TranslationCommand> killed(StoryKilled killed, StageData data) {
        String story = killed.getStoryId();
        Source before = source(story, data);
        return reading(
                story,
                before,
                before.withKill(),
                List.of(),
                before.targets().stream()
                        .map(target -> reaction(
                                story,
                                target,
                                killed.getEventId(),
                                new TranslationCommand.Cancel("The story was killed: " + killed.getReason())))
                        .toList());
    }

    private static Ask<TranslationCommand> ofKilled(Ask<TranslationCommand> ask) {
        return new Ask<>(
                ask.subject(), ask.commandId(), ask.actor(), ask.asked(), new TranslationCommand.AskOfKilled());
    }

    private static Reading<TranslationCommand> review(ReviewEventEnvelope event, Instant now, StageData data) {
        String story = event.getStoryId();
        return switch (event.getBody()) {
            case VersionApproved _ when isOfTranslation(event, data) -> Reading.nothing();
            case VersionApproved _ -> {
                Source before = source(story, data);
                Source after = before.approved(event.getLanguage());
                yield after.equals(before)
                        ? Reading.nothing()
                        : reading(
                                story,
                                before,
                                after,
                                keptKinds(story, data),
                                queue(story, event.getEventId(), after, null, now, data));
            }
            case ChangesRequested changes ->
                Reading.of(reaction(
                        story,
                        event.getLanguage(),
                        event.getEventId(),
                        new TranslationCommand.ReturnForChanges(
                                changes.getContentHash(),
                                commentedOn(changes.getComments()),
                                terms(event.getEventId(), event.getLanguage(), now, data))));
            case VersionRejected rejected ->
                Reading.of(reaction(
                        story,
                        event.getLanguage(),
                        event.getEventId(),
                        new TranslationCommand.ReturnRejected(
                                rejected.getContentHash(), terms(event.getEventId(), event.getLanguage(), now, data))));
            case VersionCleared cleared -> cleared(event, cleared, data);
            case ReviewRequested _, SignedOff _, ReviewVoided _, WarningWaived _ -> Reading.nothing();
            // what is said opens no work: only requested changes do
            case CommentAdded _, CommentResolved _, GlassBroken _, Countersigned _ -> Reading.nothing();
            default -> throw unexpected(event.getBody());
        };
    }

    /** The source's own version, and one that is remembered already, lie on no shelf. */
    private static Reading<TranslationCommand> cleared(
            ReviewEventEnvelope event, VersionCleared cleared, StageData data) {
        Subject subject = Subject.of(event.getStoryId(), event.getLanguage());
        io.copyflow.schemas.state.PairedVersion handedIn = data.onShelf(HANDED_IN, subject.id());
        return handedIn == null
                ? Reading.nothing()
                : Reading.of(reaction(
                        event.getStoryId(),
                        event.getLanguage(),
                        event.getEventId(),
                        new TranslationCommand.Remember(
                                cleared.getContentHash(), event.getOccurredAt(), StateWire.read(handedIn))));
    }

    /** Asks all targets: those that wait for approval may have been queued under another setting. */
    private static List<Ask<TranslationCommand>> queue(
            String story, String eventId, Source source, @Nullable SourceMove move, Instant now, StageData data) {
        String language = source.language();
        if (language == null) {
            return List.of();
        }
        return source.targets().stream()
                .map(target -> reaction(
                        story,
                        target,
                        eventId,
                        new TranslationCommand.Queue(
                                language,
                                source.newest(),
                                move,
                                source.isWanted(
                                        waitsForApproval(data.directory().edition(target))),
                                source.urgency(),
                                terms(eventId, target, now, data))))
                .toList();
    }

    private static boolean waitsForApproval(@Nullable Edition edition) {
        return edition != null && edition.getTranslate() == TranslateWhen.ON_APPROVAL;
    }

    private static Terms terms(String eventId, String language, Instant now, StageData data) {
        Edition edition = data.directory().edition(language);
        if (edition == null) {
            return new Terms(now, null, LEASE_WITHOUT_EDITION.toMillis(), null);
        }
        Long deadline = edition.getDeadlineMillis();
        return new Terms(
                now,
                deadline == null ? null : now.plusMillis(deadline),
                edition.getLeaseMillis(),
                drafting(eventId, edition, now));
    }

    private static Terms.@Nullable Drafting drafting(String eventId, Edition edition, Instant now) {
        String engine = edition.getDraftFrom();
        Long within = edition.getDraftWithinMillis();
        return engine == null
                ? null
                : new Terms.Drafting(
                        eventId + "/" + edition.getLanguage(),
                        engine,
                        now.plusMillis(within == null ? DRAFT_PATIENCE.toMillis() : within));
    }

    /** Empty when any comment is on the whole version. */
    private static Set<String> commentedOn(List<Comment> comments) {
        Set<String> segments = new HashSet<>();
        for (Comment comment : comments) {
            if (comment.getSegmentId() == null) {
                return Set.of();
            }
            segments.add(comment.getSegmentId());
        }
        return segments;
    }

    private static List<String> canonical(List<String> tags) {
        return tags.stream()
                .map(LanguageTag::canonical)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Ask<TranslationCommand> reaction(
            String story, String language, String eventId, TranslationCommand command) {
        return Ask.reaction(Subject.of(story, language), eventId, Topics.TRANSLATE, command);
    }

    private static Reading<TranslationCommand> reading(
            String story, Source before, Source after, List<SegmentKind> kinds, List<Ask<TranslationCommand>> asks) {
        List<Keep<?>> keeps =
                after.equals(before) ? List.of() : List.of(new Keep<>(SOURCES, story, StateWire.write(after, kinds)));
        return new Reading<>(asks, keeps);
    }

    private static List<SegmentKind> kinds(
            String story, Source before, Source after, List<Segment> segments, StageData data) {
        return after.newest().equals(before.newest())
                ? keptKinds(story, data)
                : segments.stream().map(Segment::getKind).toList();
    }

    private static List<SegmentKind> keptKinds(String story, StageData data) {
        SourceState kept = data.onShelf(SOURCES, story);
        return kept == null ? List.of() : kept.getKinds();
    }

    private Reference reference(String story, StageData data) {
        Source source = source(story, data);
        return new Reference(source.newest().passages(), source.metadata(story), glossary.of(data.directory()));
    }

    /** Of most approvals this is all that need be known, and the source's text is not read for them. */
    private static boolean isOfTranslation(ReviewEventEnvelope event, StageData data) {
        SourceState kept = data.onShelf(SOURCES, event.getStoryId());
        return kept != null && kept.getLanguage() != null && !kept.getLanguage().equals(event.getLanguage());
    }

    private static boolean isKilled(String story, StageData data) {
        SourceState kept = data.onShelf(SOURCES, story);
        return kept != null && kept.getKilled();
    }

    private static Source source(String story, StageData data) {
        SourceState kept = data.onShelf(SOURCES, story);
        return kept == null ? Source.UNKNOWN : StateWire.read(kept);
    }

    @Override
    public Writing write(TranslationEvent event, EventContext context, Translation after, StageData data) {
        Subject subject = context.subject();
        List<Output> outputs = new ArrayList<>();
        SpecificRecord body = EventWire.body(event);
        if (body != null) {
            TranslationEventEnvelope envelope = new TranslationEventEnvelope(
                    context.eventId(),
                    subject.key(),
                    subject.part(),
                    context.actor(),
                    context.at(),
                    context.commandId(),
                    body);
            outputs.add(new Output(
                    Topics.TRANSLATION_EVENTS,
                    subject.key(),
                    envelope,
                    body.getSchema().getName()));
        }
        List<Keep<?>> keeps = new ArrayList<>(QueueWire.keeps(event, subject, after));
        keeps.addAll(TextShelf.keeps(event, subject, after, data));
        switch (event) {
            case TranslationEvent.DraftRequested requested -> outputs.add(DraftWire.order(requested, subject));
            case TranslationEvent.Submitted submitted ->
                keeps.add(new Keep<>(HANDED_IN, subject.id(), handedIn(submitted, subject, after, data)));
            case TranslationEvent.Remembered remembered -> {
                outputs.addAll(MemoryWire.outputs(remembered, subject));
                keeps.add(new Keep<>(HANDED_IN, subject.id(), null));
            }
            case TranslationEvent.Cancelled _ -> keeps.add(new Keep<>(HANDED_IN, subject.id(), null));
            case TranslationEvent.Queued _,
                    TranslationEvent.Claimed _,
                    TranslationEvent.ClaimReleased _,
                    TranslationEvent.DraftSaved _,
                    TranslationEvent.SourceAcknowledged _,
                    TranslationEvent.Reopened _,
                    TranslationEvent.Overdue _,
                    TranslationEvent.DraftOffered _,
                    TranslationEvent.DraftFailed _ -> {
                // told above, and nothing else follows
            }
        }
        return new Writing(outputs, keeps);
    }

    private static io.copyflow.schemas.state.PairedVersion handedIn(
            TranslationEvent.Submitted submitted, Subject subject, Translation after, StageData data) {
        return StateWire.write(
                PairedVersion.of(after, submitted, source(subject.key(), data).newest()));
    }

    @Override
    public TranslationState writeState(Translation state) {
        return StateWire.write(state);
    }

    @Override
    public Translation readState(SpecificRecord state) {
        return StateWire.read((TranslationState) state);
    }

    @Override
    public TranslationCommand due(Instant now) {
        return new TranslationCommand.Wake(now);
    }

    static IllegalArgumentException unexpected(Object value) {
        return new IllegalArgumentException(
                "translate-stage reads no " + value.getClass().getSimpleName() + " here");
    }
}
