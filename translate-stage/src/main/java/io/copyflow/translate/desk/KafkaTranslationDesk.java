package io.copyflow.translate.desk;

import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.LocalStores;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.translate.TaskQueue;
import io.copyflow.translate.TaskStore;
import io.copyflow.translate.checks.StandardChecks;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Lease;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.WholeTask;
import io.copyflow.translate.wire.CommandBodies;
import io.copyflow.translate.wire.DirectoryGlossary;
import io.copyflow.translate.wire.QueueWire;
import io.copyflow.translate.wire.TaskWire;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Deeds as commands on copyflow.translation.commands.v1; what is shown comes from the stage's stores. */
public final class KafkaTranslationDesk implements TranslationDesk {

    /** How many tasks somebody else may take in front of one's nose before the queue is looked at again. */
    private static final int LOOKED_AT = 8;

    private static final int MOST_ROUNDS = 8;
    private static final int REMEMBERED_REQUESTS = 10_000;

    /** Source: docs/semantics.md, rule 6. */
    static final Comparator<TaskQueue.Waiting> QUEUE_ORDER = Comparator.comparingInt(TaskQueue.Waiting::urgency)
            .thenComparing(TaskQueue.Waiting::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(TaskQueue.Waiting::arrival)
            .thenComparing(TaskQueue.Waiting::storyId)
            .thenComparing(TaskQueue.Waiting::language);

    private final Asking asking;
    private final Shown shown;
    private final Holdings holdings;
    private final BooleanSupplier holdersKnown;
    private final LastAsked lastAsked = new LastAsked(REMEMBERED_REQUESTS);
    private final Supplier<Directory> directory;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final DirectoryGlossary glossary = new DirectoryGlossary();
    private final StandardChecks checks = new StandardChecks();

    /**
     * @param gateway must follow {@link Topics#TRANSLATION_EVENTS}
     * @param stores of translate-stage
     * @param holdings kept up to date by whoever has them
     * @param holdersKnown whether they are up to date already
     * @param directory as it stands now
     * @param ids gives an id to each request that has none
     */
    public KafkaTranslationDesk(
            CommandGateway gateway,
            LocalStores stores,
            Holdings holdings,
            BooleanSupplier holdersKnown,
            Supplier<Directory> directory,
            InstantSource clock,
            Supplier<String> ids) {
        this(
                (type, envelope) -> gateway.ask(
                        Topics.TRANSLATION_COMMANDS, envelope.getStoryId(), envelope.getCommandId(), type, envelope),
                shown(stores),
                holdings,
                holdersKnown,
                directory,
                clock,
                ids);
    }

    KafkaTranslationDesk(
            Asking asking,
            Shown shown,
            Holdings holdings,
            BooleanSupplier holdersKnown,
            Supplier<Directory> directory,
            InstantSource clock,
            Supplier<String> ids) {
        this.asking = asking;
        this.shown = shown;
        this.holdings = holdings;
        this.holdersKnown = holdersKnown;
        this.directory = directory;
        this.clock = clock;
        this.ids = ids;
    }

    private static Shown shown(LocalStores stores) {
        TaskQueue queue = new TaskQueue(() -> stores.all(QueueWire.QUEUE.name()));
        TaskStore tasks = new TaskStore(stores::get);
        return new Shown() {
            @Override
            public List<TaskQueue.Waiting> next(String language, int limit) {
                return stores.reading(() -> queue.next(language, limit));
            }

            @Override
            public @Nullable WholeTask task(String storyId, String language) {
                return tasks.task(storyId, language);
            }
        };
    }

    @Override
    public List<TaskQueue.Waiting> waiting(@Nullable String language, int limit) {
        if (language != null) {
            return shown.next(language, limit);
        }
        return directory.get().editions().stream()
                .map(Edition::getLanguage)
                .flatMap(each -> shown.next(each, limit).stream())
                .sorted(QUEUE_ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Holding> heldBy(String person) {
        return holdings().of(person);
    }

    /** Half known, a repeat would be taken for a first request, and a limit for not reached. */
    private Holdings holdings() {
        if (!holdersKnown.getAsBoolean()) {
            throw new StageFailure(
                    "stage-not-ready",
                    "Expected to know who holds what, but the events that tell it are read still. Try again in a few"
                            + " seconds.");
        }
        return holdings;
    }

    @Override
    public @Nullable WholeTask task(String storyId, String language) {
        WholeTask task = shown.task(storyId, language);
        if (task == null || task.state().status() == Translation.Status.ABSENT) {
            return null;
        }
        Glossary agreed = glossary.of(directory.get());
        String sourceLanguage = task.state().task().sourceLanguage();
        return task.withTerms(source -> checks.terms(sourceLanguage, source, language, agreed));
    }

    @Override
    public CompletableFuture<Answer> claimNext(String language, Asker asker) {
        Holdings known = holdings();
        Holding already =
                asker.key() == null ? null : known.claimedBy(asker.person(), commandId(language, asker.key()));
        if (already != null) {
            return CompletableFuture.completedFuture(new Answer.Done(
                    already.storyId(),
                    language,
                    null,
                    true,
                    Translation.Status.CLAIMED,
                    already.person(),
                    already.leaseUntil(),
                    null));
        }
        String before = lastAsked.story(asker, language);
        Integer limit = claimLimit();
        int held = known.count(asker.person());
        if (before == null && limit != null && held >= limit) {
            return CompletableFuture.completedFuture(overLimit(asker.person(), held, limit));
        }
        return claimOneOf(
                before == null ? next(language, Set.of()) : List.of(before),
                new HashSet<>(),
                language,
                asker,
                MOST_ROUNDS);
    }

    /** @param asked these have refused; under the same key they would only say so again */
    private List<String> next(String language, Set<String> asked) {
        return shown.next(language, LOOKED_AT + asked.size()).stream()
                .map(TaskQueue.Waiting::storyId)
                .filter(story -> !asked.contains(story))
                .limit(LOOKED_AT)
                .toList();
    }

    private CompletableFuture<Answer> claimOneOf(
            List<String> stories, Set<String> asked, String language, Asker asker, int rounds) {
        if (stories.isEmpty()) {
            return CompletableFuture.completedFuture(nothingWaits(language));
        }
        String story = stories.getFirst();
        asked.add(story);
        String commandId = commandId(language, asker);
        Holdings.Asking counted = ask(story, language, asker, commandId);
        return switch (counted) {
            case OVER_LIMIT -> CompletableFuture.completedFuture(overLimit(asker.person()));
            // by another request of theirs, which gets it
            case ASKED_OTHERWISE -> claimOneOfTheRest(stories, asked, language, asker, rounds, nothingWaits(language));
            case COUNTED, COUNTED_BEFORE -> {
                lastAsked.ask(asker, language, story);
                yield claim(story, language, asker, commandId, counted)
                        .thenCompose(answer -> isTaken(answer)
                                ? claimOneOfTheRest(stories, asked, language, asker, rounds, answer)
                                : CompletableFuture.completedFuture(answer));
            }
        };
    }

    /** @param answer where no other is left to look at */
    private CompletableFuture<Answer> claimOneOfTheRest(
            List<String> stories, Set<String> asked, String language, Asker asker, int rounds, Answer answer) {
        if (stories.size() > 1) {
            return claimOneOf(stories.subList(1, stories.size()), asked, language, asker, rounds);
        }
        return rounds == 1
                ? CompletableFuture.completedFuture(answer)
                : claimOneOf(next(language, asked), asked, language, asker, rounds - 1);
    }

    private Holdings.Asking ask(String storyId, String language, Asker asker, String commandId) {
        return holdings().ask(asker.person(), storyId, language, commandId, claimLimit());
    }

    /** Claims what was counted; it counts no longer where nothing comes of it, or nobody knows what. */
    private CompletableFuture<Answer> claim(
            String storyId, String language, Asker asker, String commandId, Holdings.Asking counted) {
        return send(storyId, language, new Deed.Claim(), asker, commandId).whenComplete((answer, failure) -> {
            boolean willBeHeardOf = answer instanceof Answer.Done done && !done.repeated();
            if (counted == Holdings.Asking.COUNTED && !willBeHeardOf) {
                holdings.notClaimed(asker.person(), storyId, language, commandId);
            }
        });
    }

    /** Somebody was faster, or it is not wanted any more. */
    private static boolean isTaken(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> false;
            case Answer.Refused refused ->
                switch (refused.code()) {
                    case "already-claimed", "already-submitted", "cancelled", "story-killed" -> true;
                    default -> false;
                };
        };
    }

    private Answer.Refused nothingWaits(String language) {
        return directory.get().edition(language) == null
                ? new Answer.Refused(
                        "unknown-edition",
                        "Expected a language of the newsroom, but it has no edition in " + language
                                + ". Check the tag against newsroom.yaml.")
                : new Answer.Refused(
                        "nothing-waits",
                        "Expected a translation into " + language
                                + " that waits for a translator, but there is none. Ask again later.");
    }

    @Override
    public CompletableFuture<Answer> act(String storyId, String language, Deed deed, Asker asker) {
        String commandId = commandId(language, asker);
        if (!(deed instanceof Deed.Claim)) {
            return send(storyId, language, deed, asker, commandId);
        }
        Holdings.Asking counted = ask(storyId, language, asker, commandId);
        return counted == Holdings.Asking.OVER_LIMIT
                ? CompletableFuture.completedFuture(overLimit(asker.person()))
                : claim(storyId, language, asker, commandId, counted);
    }

    /** How many one person may hold; null for any number. Source: docs/adr/0011. */
    private @Nullable Integer claimLimit() {
        Newsroom newsroom = directory.get().newsroom();
        return newsroom == null ? null : newsroom.getClaimLimit();
    }

    private Answer.Refused overLimit(String person) {
        Integer limit = claimLimit();
        int held = holdings.count(person);
        return overLimit(person, held, limit == null ? held : limit);
    }

    private static Answer.Refused overLimit(String person, int held, int limit) {
        return new Answer.Refused(
                "claim-limit-reached",
                "Expected " + person + " to hold fewer than " + limit + " translations, but they hold or are claiming "
                        + held + ". Hand one in or give one back, then claim again.");
    }

    private CompletableFuture<Answer> send(String storyId, String language, Deed deed, Asker asker, String commandId) {
        SpecificRecord body = body(deed);
        TranslationCommandEnvelope envelope = new TranslationCommandEnvelope(
                commandId, storyId, language, asker.person(), clock.instant().truncatedTo(ChronoUnit.MILLIS), body);
        return asking.ask(body.getSchema().getName(), envelope)
                .thenApply(outcome -> answer(storyId, language, deed, outcome));
    }

    private String commandId(String language, Asker asker) {
        return asker.key() == null ? ids.get() : commandId(language, asker.key());
    }

    /** A key is of a task: the same for two languages of a story are two requests. */
    private static String commandId(String language, String key) {
        return language + ":" + key;
    }

    private static SpecificRecord body(Deed deed) {
        return switch (deed) {
            case Deed.Claim() -> CommandBodies.claim();
            case Deed.Release() -> CommandBodies.release();
            case Deed.Reassign(var translator) -> CommandBodies.reassign(translator);
            case Deed.SaveDraft(var revision, var segments) -> CommandBodies.saveDraft(revision, segments);
            case Deed.Acknowledge(var revision, var segments) -> CommandBodies.acknowledge(revision, segments);
            case Deed.Submit(var revision, var segments) -> CommandBodies.submit(revision, segments);
        };
    }

    private Answer answer(String storyId, String language, Deed deed, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                done(
                        storyId,
                        language,
                        deed,
                        accepted.eventIds().getFirst(),
                        accepted.events().getFirst());
            case Outcome.Refused refused ->
                switch (refused.code()) {
                    case "already-accepted", "nothing-to-do" ->
                        asItStands(
                                storyId,
                                language,
                                deed,
                                refused.eventIds().isEmpty()
                                        ? null
                                        : refused.eventIds().getFirst(),
                                true);
                    default -> new Answer.Refused(refused.code(), refused.sentence());
                };
        };
    }

    private Answer done(String storyId, String language, Deed deed, String eventId, Object event) {
        Object body = event instanceof TranslationEventEnvelope envelope ? envelope.getBody() : event;
        return switch (body) {
            case TranslationClaimed claimed ->
                held(storyId, language, eventId, claimed.getHolder(), claimed.getLeaseUntil());
            case DraftSaved saved -> held(storyId, language, eventId, saved.getHolder(), saved.getLeaseUntil());
            case SourceAcknowledged seen -> held(storyId, language, eventId, seen.getHolder(), seen.getLeaseUntil());
            case TranslationSubmitted submitted ->
                new Answer.Done(
                        storyId,
                        language,
                        eventId,
                        false,
                        Translation.Status.SUBMITTED,
                        null,
                        null,
                        new Submission(
                                submitted.getSourceRevision(),
                                submitted.getContentHash(),
                                TaskWire.warnings(submitted.getWarnings())));
            // it begins with the end of another claim, or is the end of one
            default -> asItStands(storyId, language, deed, eventId, false);
        };
    }

    private static Answer held(String storyId, String language, String eventId, String holder, Instant until) {
        return new Answer.Done(storyId, language, eventId, false, Translation.Status.CLAIMED, holder, until, null);
    }

    private Answer asItStands(String storyId, String language, Deed deed, @Nullable String eventId, boolean repeated) {
        WholeTask task = taskIfHere(storyId, language);
        if (task == null) {
            return new Answer.Done(storyId, language, eventId, repeated, null, null, null, null);
        }
        Translation state = task.state();
        Lease lease = state.lease();
        String contentHash = state.contentHash();
        return new Answer.Done(
                storyId,
                language,
                eventId,
                repeated,
                state.status(),
                lease == null ? null : lease.holder(),
                lease == null ? null : lease.until(),
                // once it came back, what was handed in rests on another revision than the one of now
                deed instanceof Deed.Submit && state.status() == Translation.Status.SUBMITTED && contentHash != null
                        ? new Submission(state.source().number(), contentHash, task.warnings())
                        : null);
    }

    private @Nullable WholeTask taskIfHere(String storyId, String language) {
        try {
            return shown.task(storyId, language);
        } catch (StageFailure e) {
            // the command was answered; that its task cannot be shown here and now takes nothing from that
            return null;
        }
    }

    /** Sends a command and gives its outcome. */
    @FunctionalInterface
    interface Asking {
        CompletableFuture<Outcome> ask(String type, TranslationCommandEnvelope envelope);
    }

    /** What the stage's stores show. */
    interface Shown {

        List<TaskQueue.Waiting> next(String language, int limit);

        @Nullable
        WholeTask task(String storyId, String language);
    }
}
