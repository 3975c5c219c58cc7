package io.copyflow.ingest.gateway;

import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.ingest.domain.Limits;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryDecider;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.wire.StoryWire;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Decision;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Submissions as commands on copyflow.story.commands.v1, answered by what ingest makes of them. */
public final class KafkaStoryDesk implements StoryDesk {

    private final Asking asking;
    private final Supplier<Directory> directory;
    private final InstantSource clock;
    private final StoryWire wire = new StoryWire();
    private final StoryDecider decider = new StoryDecider(Limits.DEFAULT);

    /**
     * @param gateway must follow {@link Topics#STORY_EVENTS}
     * @param directory as it stands now
     */
    public KafkaStoryDesk(CommandGateway gateway, Supplier<Directory> directory, InstantSource clock) {
        this(
                (storyId, envelope) ->
                        gateway.ask(Topics.STORY_COMMANDS, storyId, envelope.getCommandId(), "SubmitStory", envelope),
                directory,
                clock);
    }

    KafkaStoryDesk(Asking asking, Supplier<Directory> directory, InstantSource clock) {
        this.asking = asking;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Answer> submit(Submission submission) {
        StoryCommandEnvelope envelope = envelope(submission);
        return asking.ask(envelope.getStoryId(), envelope).thenApply(outcome -> answer(envelope, outcome));
    }

    private Answer answer(StoryCommandEnvelope envelope, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                taken(
                        envelope.getStoryId(),
                        accepted(accepted.events().getFirst()),
                        accepted.eventIds().getFirst());
            case Outcome.Refused refused -> {
                boolean asAsked = refused.code().equals("already-accepted")
                        || refused.code().equals("nothing-to-do");
                yield asAsked
                        ? repeated(
                                envelope,
                                refused.eventIds().isEmpty()
                                        ? null
                                        : refused.eventIds().getFirst())
                        : new Answer.Refused(refused.code(), refused.sentence());
            }
        };
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
     * same rules, and differs from the first time only where editions were added or removed since.
     */
    private Answer repeated(StoryCommandEnvelope envelope, @Nullable String eventId) {
        Decision<StoryEvent> decision =
                decider.decide(Story.NONE, wire.command(envelope, clock.instant(), directory.get()));
        return switch (decision) {
            case Decision.Accepted<StoryEvent> accepted ->
                taken(
                        envelope.getStoryId(),
                        (StoryEvent.Accepted) accepted.events().getFirst(),
                        eventId);
            case Decision.Refused<StoryEvent> refused ->
                // The directory changed so much since that it would be refused today; the story is there all the same.
                new Answer.Taken(envelope.getStoryId(), 1, "", List.of(), "", eventId, true);
        };
    }

    private static Answer taken(String storyId, StoryEvent.Accepted accepted, @Nullable String eventId) {
        return new Answer.Taken(
                storyId, 1, accepted.language(), accepted.targets(), accepted.contentHash(), eventId, true);
    }

    private static Answer taken(String storyId, StoryAccepted accepted, String eventId) {
        return new Answer.Taken(
                storyId,
                accepted.getRevision(),
                accepted.getLanguage(),
                accepted.getTargets(),
                accepted.getContentHash(),
                eventId,
                false);
    }

    private static StoryAccepted accepted(Object event) {
        if (event instanceof StoryEventEnvelope envelope && envelope.getBody() instanceof StoryAccepted accepted) {
            return accepted;
        }
        throw new IllegalStateException("Expected a submission to be answered by StoryAccepted, but it was by "
                + event.getClass().getSimpleName());
    }

    /** Sends a command and gives its outcome. */
    @FunctionalInterface
    interface Asking {
        CompletableFuture<Outcome> ask(String storyId, StoryCommandEnvelope envelope);
    }
}
