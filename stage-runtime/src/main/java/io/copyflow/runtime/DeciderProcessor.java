package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
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

    /** A kill waits for nothing but kills. Source: docs/semantics.md, rule 22. */
    private static final Set<String> URGENT = Set.of(Topics.KILL_COMMANDS.name(), Topics.KILLS.name());

    private static final int TIMERS_A_SCAN = 500;
    static final int LONGEST_ID = 256;

    private static final Logger LOG = LoggerFactory.getLogger(DeciderProcessor.class);

    private final Stage<S, C, E> stage;
    private final StageSerdes serdes;
    private final CommandMemory memory;
    private final int partitions;
    private final TopicIds logs;
    private final Clock clock;
    private final StageMetrics metrics;
    private final DirectoryState directoryState;
    private final CommitPace pace;
    private final KillsAhead ahead;

    private StageStores stores;
    private ReadMarks marks;
    private Directory directory;
    private Answering<S, C, E> answering;
    private @Nullable Long shortestPause;

    @SuppressWarnings("NullAway.Init") // init() completes it
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
            CommitPace pace,
            KillsAhead ahead) {
        this.stage = stage;
        this.serdes = new StageSerdes(stage, ids, stateIds);
        this.memory = new CommandMemory(remembered);
        this.partitions = partitions;
        this.logs = logs;
        this.clock = clock;
        this.metrics = metrics;
        this.directoryState = directoryState;
        this.pace = pace;
        this.ahead = ahead;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        stores = new StageStores(stage, context);
        marks = new ReadMarks(stage.name(), context.getStateStore(DeciderTopology.markStore(stage)), logs);
        answering = new Answering<>(stage, memory, partitions, context.taskId().partition(), metrics);
        KeyValueStore<String, ValueAndTimestamp<DirectoryEntry>> entries =
                context.getStateStore(DeciderTopology.DIRECTORY_STORE);
        directory = new Directory(
                new DecodedEntries(key -> ValueAndTimestamp.getValueOrNull(entries.get(key)), directoryState::now),
                prefix -> startingWith(entries, prefix),
                directoryState::now);
        shortestPause = CommitPace.shortest(context);
        context.schedule(TIMER_SCAN, PunctuationType.WALL_CLOCK_TIME, time -> fireTimers());
    }

    @Override
    public void process(Record<String, Arrival> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        // also what is set aside was read, so this stays where the rest throws
        if (isKill(from)) {
            ahead.worked(new TopicPartition(from.topic(), from.partition()), from.offset());
        } else if (!marks.mark(from, record.timestamp())) {
            metrics.readAgain();
            return;
        }
        Gathering<S> gathering = gathering(now(), record.headers());
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
            Reading<C> reading = stage.wire()
                    .read(new Inbound(from.topic(), record.key(), value, recordedAt, gathering.now()), gathering);
            if (answering.isAllAbout(record.key(), reading)) {
                reading.keeps().forEach(gathering::keep);
            }
            for (Ask<C> ask : reading.asks()) {
                answering.answer(ask, record.key(), recordedAt, gathering);
            }
            gathering.serialize();
        } catch (SerializationException e) {
            throw new UnprocessableRecordException(e);
        } catch (UnprocessableRecordException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnprocessableRecordException(e);
        }
        gathering.writeAndForward(context());
        if (URGENT.contains(from.topic())) {
            pace.urgent(context());
        } else {
            commitInTime(record.timestamp());
        }
    }

    private Gathering<S> gathering(Instant now, @Nullable Headers cause) {
        return new Gathering<>(stage, serdes, stores, directory, now, cause);
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
        pace.closed(context());
    }

    private void commitInTime(long since) {
        if (shortestPause != null) {
            pace.worked(context(), shortestPause, since);
        }
    }

    private void fireTimers() {
        Instant now = now();
        for (TimerIndex.Due due : stores.timers().due(now, TIMERS_A_SCAN)) {
            Gathering<S> gathering = gathering(now, null);
            boolean fired;
            try {
                fired = answering.answerTimer(due, gathering);
                gathering.serialize();
            } catch (KafkaException e) {
                throw e;
            } catch (RuntimeException e) {
                // the timer stays and is tried again; the others must not wait for it
                LOG.error("event=timer_failed stage={} aggregate={}", stage.name(), Logfmt.value(due.aggregate()), e);
                metrics.timerFailed();
                continue;
            }
            if (fired) {
                gathering.writeAndForward(context());
                commitInTime(due.at().toEpochMilli());
            } else {
                stores.timers().move(due.aggregate(), due.at(), null);
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
}
