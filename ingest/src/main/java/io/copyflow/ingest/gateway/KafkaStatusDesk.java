package io.copyflow.ingest.gateway;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WithholdStory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/**
 * What follows from the status a provider gives an item: commands to the kill switch and the gate, by the person who
 * hands the item in. Each has an id made of the submission's, so that it takes effect once however often it is sent.
 * Source: docs/semantics.md, rules 4 and 22.
 */
final class KafkaStatusDesk {

    /** All is as asked. */
    private static final Set<String> AS_ASKED = Set.of("already-accepted", "nothing-to-do", "already-killed");

    private final Killing killing;
    private final Gating gating;
    private final InstantSource clock;

    KafkaStatusDesk(Killing killing, Gating gating, InstantSource clock) {
        this.killing = killing;
        this.gating = gating;
        this.clock = clock;
    }

    /** @param gateway must follow {@link Topics#KILLS} and {@link Topics#PUBLICATION_EVENTS} */
    static KafkaStatusDesk over(CommandGateway gateway, InstantSource clock) {
        return new KafkaStatusDesk(
                envelope -> gateway.ask(
                        Topics.KILL_COMMANDS, envelope.getStoryId(), envelope.getCommandId(), "KillStory", envelope),
                envelope -> gateway.ask(
                        Topics.PUBLICATION_COMMANDS,
                        envelope.getStoryId(),
                        envelope.getCommandId(),
                        ((SpecificRecord) envelope.getBody()).getSchema().getName(),
                        envelope),
                clock);
    }

    /** Kills the story of an item, also one that has not come yet. */
    CompletableFuture<StoryDesk.Answer> cancel(Submission submission) {
        KillCommandEnvelope envelope = new KillCommandEnvelope(
                "cancel:" + submission.commandId(),
                submission.storyId(),
                submission.person(),
                now(),
                new KillStory("Its provider canceled the item " + item(submission)),
                null);
        return killing.kill(envelope).thenApply(outcome -> switch (outcome) {
            case Outcome.Accepted _ -> new StoryDesk.Answer.Killed(submission.storyId(), false);
            case Outcome.Refused refused ->
                AS_ASKED.contains(refused.code())
                        ? new StoryDesk.Answer.Killed(submission.storyId(), true)
                        : refused("The item was canceled by its provider, but the story was not killed: ", refused);
        });
    }

    /** Withholds the story of an item. */
    CompletableFuture<StoryDesk.Answer> withhold(Submission submission, StoryDesk.Answer taken) {
        return ask(
                "withhold:",
                new WithholdStory("Its provider withholds the item " + item(submission)),
                submission,
                taken,
                "The item is withheld by its provider, but the story was not: ");
    }

    /** Ends what {@link #withhold} began. */
    CompletableFuture<StoryDesk.Answer> unwithhold(Submission submission, StoryDesk.Answer taken) {
        return ask(
                "unwithhold:",
                new UnwithholdStory("Its provider made the item usable again: " + item(submission)),
                submission,
                taken,
                "The item is usable again, but the story is withheld still: ");
    }

    private CompletableFuture<StoryDesk.Answer> ask(
            String prefix, SpecificRecord body, Submission submission, StoryDesk.Answer taken, String instead) {
        PublicationCommandEnvelope envelope = new PublicationCommandEnvelope(
                prefix + submission.commandId(), submission.storyId(), "", submission.person(), now(), body, null);
        return gating.ask(envelope).thenApply(outcome -> switch (outcome) {
            case Outcome.Accepted _ -> taken;
            case Outcome.Refused refused -> AS_ASKED.contains(refused.code()) ? taken : refused(instead, refused);
        });
    }

    private static StoryDesk.Answer refused(String instead, Outcome.Refused refused) {
        return new StoryDesk.Answer.Refused(refused.code(), instead + refused.sentence());
    }

    private static String item(Submission submission) {
        return SubmissionFormats.shown(submission.draft().clientId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Sends a kill and gives its outcome. */
    @FunctionalInterface
    interface Killing {
        CompletableFuture<Outcome> kill(KillCommandEnvelope envelope);
    }

    /** Sends a command to the gate and gives its outcome. */
    @FunctionalInterface
    interface Gating {
        CompletableFuture<Outcome> ask(PublicationCommandEnvelope envelope);
    }
}
