package io.copyflow.desk.ask;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Refusal;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Asks the stages, and waits until the desk itself has read what came of it: whoever is shown a page afterwards sees it.
 *
 * <p>The stages decide. What the desk checks before, it checks to say so sooner.
 */
public final class Commands {

    /** Answers on which it waits. */
    public static final List<Topic<?>> ANSWERS = List.of(
            Topics.STORY_EVENTS,
            Topics.TRANSLATION_EVENTS,
            Topics.REVIEW_EVENTS,
            Topics.PUBLICATION_EVENTS,
            Topics.KILLS);

    private static final Set<String> AS_ASKED = Set.of("already-accepted", "nothing-to-do");

    private final Asking asking;
    private final Reading reading;
    private final ClaimLimit claimLimit;
    private final Supplier<Directory> directory;
    private final Turnstile turnstile = new Turnstile();
    private final Duration patience;
    private final InstantSource clock;

    /** Sends a command and gives its outcome, as {@link io.copyflow.runtime.CommandGateway#ask} does. */
    @FunctionalInterface
    public interface Asking {
        <C extends SpecificRecord> CompletableFuture<Outcome> ask(
                Topic<C> topic, String key, String commandId, String type, C envelope);
    }

    /** Waits until the read model has passed an event. */
    @FunctionalInterface
    public interface Reading {

        /** @return whether it was in time */
        boolean await(String eventId, Duration patience);
    }

    /** Knows, of the read model, what translators hold. */
    @FunctionalInterface
    public interface Holding {

        /** What a person holds. */
        Set<Task> of(String person);
    }

    /** The translation of a story into a language. */
    public record Task(String storyId, String language) {}

    /**
     * Somebody who asks for something.
     *
     * @param commandId of the form they asked with: sent again, it is the same command
     * @param person their id
     */
    public record Asker(String commandId, String person) {}

    /**
     * @param holding what counts for the claim limit
     * @param directory who may ask for what
     * @param patience how long to wait for an answer, and again for the desk to read what came of it
     */
    public Commands(
            Asking asking,
            Reading reading,
            Holding holding,
            Supplier<Directory> directory,
            Duration patience,
            InstantSource clock) {
        this.asking = asking;
        this.reading = reading;
        this.claimLimit = new ClaimLimit(holding);
        this.directory = directory;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Asks for something about a story.
     *
     * @param done what to say when it is done
     */
    public Told story(Asker asker, String storyId, SpecificRecord body, String done) {
        return Told.of(ask(asker, storyId, "", body), done);
    }

    /** Asks for something about a translation. */
    public Told translation(Asker asker, String storyId, String language, SpecificRecord body, String done) {
        return Told.of(ask(asker, storyId, language, body), done);
    }

    /** Asks for something about a review. */
    public Told review(Asker asker, String storyId, String language, SpecificRecord body, String done) {
        return Told.of(ask(asker, storyId, language, body), done);
    }

    /**
     * Asks for something about a release.
     *
     * @param language empty for the whole story
     */
    public Told publication(Asker asker, String storyId, String language, SpecificRecord body, String done) {
        return Told.of(ask(asker, storyId, language, body), done);
    }

    /** Asks for a story to be killed. */
    public Told kill(Asker asker, String storyId, KillStory body, String done) {
        return Told.of(ask(asker, storyId, "", body), done);
    }

    /**
     * Asks for something: the one way from here to the stages, for pages and programs alike.
     *
     * @param language of the version it is about; empty for a whole story
     * @param body a command's, as {@link Deed} has them
     */
    public Answer ask(Asker asker, String storyId, String language, SpecificRecord body) {
        Deed deed = Deed.of(body);
        Refusal refusal = deed.refusal(directory.get().actor(asker.person), language);
        if (refusal != null) {
            return new Answer.Refused(refusal.code(), refusal.sentence());
        }
        // a kill is never told to come later
        boolean isUrgent = deed == Deed.KILL;
        long began = System.nanoTime();
        Refusal busy = turnstile.enter(asker.person, isUrgent);
        if (busy != null) {
            return new Answer.Busy(busy);
        }
        try {
            return deed == Deed.CLAIM
                    ? claim(asker, new Task(storyId, language), body)
                    : sent(deed, asker, storyId, language, body);
        } finally {
            turnstile.leave(asker.person, isUrgent, began);
        }
    }

    private Answer claim(Asker asker, Task task, SpecificRecord body) {
        Newsroom newsroom = directory.get().newsroom();
        Refusal over = claimLimit.enter(asker.person, task, newsroom == null ? null : newsroom.getClaimLimit());
        if (over != null) {
            return new Answer.Refused(over.code(), over.sentence());
        }
        try {
            return sent(Deed.CLAIM, asker, task.storyId, task.language, body);
        } finally {
            claimLimit.leave(asker.person, task);
        }
    }

    private Answer sent(Deed deed, Asker asker, String storyId, String language, SpecificRecord body) {
        return switch (deed.to()) {
            case STORY ->
                sent(
                        Topics.STORY_COMMANDS,
                        storyId,
                        asker,
                        body,
                        new StoryCommandEnvelope(asker.commandId, storyId, asker.person, now(), body));
            case KILL_SWITCH ->
                sent(
                        Topics.KILL_COMMANDS,
                        storyId,
                        asker,
                        body,
                        new KillCommandEnvelope(asker.commandId, storyId, asker.person, now(), (KillStory) body, null));
            case TRANSLATION ->
                sent(
                        Topics.TRANSLATION_COMMANDS,
                        storyId,
                        asker,
                        body,
                        new TranslationCommandEnvelope(asker.commandId, storyId, language, asker.person, now(), body));
            case REVIEW ->
                sent(
                        Topics.REVIEW_COMMANDS,
                        storyId,
                        asker,
                        body,
                        new ReviewCommandEnvelope(asker.commandId, storyId, language, asker.person, now(), body, null));
            case PUBLICATION, PUBLICATION_OF_VERSION, PUBLICATION_OF_EITHER ->
                sent(
                        Topics.PUBLICATION_COMMANDS,
                        storyId,
                        asker,
                        body,
                        new PublicationCommandEnvelope(
                                asker.commandId, storyId, language, asker.person, now(), body, null));
        };
    }

    private <C extends SpecificRecord> Answer sent(
            Topic<C> topic, String storyId, Asker asker, SpecificRecord body, C envelope) {
        Outcome outcome;
        try {
            outcome = asking.ask(
                            topic, storyId, asker.commandId, body.getSchema().getName(), envelope)
                    .orTimeout(patience.toMillis() + 1_000, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (Asked.isUnanswered(e)) {
                return new Answer.Unknown(unanswered(e));
            }
            throw e;
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                accepted.eventIds().forEach(this::awaitReading);
                yield new Answer.Done(accepted.eventIds(), false);
            }
            case Outcome.Refused refused
            when AS_ASKED.contains(refused.code()) -> {
                refused.eventIds().forEach(this::awaitReading);
                yield new Answer.Done(refused.eventIds(), true);
            }
            case Outcome.Refused refused -> new Answer.Refused(refused.code(), refused.sentence());
        };
    }

    /** A page that is behind brings itself up to date as soon as the desk has read on. */
    private void awaitReading(String eventId) {
        reading.await(eventId, patience);
    }

    private static String unanswered(CompletionException e) {
        return e.getCause() instanceof NoAnswerException noAnswer ? String.valueOf(noAnswer.getMessage()) : "";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
