package io.copyflow.ingest.gateway;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Refusal;
import io.copyflow.directory.Directory;
import io.copyflow.ingest.domain.ItemStatus;
import io.copyflow.ingest.domain.Limits;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryDecider;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.wire.StoryWire;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Decision;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.story.SourceItem;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Submissions as commands on copyflow.story.commands.v1, answered by what ingest makes of them. */
public final class KafkaStoryDesk implements StoryDesk {

    private final Asking asking;
    private final KafkaStatusDesk statuses;
    private final Supplier<Directory> directory;
    private final InstantSource clock;
    private final StoryWire wire = new StoryWire();
    private final StoryDecider decider = new StoryDecider(Limits.DEFAULT);

    /**
     * @param gateway must follow {@link Topics#STORY_EVENTS} and what {@link KafkaStatusDesk#over} asks for
     * @param directory as it stands now
     */
    public KafkaStoryDesk(CommandGateway gateway, Supplier<Directory> directory, InstantSource clock) {
        this(
                (storyId, envelope) ->
                        gateway.ask(Topics.STORY_COMMANDS, storyId, envelope.getCommandId(), "SubmitStory", envelope),
                KafkaStatusDesk.over(gateway, clock),
                directory,
                clock);
    }

    KafkaStoryDesk(Asking asking, KafkaStatusDesk statuses, Supplier<Directory> directory, InstantSource clock) {
        this.asking = asking;
        this.statuses = statuses;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Answer> submit(Submission submission) {
        StoryCommandEnvelope envelope = envelope(submission);
        return asking.ask(envelope.getStoryId(), envelope)
                .thenCompose(outcome -> follow(submission, answer(envelope, submission, outcome), outcome));
    }

    /** What the item's status asks for besides; also of a repeat, whose first answer may have been cut short. */
    private CompletableFuture<Answer> follow(Submission submission, Answer answer, Outcome outcome) {
        boolean isStanding = isAsAsked(outcome);
        return switch (submission.status()) {
            case CANCELED -> isStanding ? statuses.cancel(submission) : CompletableFuture.completedFuture(answer);
            case WITHHELD ->
                isStanding ? statuses.withhold(submission, answer) : CompletableFuture.completedFuture(answer);
            case USABLE, RESTORED ->
                isRestored(outcome)
                        ? statuses.unwithhold(submission, answer)
                        : CompletableFuture.completedFuture(answer);
        };
    }

    /** Whether the item was withheld before. */
    private static boolean isRestored(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted accepted)) {
            return false;
        }
        SourceItem item = switch (body(accepted.events().getFirst())) {
            case StoryRevised revised -> revised.getSourceItem();
            case SourceItemFollowed followed -> followed.getSourceItem();
            default -> null;
        };
        return item != null && item.getStatus() == io.copyflow.schemas.story.ItemStatus.RESTORED;
    }

    private static boolean isAsAsked(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> true;
            case Outcome.Refused refused ->
                refused.code().equals("already-accepted") || refused.code().equals("nothing-to-do");
        };
    }

    private Answer answer(StoryCommandEnvelope envelope, Submission submission, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                taken(
                        envelope.getStoryId(),
                        body(accepted.events().getFirst()),
                        accepted.eventIds().getFirst());
            case Outcome.Refused refused
            when isAsAsked(refused) ->
                submission.status() == ItemStatus.CANCELED
                        ? new Answer.Killed(envelope.getStoryId(), true)
                        : repeated(
                                envelope,
                                refused.eventIds().isEmpty()
                                        ? null
                                        : refused.eventIds().getFirst());
            case Outcome.Refused refused
            when refused.code().equals("item-not-newer") ->
                new Answer.PassedOver(envelope.getStoryId(), refused.code(), refused.sentence());
            case Outcome.Refused refused -> new Answer.Refused(refused.code(), refused.sentence());
        };
    }

    @Override
    public @Nullable Refusal refusal(String person) {
        return StoryDecider.refusal(directory.get().actor(person));
    }

    @Override
    public WireDefaults wireDefaults() {
        Newsroom newsroom = directory.get().newsroom();
        return newsroom == null
                ? WireDefaults.NONE
                : new WireDefaults(newsroom.getWireLanguage(), newsroom.getWirePerson());
    }

    private StoryCommandEnvelope envelope(Submission submission) {
        SubmissionDraft draft = submission.draft();
        return new StoryCommandEnvelope(
                submission.commandId(),
                submission.storyId(),
                submission.person(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                StoryWire.submitStory(
                        draft.clientId(),
                        submission.language(),
                        draft.blocks(),
                        draft.desk(),
                        draft.bureau(),
                        draft.urgency(),
                        draft.targets(),
                        draft.sourceItem(),
                        draft.embargo(),
                        draft.revisionClass(),
                        draft.revisionNote()));
    }

    /**
     * The first answer again. The event's id comes from the stage's memory; the rest follows from the submission by the
     * same rules, and differs from the first time only where editions were added or removed since. Of a revision only
     * the id is known.
     */
    private Answer repeated(StoryCommandEnvelope envelope, @Nullable String eventId) {
        if (eventId != null && !eventId.endsWith(":1")) {
            return new Answer.Taken(envelope.getStoryId(), 0, "", List.of(), "", eventId, true);
        }
        Decision<StoryEvent> decision =
                decider.decide(Story.NONE, wire.command(envelope, clock.instant(), directory.get()));
        return switch (decision) {
            case Decision.Accepted<StoryEvent>(List<StoryEvent> events)
            when !events.isEmpty() && events.getFirst() instanceof StoryEvent.Accepted accepted ->
                new Answer.Taken(
                        envelope.getStoryId(),
                        1,
                        accepted.language(),
                        accepted.targets(),
                        accepted.contentHash(),
                        eventId,
                        true);
            // The directory changed so much since that it would be refused today; the story is there all the same.
            case Decision.Accepted<StoryEvent> _, Decision.Refused<StoryEvent> _ ->
                new Answer.Taken(envelope.getStoryId(), 1, "", List.of(), "", eventId, true);
        };
    }

    private static Answer taken(String storyId, Object body, String eventId) {
        return switch (body) {
            case StoryAccepted accepted ->
                new Answer.Taken(
                        storyId,
                        accepted.getRevision(),
                        accepted.getLanguage(),
                        accepted.getTargets(),
                        accepted.getContentHash(),
                        eventId,
                        false);
            case StoryRevised revised ->
                new Answer.Taken(
                        storyId,
                        revised.getRevision(),
                        revised.getLanguage(),
                        revised.getTargets(),
                        revised.getContentHash(),
                        eventId,
                        false);
            case SourceItemFollowed followed ->
                new Answer.Taken(storyId, followed.getRevision(), "", List.of(), "", eventId, false);
            default ->
                throw new IllegalStateException("Expected a submission to be answered by a story that was accepted or"
                        + " revised, but it was by " + body.getClass().getSimpleName());
        };
    }

    private static Object body(Object event) {
        return event instanceof StoryEventEnvelope envelope ? envelope.getBody() : event;
    }

    /** Sends a command and gives its outcome. */
    @FunctionalInterface
    interface Asking {
        CompletableFuture<Outcome> ask(String storyId, StoryCommandEnvelope envelope);
    }
}
