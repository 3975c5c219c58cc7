package io.copyflow.translate.desk;

import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.state.AggregateSnapshot;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.testkit.StageDriver;
import io.copyflow.translate.TaskQueue;
import io.copyflow.translate.TaskStore;
import io.copyflow.translate.TranslateStage;
import io.copyflow.translate.domain.WholeTask;
import io.copyflow.translate.wire.QueueWire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The real stage and desk, without a broker between them. */
final class DrivenDesk implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-03T08:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(30);
    /** Drafts what goes into kk-Cyrl. */
    static final String ENGINE = "engine";

    final List<TranslationCommandEnvelope> asked = new ArrayList<>();
    final Holdings holdings = new Holdings();
    /** Done before the next command is sent: what somebody else is faster to do. */
    Runnable before = () -> {};
    /** Whether it is known who holds what. */
    boolean holdersKnown = true;
    /** Whether what is claimed is not heard of yet. */
    boolean behind;
    /** Whether commands are never answered. */
    boolean silent;
    /** Why the stage's stores cannot be read; null when they can. */
    volatile @Nullable StageFailure shut;

    private final StageDriver stage;
    private final TreeMap<String, DirectoryEntry> entries = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final TranslationDesk desk;

    DrivenDesk(Path folder) {
        stage = new StageDriver(TranslateStage.stage(), folder, START);
        newsroom(null);
        for (String language : List.of("fr", "kk-Cyrl", "sw")) {
            put(
                    "edition/" + language,
                    new Edition(
                            language,
                            language,
                            null,
                            TranslateWhen.ON_SUBMISSION,
                            null,
                            LEASE.toMillis(),
                            language.equals("kk-Cyrl") ? ENGINE : null,
                            null,
                            null,
                            null,
                            null));
        }
        person(ENGINE, Role.MACHINE);
        person("awa", Role.TRANSLATOR);
        person("leo", Role.TRANSLATOR);
        person("eve", Role.CHIEF);
        person("rosalind", Role.REPORTER);
        desk = new KafkaTranslationDesk(
                this::ask,
                shown(),
                holdings,
                () -> holdersKnown,
                this::directory,
                stage::now,
                () -> "id-" + ids.incrementAndGet());
    }

    TranslationDesk desk() {
        return desk;
    }

    void newsroom(@Nullable Integer claimLimit) {
        put(
                "newsroom",
                new Newsroom("post", "Post", "en", 1, null, null, claimLimit, Trust.OPEN, null, List.of(), null, null));
    }

    synchronized void advance(Duration time) {
        stage.advance(time);
        follow();
    }

    void accept(String story, int urgency, String... languages) {
        story(
                story,
                new StoryAccepted(
                        1,
                        "client-" + story,
                        "en",
                        segments("It rained."),
                        "h1",
                        List.of("rosalind"),
                        null,
                        null,
                        urgency,
                        List.of(languages),
                        null,
                        null));
    }

    void revise(String story, String paragraph, String... languages) {
        story(
                story,
                new StoryRevised(
                        2,
                        RevisionClass.UPDATE,
                        null,
                        "en",
                        segments(paragraph),
                        List.of("b1"),
                        List.of(),
                        "h2",
                        List.of("rosalind"),
                        null,
                        null,
                        3,
                        List.of(languages),
                        null,
                        null));
    }

    /** The engine answers what it was asked last. */
    void offer(String story, String headline, String paragraph) {
        offer(story, 1, List.of(made("headline", headline), made("b1", paragraph)));
    }

    /** The engine answers what it was asked of the quote alone. */
    void offer(String story, int revision, String paragraph) {
        offer(story, revision, List.of(made("b1", paragraph)));
    }

    private synchronized void offer(String story, int revision, List<TranslatedSegment> segments) {
        String id = "c" + ids.incrementAndGet();
        stage.send(
                Topics.TRANSLATION_COMMANDS,
                story,
                new TranslationCommandEnvelope(
                        id,
                        story,
                        "kk-Cyrl",
                        ENGINE,
                        stage.now(),
                        new OfferDraft(requests.getLast(), revision, ENGINE, segments)));
        follow();
    }

    private static TranslatedSegment made(String id, String text) {
        return new TranslatedSegment(id, text, List.of(), Origin.MACHINE, ENGINE);
    }

    private static List<Segment> segments(String paragraph) {
        return List.of(
                new Segment("headline", SegmentKind.HEADLINE, "Rain", List.of(), null),
                new Segment("b1", SegmentKind.QUOTE, paragraph, List.of(), null));
    }

    private synchronized void story(String story, Object body) {
        String id = "e" + ids.incrementAndGet();
        stage.send(
                Topics.STORY_EVENTS,
                story,
                new StoryEventEnvelope(id, story, "rosalind", stage.now(), "c-" + id, body));
        follow();
    }

    private CompletableFuture<Outcome> ask(String type, TranslationCommandEnvelope command) {
        Runnable first = before;
        before = () -> {};
        first.run();
        return silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(decide(command));
    }

    private synchronized Outcome decide(TranslationCommandEnvelope command) {
        asked.add(command);
        stage.send(Topics.TRANSLATION_COMMANDS, command.getStoryId(), command);
        List<TranslationEventEnvelope> events = follow();
        List<Rejection> rejections = stage.rejections();
        if (!rejections.isEmpty()) {
            Rejection rejection = rejections.getFirst();
            return new Outcome.Refused(rejection.getCode(), rejection.getSentence(), rejection.getEventIds());
        }
        TranslationEventEnvelope first = events.getFirst();
        return new Outcome.Accepted(List.of(first.getEventId()), List.of(first));
    }

    private List<TranslationEventEnvelope> follow() {
        List<TranslationEventEnvelope> events = stage.read(Topics.TRANSLATION_EVENTS);
        if (!behind) {
            events.forEach(holdings::take);
        }
        events.stream()
                .map(TranslationEventEnvelope::getBody)
                .filter(TranslationDraftRequested.class::isInstance)
                .map(TranslationDraftRequested.class::cast)
                .forEach(request -> requests.add(request.getRequestId()));
        return events;
    }

    private KafkaTranslationDesk.Shown shown() {
        TaskQueue queue = new TaskQueue(() -> List.of(stage.shelf(QueueWire.QUEUE)));
        TaskStore tasks = new TaskStore((store, key) -> store(store).get(key));
        return new KafkaTranslationDesk.Shown() {
            @Override
            public List<TaskQueue.Waiting> next(String language, int limit) {
                synchronized (DrivenDesk.this) {
                    open();
                    return queue.next(language, limit);
                }
            }

            @Override
            public @Nullable WholeTask task(String storyId, String language) {
                synchronized (DrivenDesk.this) {
                    open();
                    return tasks.task(storyId, language);
                }
            }
        };
    }

    private void open() {
        StageFailure failure = shut;
        if (failure != null) {
            throw failure;
        }
    }

    private ReadOnlyKeyValueStore<String, byte[]> store(String name) {
        return stage.shelf(new Shelf<>(name, AggregateSnapshot.class));
    }

    private Directory directory() {
        return new Directory(
                entries::get,
                prefix -> List.copyOf(
                        entries.subMap(prefix, prefix + Character.MAX_VALUE).values()),
                () -> List.copyOf(entries.values()));
    }

    void term(String english, String french) {
        put(
                "term/" + english,
                new GlossaryTerm(
                        english,
                        List.of(new TermWordings("en", List.of(english)), new TermWordings("fr", List.of(french))),
                        null));
    }

    private void person(String id, Role role) {
        put("person/" + id, new Person(id, id, List.of(role), List.of("fr", "kk-Cyrl", "sw"), null, null, List.of()));
    }

    private void put(String key, SpecificRecord body) {
        entries.put(key, new DirectoryEntry(START, body));
        stage.directory(key, body);
    }

    @Override
    public void close() {
        stage.close();
    }
}
