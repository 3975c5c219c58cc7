package io.copyflow.ingest.gateway;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

/** What follows from the status a provider gives an item. Source: docs/semantics.md, rules 4 and 22. */
final class StatusDesk {

    private final Killing killing;
    private final InstantSource clock;

    StatusDesk(Killing killing, InstantSource clock) {
        this.killing = killing;
        this.clock = clock;
    }

    /** @param gateway must follow {@link Topics#KILLS} */
    static StatusDesk over(CommandGateway gateway, InstantSource clock) {
        return new StatusDesk(
                envelope -> gateway.ask(
                        Topics.KILL_COMMANDS, envelope.getStoryId(), envelope.getCommandId(), "KillStory", envelope),
                clock);
    }

    /** Kills the story of an item, also one that has not come yet. Safe to repeat. */
    CompletableFuture<StoryDesk.Answer> cancel(Submission submission) {
        KillCommandEnvelope envelope = new KillCommandEnvelope(
                "cancel:" + submission.commandId(),
                submission.storyId(),
                submission.person(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                new KillStory("Its provider canceled the item "
                        + SubmissionFormats.shown(submission.draft().clientId())),
                null);
        return killing.kill(envelope).thenApply(outcome -> switch (outcome) {
            case Outcome.Accepted _ -> new StoryDesk.Answer.Killed(submission.storyId(), false);
            case Outcome.Refused refused -> switch (refused.code()) {
                case "already-accepted", "already-killed", "nothing-to-do" ->
                    new StoryDesk.Answer.Killed(submission.storyId(), true);
                default ->
                    new StoryDesk.Answer.Refused(
                            refused.code(),
                            "The item was canceled by its provider, but the story was not killed: "
                                    + refused.sentence());
            };
        });
    }

    /** Sends a kill and gives its outcome. */
    @FunctionalInterface
    interface Killing {
        CompletableFuture<Outcome> kill(KillCommandEnvelope envelope);
    }
}
