package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topic.Cleanup;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.EventId;
import io.copyflow.contract.FactChain;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.state.AggregateSnapshot;
import io.copyflow.schemas.state.RememberedCommand;
import io.copyflow.serde.AvroSerde;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one processor: reads, decides, evolves, and only when all of that is done and serialized writes and forwards.
 * After the first write nothing may throw, because an error handler that goes on does not undo it. Only the mark of a record
 * is written before, so that it stands where the record is set aside.
 */
final class DeciderProcessor<S, C, E> extends ContextualProcessor<String, Arrival, String, byte[]> {

    /** Each firing forces a commit, so timers are as exact as this and no finer. */
    private static final Duration TIMER_SCAN = Duration.ofSeconds(1);

    /** A kill waits for nothing. Source: docs/semantics.md, rule 22. */
    private static final Set<String> URGENT = Set.of(Topics.KILL_COMMANDS.name(), Topics.KILLS.name());

    private static final int TIMERS_A_SCAN = 500;
    static final int LONGEST_ID = 256;
    private static final int LONGEST_SENTENCE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeciderProcessor.class);

    private final Stage<S, C, E> stage;
    private final Map<String, AvroSerde<SpecificRecord>> valueSerdes = new HashMap<>();
    private final Map<String, AvroSerde<SpecificRecord>> shelfSerdes = new HashMap<>();
    private final AvroSerde<AggregateSnapshot> snapshotSerde;
    private final AvroSerde<SpecificRecord> stateSerde;
    private final CommandMemory memory;
    private final int partitions;
    private final TopicIds logs;
    private final Clock clock;
    private final StageMetrics metrics;
    private final DirectoryState directoryState;
    private final CommitPace pace;

    private KeyValueStore<String, byte[]> aggregates;
    private TimerIndex timers;
    private ReadMarks marks;
    private final Map<String, KeyValueStore<String, byte[]>> shelves = new HashMap<>();
    private Directory directory;
    private @Nullable Long shortestPause;

    @SuppressWarnings({"unchecked", "NullAway.Init"}) // init() completes it; serdes of exact types are used as such
    DeciderProcessor(
            Stage<S, C, E> stage,
            SchemaIds ids,
            SchemaIds stateIds,
            int remembered,
            int partitions,
            TopicIds logs,
            Clock clock,
            StageMetrics metrics,
            DirectoryState directoryState,
            CommitPace pace) {
        this.stage = stage;
        this.memory = new CommandMemory(remembered);
        this.partitions = partitions;
        this.logs = logs;
        this.clock = clock;
        this.metrics = metrics;
        this.directoryState = directoryState;
        this.pace = pace;
        this.snapshotSerde = AvroSerde.ofState(AggregateSnapshot.class, stateIds);
        this.stateSerde = (AvroSerde<SpecificRecord>) AvroSerde.ofState(stage.stateType(), stateIds);
        for (Topic<?> topic : stage.outputs()) {
            valueSerdes.put(topic.name(), (AvroSerde<SpecificRecord>) AvroSerde.of(topic, ids));
        }
        valueSerdes.put(Topics.REJECTIONS.name(), (AvroSerde<SpecificRecord>)
                (AvroSerde<?>) AvroSerde.of(Topics.REJECTIONS, ids));
        for (Shelf<?> shelf : stage.shelves()) {
            shelfSerdes.put(shelf.name(), (AvroSerde<SpecificRecord>) AvroSerde.ofState(shelf.valueType(), stateIds));
        }
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        aggregates = context.getStateStore(DeciderTopology.aggregateStore(stage));
        timers = new TimerIndex(context.getStateStore(DeciderTopology.timerStore(stage)));
        marks = new ReadMarks(stage.name(), context.getStateStore(DeciderTopology.markStore(stage)), logs);
        for (Shelf<?> shelf : stage.shelves()) {
            shelves.put(shelf.name(), context.getStateStore(shelf.name()));
        }
        KeyValueStore<String, ValueAndTimestamp<DirectoryEntry>> entries =
                context.getStateStore(DeciderTopology.DIRECTORY_STORE);
        directory = new Directory(
                key -> ValueAndTimestamp.getValueOrNull(entries.get(key)),
                prefix -> startingWith(entries, prefix),
                directoryState::now);
        shortestPause = CommitPace.shortest(context);
        context.schedule(TIMER_SCAN, PunctuationType.WALL_CLOCK_TIME, time -> fireTimers());
    }

    @Override
    public void process(Record<String, Arrival> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        // also what is set aside was read, so this stays where the rest throws
        if (!isKill(from) && !marks.mark(from, record.timestamp())) {
            metrics.readAgain();
            return;
        }
        Work work = new Work(now(), record.headers());
        try {
            if (record.key() == null || record.value() == null) {
                throw new UnprocessableRecordException(
                        "incomplete-record", "Expected a key and a value, but the record lacks one of them.");
            }
            SpecificRecord value = readable(record.value());
            if (record.key().length() > LONGEST_ID) {
                throw new UnprocessableRecordException(
                        "id-too-long",
                        "Expected a key of at most " + LONGEST_ID + " characters, but it has "
                                + record.key().length() + ".");
            }
            Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
            Reading<C> reading =
                    stage.wire().read(new Inbound(from.topic(), record.key(), value, recordedAt, work.now), work);
            if (work.isAllAbout(record.key(), reading)) {
                reading.keeps().forEach(work::keep);
            }
            for (Ask<C> ask : reading.asks()) {
                work.answer(ask, record.key(), recordedAt);
            }
            work.serialize();
        } catch (SerializationException e) {
            throw new UnprocessableRecordException(e);
        } catch (UnprocessableRecordException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnprocessableRecordException(e);
        }
        work.writeAndForward();
        if (URGENT.contains(from.topic())) {
            pace.committed(context());
            context().commit();
        } else {
            commitInTime(record.timestamp());
        }
    }

    /** A kill that is read again leads to nothing, and none may be missed: it has no mark, and no time to tell it by. */
    private static boolean isKill(RecordMetadata from) {
        return from.topic().equals(Topics.KILLS.name());
    }

    private static SpecificRecord readable(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Readable(SpecificRecord value) -> value;
            case Arrival.Unreadable(SerializationException why) -> throw UnprocessableRecordException.unreadable(why);
        };
    }

    @Override
    public void close() {
        pace.closed();
    }

    private void commitInTime(long since) {
        if (shortestPause != null) {
            pace.worked(context(), shortestPause, since);
        }
    }

    private void fireTimers() {
        Instant now = now();
        for (TimerIndex.Due due : timers.due(now, TIMERS_A_SCAN)) {
            Work work = new Work(now, null);
            boolean fired;
            try {
                fired = work.answerTimer(due);
                work.serialize();
            } catch (KafkaException e) {
                throw e;
            } catch (RuntimeException e) {
                // the timer stays and is tried again; the others must not wait for it
                LOG.error("event=timer_failed stage={} aggregate={}", stage.name(), Logfmt.value(due.aggregate()), e);
                metrics.timerFailed();
                continue;
            }
            if (fired) {
                work.writeAndForward();
                commitInTime(due.at().toEpochMilli());
            } else {
                timers.move(due.aggregate(), due.at(), null);
            }
        }
    }

    /** Avro keeps milliseconds: a state read back must equal the one it was decided on. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<DirectoryEntry> startingWith(
            KeyValueStore<String, ValueAndTimestamp<DirectoryEntry>> entries, String prefix) {
        List<DirectoryEntry> found = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<DirectoryEntry>> range =
                entries.prefixScan(prefix, Serdes.String().serializer())) {
            while (range.hasNext()) {
                KeyValue<String, ValueAndTimestamp<DirectoryEntry>> entry = range.next();
                if (entry.value != null) {
                    found.add(entry.value.value());
                }
            }
        }
        return found;
    }

    /** An aggregate while a record is worked on. */
    private final class Aggregate {
        private final boolean stored;
        private final @Nullable Instant storedDueAt;
        private S state;
        private long events;
        private @Nullable Instant dueAt;
        private List<RememberedCommand> remembered;
        private byte[] chain;
        private boolean changed;
        private byte @Nullable [] bytes;

        Aggregate(String id, @Nullable AggregateSnapshot snapshot) {
            stored = snapshot != null;
            ByteBuffer link = snapshot == null ? null : snapshot.getChain();
            chain = link == null ? FactChain.start(stage.name(), id) : Utils.toArray(link);
            if (snapshot == null) {
                state = stage.decider().initial();
                storedDueAt = null;
                remembered = List.of();
            } else {
                state = stage.wire().readState(stateSerde.read(Utils.toArray(snapshot.getState())));
                events = snapshot.getEvents();
                storedDueAt = snapshot.getDueAt();
                remembered = snapshot.getRemembered();
            }
            dueAt = storedDueAt;
        }

        byte[] snapshot() {
            byte[] kept = stateSerde.write(stage.wire().writeState(state));
            return snapshotSerde.write(
                    new AggregateSnapshot(events, dueAt, ByteBuffer.wrap(kept), remembered, ByteBuffer.wrap(chain)));
        }
    }

    /** A record to write; of a refusal, which is no fact, no aggregate. */
    private record Prepared<A>(Output output, @Nullable A aggregate, Headers headers) {}

    /** Where on which shelf. */
    private record Place(String shelf, String key) {}

    /** What is to be put there, also as bytes; null is to take it off. */
    private record Kept(@Nullable SpecificRecord value, byte @Nullable [] bytes) {}

    /** What a record leads to: gathered first, written after. */
    private final class Work implements StageData {
        private final Instant now;
        private final @Nullable Headers cause;
        private final Map<String, Aggregate> touched = new LinkedHashMap<>();
        private final Map<Place, Kept> keeps = new LinkedHashMap<>();
        private final Map<Place, SpecificRecord> seen = new HashMap<>();
        private final List<Prepared<Aggregate>> outputs = new ArrayList<>();
        private final List<Record<String, byte[]>> records = new ArrayList<>();

        Work(Instant now, @Nullable Headers cause) {
            this.now = now;
            this.cause = cause;
        }

        Aggregate load(Subject subject) {
            return touched.computeIfAbsent(subject.id(), id -> {
                byte[] bytes = aggregates.get(id);
                try {
                    return new Aggregate(id, bytes == null ? null : snapshotSerde.read(bytes));
                } catch (RuntimeException e) {
                    throw unreadable(id, e);
                }
            });
        }

        /** The stage's own state is no record's fault: the stage stops there rather than lose what is asked. */
        private KafkaException unreadable(String what, RuntimeException cause) {
            return new KafkaException(
                    "state-unreadable: The state of " + what + " in " + stage.name()
                            + " cannot be read. It may be a newer Copyflow's: run that, or delete the stage's folder in"
                            + " data.dir/state to have it restored.",
                    cause);
        }

        /** Whether a record asks only of what its key names; an event that does not is nobody's command to refuse. */
        boolean isAllAbout(String key, Reading<C> reading) {
            boolean rightPlace = isInItsPartition(key);
            if (!rightPlace && reading.asks().stream().anyMatch(ask -> ask.asked() == null)) {
                throw new UnprocessableRecordException(
                        "wrong-partition", "Expected the event in the partition of its key '" + key + "'.");
            }
            for (Ask<C> ask : reading.asks()) {
                if (!ask.subject().key().equals(key)) {
                    if (ask.asked() == null) {
                        throw new UnprocessableRecordException(
                                "key-mismatch",
                                "Expected the key of an event about "
                                        + ask.subject().key() + ", but it is '" + key + "'.");
                    }
                    return false;
                }
            }
            return rightPlace;
        }

        /** Elsewhere the story's state is not, and what is decided there would be decided twice. */
        private boolean isInItsPartition(String key) {
            return DeciderTopology.partition(key, partitions)
                    == context().taskId().partition();
        }

        void answer(Ask<C> ask, String key, Instant recordedAt) {
            String part = ask.subject().part();
            if (ask.commandId().length() > LONGEST_ID
                    || ask.actor().length() > LONGEST_ID
                    || ask.subject().key().length() > LONGEST_ID
                    || (part != null && part.length() > LONGEST_ID)) {
                throw new UnprocessableRecordException(
                        "id-too-long",
                        "Expected ids of command, person, story and language of at most " + LONGEST_ID
                                + " characters each. Send it again with shorter ones.");
            }
            if (ask.commandId().isEmpty()) {
                throw new UnprocessableRecordException(
                        "id-missing", "Expected a command id, but it is empty. Send it again with one of its own.");
            }
            if (!ask.subject().key().equals(key)) {
                refuse(
                        ask,
                        key,
                        "key-mismatch",
                        "Expected the record's key to be the story id '"
                                + ask.subject().key() + "' it is about, but the key is '" + key
                                + "'. Send it again under that key.");
                return;
            }
            if (!isInItsPartition(key)) {
                refuse(
                        ask,
                        key,
                        "wrong-partition",
                        "Expected the command in partition " + DeciderTopology.partition(key, partitions)
                                + ", by Kafka's default partitioner for its key, but it came in partition "
                                + context().taskId().partition()
                                + ". Set the client's partitioner to murmur2 (librdkafka: partitioner=murmur2_random).");
                return;
            }
            Aggregate aggregate = load(ask.subject());
            SpecificRecord asked = ask.asked();
            RememberedCommand before = asked == null ? null : memory.find(aggregate.remembered, ask.commandId());
            if (before != null && asked != null) {
                answerRepeat(ask, before, memory.askedTheSame(before, ask.actor(), asked));
                return;
            }
            Instant room = ask.signed() == null ? null : memory.roomFrom(aggregate.remembered, ask.actor(), recordedAt);
            if (room != null) {
                refuse(
                        ask,
                        key,
                        "signed-too-often",
                        "Expected at most " + CommandMemory.SIGNED_AT_ONCE + " signed commands by " + ask.actor()
                                + " about this within some ten minutes, but there were as many, and each is remembered so"
                                + " that nobody can send it again. Sign it again after " + room + ".");
                return;
            }
            switch (stage.decider().decide(aggregate.state, ask.command())) {
                case Decision.Accepted<E>(List<E> events) -> accept(ask, aggregate, events, recordedAt);
                case Decision.Refused<E>(String code, String told) -> {
                    Decision.Refused<E> refused = new Decision.Refused<>(code, shortened(told));
                    if (asked != null && aggregate.stored) {
                        aggregate.remembered = memory.with(aggregate.remembered, ask, recordedAt, 0, 0, refused);
                        aggregate.changed = true;
                    }
                    refuse(ask, key, refused.code(), refused.sentence());
                }
            }
        }

        /** Whether the timer was still wanted and led to anything. */
        boolean answerTimer(TimerIndex.Due due) {
            Subject subject = Subject.parse(due.aggregate());
            Aggregate aggregate = load(subject);
            if (!due.at().equals(aggregate.dueAt)) {
                return false;
            }
            String commandId = stage.name() + ":" + subject.id() + ":timer:" + aggregate.events;
            Ask<C> ask =
                    Ask.reaction(subject, commandId, stage.name(), stage.wire().due(now));
            if (stage.decider().decide(aggregate.state, ask.command()) instanceof Decision.Accepted<E>(List<E> events)
                    && !events.isEmpty()) {
                accept(ask, aggregate, events, now);
                return true;
            }
            return false;
        }

        private void accept(Ask<C> ask, Aggregate aggregate, List<E> events, Instant recordedAt) {
            SpecificRecord asked = ask.asked();
            if (asked != null && (aggregate.stored || !events.isEmpty())) {
                aggregate.remembered =
                        memory.with(aggregate.remembered, ask, recordedAt, aggregate.events + 1, events.size(), null);
                aggregate.changed = true;
            }
            if (asked != null && events.isEmpty()) {
                reject(ask, "nothing-to-do", "All is as asked already; nothing was changed.", false, List.of());
            }
            for (E event : events) {
                aggregate.state = stage.decider().evolve(aggregate.state, event);
                aggregate.events++;
                aggregate.changed = true;
                EventContext context = new EventContext(
                        ask.subject(),
                        eventId(ask.subject(), aggregate.events),
                        ask.actor(),
                        now,
                        ask.commandId(),
                        ask.signed());
                Writing writing = stage.wire().write(event, context, aggregate.state, this);
                writing.keeps().forEach(this::keep);
                int nth = 0;
                for (Output output : writing.outputs()) {
                    // unique within the source, as CloudEvents wants it
                    add(output, nth++ == 0 ? context.eventId() : context.eventId() + ":" + nth, ask, aggregate);
                }
            }
            aggregate.dueAt = stage.decider().dueAt(aggregate.state);
            metrics.accepted(events.size());
        }

        private void answerRepeat(Ask<C> ask, RememberedCommand before, boolean same) {
            String code = before.getCode();
            String sentence = before.getSentence();
            if (!same) {
                refuse(
                        ask,
                        ask.subject().key(),
                        "command-id-reused",
                        "Expected a new command id for another command, but '" + ask.commandId()
                                + "' was used before for something else. Send it again under an id of its own.");
            } else if (code != null && sentence != null) {
                reject(ask, code, sentence, true, List.of());
            } else {
                List<String> eventIds = new ArrayList<>();
                for (int n = 0; n < before.getEvents(); n++) {
                    eventIds.add(eventId(ask.subject(), before.getFirstEvent() + n));
                }
                reject(
                        ask,
                        "already-accepted",
                        "This command was accepted before; nothing was done a second time.",
                        true,
                        eventIds);
            }
            metrics.repeated();
        }

        private void refuse(Ask<C> ask, String key, String code, String sentence) {
            Ask<C> keyed = ask.subject().key().equals(key)
                    ? ask
                    : new Ask<>(
                            new Subject(key, ask.subject().part()),
                            ask.commandId(),
                            ask.actor(),
                            ask.asked(),
                            ask.command(),
                            ask.signed());
            reject(keyed, code, sentence, false, List.of());
            metrics.refused(code);
        }

        private void reject(Ask<C> ask, String code, String sentence, boolean repeated, List<String> eventIds) {
            Subject subject = ask.subject();
            Rejection rejection = new Rejection(
                    ask.commandId(),
                    stage.name(),
                    subject.key(),
                    subject.part(),
                    ask.actor(),
                    code,
                    sentence,
                    repeated,
                    eventIds,
                    now);
            add(
                    new Output(Topics.REJECTIONS, subject.key(), rejection, "CommandRefused"),
                    stage.name() + ":" + subject.id() + ":refusal:" + ask.commandId(),
                    ask,
                    null);
        }

        private void add(Output output, String id, Ask<C> ask, @Nullable Aggregate aggregate) {
            Headers headers = CloudEvents.headers(
                    id, stage.name(), output.type(), ask.subject().id(), now, ask.commandId(), cause);
            outputs.add(new Prepared<>(output, aggregate, headers));
        }

        private String eventId(Subject subject, long number) {
            return EventId.of(stage.name(), subject.id(), number);
        }

        void keep(Keep<?> keep) {
            AvroSerde<SpecificRecord> serde = shelfSerdes.get(keep.shelf().name());
            if (serde == null) {
                throw new IllegalArgumentException(
                        stage.name() + " declares no shelf " + keep.shelf().name());
            }
            SpecificRecord value = keep.value();
            keeps.put(
                    new Place(keep.shelf().name(), keep.key()),
                    new Kept(value, value == null ? null : bounded(serde.write(value))));
        }

        @Override
        public Directory directory() {
            return directory;
        }

        @Override
        public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
            Place place = new Place(shelf.name(), key);
            Kept kept = keeps.get(place);
            SpecificRecord known = kept == null ? seen.get(place) : kept.value();
            if (kept != null || known != null) {
                return known == null ? null : shelf.valueType().cast(known);
            }
            KeyValueStore<String, byte[]> store = shelves.get(shelf.name());
            AvroSerde<SpecificRecord> serde = shelfSerdes.get(shelf.name());
            if (store == null || serde == null) {
                throw new IllegalArgumentException(stage.name() + " declares no shelf " + shelf.name());
            }
            byte[] bytes = store.get(key);
            if (bytes == null) {
                return null;
            }
            try {
                V value = shelf.valueType().cast(serde.read(bytes));
                seen.put(place, value);
                return value;
            } catch (RuntimeException e) {
                throw unreadable(shelf.name() + " " + key, e);
            }
        }

        void serialize() {
            for (Prepared<Aggregate> prepared : outputs) {
                Output output = prepared.output();
                AvroSerde<SpecificRecord> serde = valueSerdes.get(output.topic().name());
                if (serde == null) {
                    throw new IllegalArgumentException(stage.name() + " does not declare the output "
                            + output.topic().name());
                }
                byte[] value = bounded(serde.write(output.value()));
                link(prepared, value);
                records.add(new Record<>(output.key(), value, now.toEpochMilli(), prepared.headers()));
            }
            for (Aggregate aggregate : touched.values()) {
                if (aggregate.changed) {
                    aggregate.bytes = bounded(aggregate.snapshot());
                }
            }
        }

        /** Facts are what is kept for ever; of what is compacted no chain would stay whole. */
        private void link(Prepared<Aggregate> prepared, byte[] value) {
            Aggregate aggregate = prepared.aggregate();
            if (aggregate != null && prepared.output().topic().cleanup() == Cleanup.KEEP) {
                aggregate.chain = FactChain.link(aggregate.chain, value);
                prepared.headers()
                        .add(
                                CloudEvents.CHAIN,
                                HexFormat.of().formatHex(aggregate.chain).getBytes(UTF_8));
            }
        }

        private static String shortened(String sentence) {
            return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
        }

        /** What no topic would take must be known before the first write. */
        private static byte[] bounded(byte[] value) {
            if (value.length > TopicProvisioning.MAX_VALUE_BYTES) {
                throw new UnprocessableRecordException(
                        "record-too-large",
                        "Expected records of at most " + TopicProvisioning.MAX_VALUE_BYTES
                                + " bytes to come of it, but one has " + value.length
                                + ". Send less text in one story.");
            }
            return value;
        }

        /** Nothing in here throws for a record's sake. */
        void writeAndForward() {
            keeps.forEach((place, kept) -> {
                KeyValueStore<String, byte[]> shelf = shelves.get(place.shelf());
                if (shelf != null) {
                    shelf.put(place.key(), kept.bytes());
                }
            });
            touched.forEach((id, aggregate) -> {
                if (aggregate.changed) {
                    aggregates.put(id, aggregate.bytes);
                    timers.move(id, aggregate.storedDueAt, aggregate.dueAt);
                }
            });
            for (int n = 0; n < records.size(); n++) {
                context()
                        .forward(
                                records.get(n),
                                DeciderTopology.sink(outputs.get(n).output().topic()));
            }
        }
    }
}
