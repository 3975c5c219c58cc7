package io.copyflow.ingest.gateway;

import io.copyflow.directory.Directory;
import io.copyflow.ingest.domain.Limits;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryDecider;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.wire.StoryWire;
import io.copyflow.runtime.Decision;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The real wire, rules and desk, with a map where Kafka would be. */
final class DecidedDesk implements KafkaStoryDesk.Asking {

    static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");

    final Map<String, Story> stories = new HashMap<>();
    final Map<String, List<String>> accepted = new HashMap<>();
    /** Ids of the stories nobody answers about. */
    final Set<String> silent = ConcurrentHashMap.newKeySet();

    final Set<String> killed = ConcurrentHashMap.newKeySet();
    /** Events as they are written, in order. */
    final List<SpecificRecord> written = new ArrayList<>();

    /** Commands to the gate, in order. */
    final List<String> gated = new ArrayList<>();

    boolean mayKill = true;

    final AtomicInteger asked = new AtomicInteger();
    private final TreeMap<String, DirectoryEntry> entries = new TreeMap<>();
    private final StoryDecider decider = new StoryDecider(Limits.DEFAULT);
    private final StoryWire wire = new StoryWire();

    DecidedDesk() {
        put(
                "newsroom",
                new Newsroom(
                        "farlight",
                        "Farlight",
                        "zh-Hans",
                        2,
                        "en",
                        "wire.intake",
                        null,
                        Trust.OPEN,
                        null,
                        List.of(),
                        null,
                        null));
        for (String language : List.of("zh-Hans", "en", "fr", "kk-Cyrl")) {
            put(
                    "edition/" + language,
                    new Edition(
                            language,
                            language,
                            null,
                            TranslateWhen.ON_SUBMISSION,
                            null,
                            1L,
                            null,
                            null,
                            null,
                            null,
                            null));
        }
        put("desk/climate", new Desk("climate", "Climate"));
        put("bureau/nairobi", new Desk("nairobi", "Nairobi"));
        person("naliaka.barasa", Role.REPORTER);
        person("wire.intake", Role.REPORTER);
        person("awa.ndoye", Role.TRANSLATOR);
    }

    StoryDesk desk() {
        return new KafkaStoryDesk(
                this, new KafkaStatusDesk(this::kill, this::gate, () -> NOW), this::directory, () -> NOW);
    }

    private synchronized CompletableFuture<Outcome> gate(PublicationCommandEnvelope envelope) {
        gated.add(((SpecificRecord) envelope.getBody()).getSchema().getName() + " " + envelope.getStoryId());
        return CompletableFuture.completedFuture(new Outcome.Accepted(List.of("publish-stage:1"), List.of(envelope)));
    }

    private synchronized CompletableFuture<Outcome> kill(KillCommandEnvelope envelope) {
        if (!mayKill) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused("role-missing", "Expected a chief. Ask one.", List.of()));
        }
        boolean isFirst = killed.add(envelope.getStoryId());
        stories.merge(
                envelope.getStoryId(),
                decider.evolve(Story.NONE, new StoryEvent.KillNoted()),
                (story, none) -> decider.evolve(story, new StoryEvent.KillNoted()));
        return CompletableFuture.completedFuture(
                isFirst
                        ? new Outcome.Accepted(List.of("kill-switch:1"), List.of(envelope))
                        : new Outcome.Refused("already-killed", "Killed before.", List.of()));
    }

    Directory directory() {
        return new Directory(
                entries::get,
                prefix -> List.copyOf(
                        entries.subMap(prefix, prefix + Character.MAX_VALUE).values()));
    }

    @Override
    public CompletableFuture<Outcome> ask(String storyId, StoryCommandEnvelope envelope) {
        asked.incrementAndGet();
        if (silent.contains(storyId)) {
            return new CompletableFuture<>();
        }
        return CompletableFuture.supplyAsync(() -> decide(storyId, envelope));
    }

    private synchronized Outcome decide(String storyId, StoryCommandEnvelope envelope) {
        List<String> before = accepted.get(envelope.getCommandId());
        if (before != null) {
            return new Outcome.Refused("already-accepted", "Accepted before.", before);
        }
        Story story = stories.getOrDefault(storyId, Story.NONE);
        return switch (decider.decide(story, wire.command(envelope, NOW, directory()))) {
            case Decision.Refused<StoryEvent>(var code, var sentence) -> new Outcome.Refused(code, sentence, List.of());
            case Decision.Accepted<StoryEvent>(var events) -> accepted(story, storyId, envelope, events);
        };
    }

    private Outcome accepted(Story before, String storyId, StoryCommandEnvelope envelope, List<StoryEvent> events) {
        if (events.isEmpty()) {
            return new Outcome.Refused("nothing-to-do", "All is as asked.", List.of());
        }
        Story story = before;
        List<String> ids = new ArrayList<>();
        List<SpecificRecord> records = new ArrayList<>();
        for (StoryEvent event : events) {
            // what is kept must read back as it was
            story = wire.readState(wire.writeState(decider.evolve(story, event)));
            String id = "ingest:" + storyId + ":" + story.revision();
            ids.add(id);
            EventContext context =
                    new EventContext(Subject.of(storyId), id, envelope.getActor(), NOW, envelope.getCommandId());
            records.add(wire.write(event, context, story, data())
                    .outputs()
                    .getFirst()
                    .value());
        }
        stories.put(storyId, story);
        written.addAll(records);
        accepted.put(envelope.getCommandId(), ids);
        return new Outcome.Accepted(ids, records);
    }

    private StageData data() {
        return new StageData() {
            @Override
            public Directory directory() {
                return DecidedDesk.this.directory();
            }

            @Override
            public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
                return null;
            }
        };
    }

    private void person(String id, Role role) {
        put("person/" + id, new Person(id, id, List.of(role), List.of("en"), null, null, List.of()));
    }

    private void put(String key, SpecificRecord body) {
        entries.put(key, new DirectoryEntry(NOW, body));
    }
}
