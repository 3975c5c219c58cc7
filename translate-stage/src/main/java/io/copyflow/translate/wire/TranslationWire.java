package io.copyflow.translate.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Actor;
import io.copyflow.contract.LanguageTag;
import io.copyflow.directory.Directory;
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
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.translate.domain.Source;
import io.copyflow.translate.domain.SourceRevision;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationCommand;
import io.copyflow.translate.domain.TranslationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Translates between the topics and the domain of translating. */
public final class TranslationWire implements StageWire<Translation, TranslationCommand, TranslationEvent> {

    /** What has to be remembered of each story's source, by story id. */
    public static final Shelf<SourceState> SOURCES = new Shelf<>("source-store", SourceState.class);

    /** How long a claim lasts where the directory has no edition for a story's target (yet, or any more). */
    static final Duration LEASE_WITHOUT_EDITION = Duration.ofHours(2);

    @Override
    public Reading<TranslationCommand> read(Inbound inbound, StageData data) {
        return switch (inbound.value()) {
            case StoryEventEnvelope event -> story(event, inbound, data);
            case ReviewEventEnvelope event -> review(event, inbound, data);
            case TranslationCommandEnvelope command -> Reading.of(command(command, inbound.now(), data.directory()));
            default -> throw unexpected(inbound.value());
        };
    }

    private static Reading<TranslationCommand> story(StoryEventEnvelope event, Inbound inbound, StageData data) {
        String story = event.getStoryId();
        Source before = source(story, data);
        return switch (event.getBody()) {
            case StoryAccepted accepted -> {
                Source after = before.stands(
                        accepted.getLanguage(),
                        new SourceRevision(
                                accepted.getRevision(),
                                TextWire.sourceSegments(accepted.getSegments()),
                                accepted.getAuthors()),
                        accepted.getUrgency(),
                        canonical(accepted.getTargets()));
                yield reading(story, before, after, queue(story, event.getEventId(), after, inbound.now(), data));
            }
            case StoryRevised revised -> {
                Source after = before.stands(
                        revised.getLanguage(),
                        new SourceRevision(
                                revised.getRevision(),
                                TextWire.sourceSegments(revised.getSegments()),
                                revised.getAuthors()),
                        revised.getUrgency(),
                        canonical(revised.getTargets()));
                yield reading(story, before, after, queue(story, event.getEventId(), after, inbound.now(), data));
            }
            case StorySpiked spiked ->
                reading(
                        story,
                        before,
                        before.dropped(),
                        canonical(spiked.getTargets()).stream()
                                .map(target -> reaction(
                                        story,
                                        target,
                                        event.getEventId(),
                                        new TranslationCommand.Cancel(spiked.getReason())))
                                .toList());
            default -> throw unexpected(event.getBody());
        };
    }

    private static Reading<TranslationCommand> review(ReviewEventEnvelope event, Inbound inbound, StageData data) {
        String story = event.getStoryId();
        return switch (event.getBody()) {
            case VersionApproved _ -> {
                Source before = source(story, data);
                Source after = before.approved(event.getLanguage());
                yield after.equals(before)
                        ? Reading.nothing()
                        : reading(story, before, after, queue(story, event.getEventId(), after, inbound.now(), data));
            }
            case ChangesRequested changes ->
                Reading.of(reaction(
                        story,
                        event.getLanguage(),
                        event.getEventId(),
                        new TranslationCommand.ReturnForChanges(
                                changes.getContentHash(), commentedOn(changes.getComments()))));
            case VersionRejected rejected ->
                Reading.of(reaction(
                        story,
                        event.getLanguage(),
                        event.getEventId(),
                        new TranslationCommand.ReturnRejected(rejected.getContentHash())));
            case ReviewRequested _, SignedOff _, VersionCleared _, ReviewVoided _ -> Reading.nothing();
            default -> throw unexpected(event.getBody());
        };
    }

    private static Ask<TranslationCommand> command(
            TranslationCommandEnvelope envelope, Instant now, Directory directory) {
        String canonical = LanguageTag.canonical(envelope.getLanguage());
        // a tag that is none goes on as it came, for the decider to refuse
        String language = canonical == null ? envelope.getLanguage() : canonical;
        Actor actor = directory.actor(envelope.getActor());
        TranslationCommand command = switch (envelope.getBody()) {
            case ClaimTranslation _ -> new TranslationCommand.Claim(language, actor, now);
            case ReleaseClaim _ -> new TranslationCommand.Release(language, actor, now);
            case SubmitTranslation submit ->
                new TranslationCommand.Submit(
                        language, actor, now, submit.getSourceRevision(), TextWire.draft(submit.getSegments()));
            default -> throw unexpected(envelope.getBody());
        };
        return new Ask<>(
                Subject.of(envelope.getStoryId(), language),
                envelope.getCommandId(),
                envelope.getActor(),
                (SpecificRecord) envelope.getBody(),
                command);
    }

    private static List<Ask<TranslationCommand>> queue(
            String story, String eventId, Source source, Instant now, StageData data) {
        return source.targets().stream()
                .filter(target ->
                        source.isWanted(waitsForApproval(data.directory().edition(target))))
                .map(target -> reaction(
                        story, target, eventId, queue(source, data.directory().edition(target), now)))
                .toList();
    }

    private static boolean waitsForApproval(@Nullable Edition edition) {
        return edition != null && edition.getTranslate() == TranslateWhen.ON_APPROVAL;
    }

    private static TranslationCommand queue(Source source, @Nullable Edition edition, Instant now) {
        Long deadline = edition == null ? null : edition.getDeadlineMillis();
        return new TranslationCommand.Queue(
                Objects.requireNonNull(source.language()),
                source.newest(),
                source.urgency(),
                deadline == null ? null : now.plusMillis(deadline),
                edition == null ? LEASE_WITHOUT_EDITION.toMillis() : edition.getLeaseMillis());
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
            String story, Source before, Source after, List<Ask<TranslationCommand>> asks) {
        Source remembered = after.remembered();
        List<Keep<?>> keeps = remembered.equals(before)
                ? List.of()
                : List.of(new Keep<>(SOURCES, story, StateWire.write(remembered)));
        return new Reading<>(asks, keeps);
    }

    private static Source source(String story, StageData data) {
        SourceState kept = data.onShelf(SOURCES, story);
        return kept == null ? Source.UNKNOWN : StateWire.read(kept);
    }

    @Override
    public Writing write(TranslationEvent event, EventContext context, Translation after, StageData data) {
        SpecificRecord body = body(event);
        TranslationEventEnvelope envelope = new TranslationEventEnvelope(
                context.eventId(),
                context.subject().key(),
                context.subject().part(),
                context.actor(),
                context.at(),
                context.commandId(),
                body);
        return Writing.of(new Output(
                Topics.TRANSLATION_EVENTS,
                context.subject().key(),
                envelope,
                body.getSchema().getName()));
    }

    private static SpecificRecord body(TranslationEvent event) {
        return switch (event) {
            case TranslationEvent.Queued queued ->
                new TranslationQueued(
                        queued.sourceLanguage(), queued.source().number(), queued.urgency(), queued.deadline());
            case TranslationEvent.Claimed claimed -> new TranslationClaimed(claimed.holder(), claimed.leaseUntil());
            case TranslationEvent.ClaimReleased released ->
                new ClaimReleased(released.holder(), TextWire.claimEnd(released.reason()));
            case TranslationEvent.Submitted submitted ->
                new TranslationSubmitted(
                        submitted.sourceRevision(),
                        TextWire.translated(submitted.segments()),
                        submitted.contentHash(),
                        submitted.contributors(),
                        submitted.translators());
            case TranslationEvent.Reopened reopened ->
                new TranslationReopened(
                        reopened.source().number(), TextWire.reopenReason(reopened.reason()), reopened.open());
            case TranslationEvent.Cancelled cancelled -> new TranslationCancelled(cancelled.reason());
        };
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
        return new TranslationCommand.EndLease(now);
    }

    private static IllegalArgumentException unexpected(Object value) {
        return new IllegalArgumentException(
                "translate-stage reads no " + value.getClass().getSimpleName() + " here");
    }
}
