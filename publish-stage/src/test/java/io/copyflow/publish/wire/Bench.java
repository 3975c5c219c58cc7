package io.copyflow.publish.wire;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.directory.Directory;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.publish.domain.FamilyDecider;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.Decision;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.state.FamilyState;
import io.copyflow.serde.AvroSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One family without the runtime: its state goes through Avro after each record, as it does in a store. */
final class Bench implements StageData {

    private static final AvroSerde<FamilyState> STATE = AvroSerde.ofState(FamilyState.class, new SchemaCatalogue());

    private final FamilyWire wire = new FamilyWire();
    private final FamilyDecider decider = new FamilyDecider();
    private final Map<String, SpecificRecord> shelves = new HashMap<>();
    private final Map<String, DirectoryEntry> people = new HashMap<>();
    private final List<FamilyEvent> events = new ArrayList<>();
    private final List<Decision.Refused<FamilyEvent>> refusals = new ArrayList<>();
    private Family family = decider.initial();

    Bench() {
        person("chief", "Ceyda Chief", List.of(Role.CHIEF), List.of("en", "fr", "ru", "ar", "zh-Hans"));
    }

    void person(String id, String name, List<Role> roles, List<String> languages) {
        people.put(
                "person/" + id,
                new DirectoryEntry(Instant.EPOCH, new Person(id, name, roles, languages, null, null, List.of())));
    }

    void newsroom(Newsroom newsroom) {
        people.put(Directory.NEWSROOM, new DirectoryEntry(Instant.EPOCH, newsroom));
    }

    void edition(Edition edition) {
        people.put("edition/" + edition.getLanguage(), new DirectoryEntry(Instant.EPOCH, edition));
    }

    /** Reads a record and gives what it leads to. */
    List<Output> feed(SpecificRecord value, Instant now) {
        Reading<FamilyCommand> reading = wire.read(new Inbound("a topic", "s1", value, now, now), this);
        reading.keeps().forEach(this::keep);
        return answer(reading.asks(), now);
    }

    /** What the timer leads to, if it is due. */
    List<Output> wake(Instant now) {
        Instant due = decider.dueAt(family);
        return due == null || now.isBefore(due)
                ? List.of()
                : answer(List.of(Ask.reaction(Subject.of("s1"), "timer", "publish-stage", wire.due(now))), now);
    }

    private List<Output> answer(List<Ask<FamilyCommand>> asks, Instant now) {
        List<Output> outputs = new ArrayList<>();
        for (Ask<FamilyCommand> ask : asks) {
            switch (decider.decide(family, ask.command())) {
                case Decision.Refused<FamilyEvent> refused -> refusals.add(refused);
                case Decision.Accepted<FamilyEvent>(List<FamilyEvent> accepted) -> {
                    for (FamilyEvent event : accepted) {
                        family = decider.evolve(family, event);
                        events.add(event);
                        EventContext context = new EventContext(
                                ask.subject(),
                                "publish-stage:" + ask.subject().id() + ":" + events.size(),
                                ask.actor(),
                                now,
                                ask.commandId());
                        Writing writing = wire.write(event, context, family, this);
                        writing.keeps().forEach(this::keep);
                        outputs.addAll(writing.outputs());
                    }
                }
            }
        }
        family = wire.readState(STATE.read(STATE.write((FamilyState) wire.writeState(family))));
        return outputs;
    }

    /** What lies on all shelves. */
    Map<String, SpecificRecord> shelves() {
        return Map.copyOf(shelves);
    }

    Family family() {
        return family;
    }

    /** The state that the events alone give. */
    Family replayed() {
        Family replay = decider.initial();
        for (FamilyEvent event : events) {
            replay = decider.evolve(replay, event);
        }
        return replay;
    }

    List<FamilyEvent> events() {
        return List.copyOf(events);
    }

    /** As if nothing had been read; the directory stays. */
    void reset() {
        family = decider.initial();
        shelves.clear();
        events.clear();
    }

    List<Decision.Refused<FamilyEvent>> refusals() {
        return refusals;
    }

    private void keep(Keep<?> keep) {
        if (keep.value() == null) {
            shelves.remove(keep.shelf().name() + " " + keep.key());
        } else {
            shelves.put(keep.shelf().name() + " " + keep.key(), keep.value());
        }
    }

    @Override
    public Directory directory() {
        return new Directory(people::get, prefix -> List.of());
    }

    @Override
    public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
        SpecificRecord value = shelves.get(shelf.name() + " " + key);
        return value == null ? null : shelf.valueType().cast(value);
    }
}
