package io.copyflow.translate.recall;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.FollowedPartitions;
import io.copyflow.runtime.Follower;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.memory.TranslationMemory;
import io.copyflow.translate.wire.MemoryWire;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the index of what is like a text from the memory's two topics, committed records only. Where it is lies in the
 * index itself, in the same commit as what it read so far: a crash repeats some, which changes nothing, and an index
 * whose folder is deleted is built anew from the beginning of the topics.
 *
 * <p>Kills are read from the beginning every time: what the index has of a killed story is forgotten, and what comes
 * later, older or not, is not taken in. Source: docs/semantics.md, rule 22.
 *
 * <p>The gauge {@code copyflow.memory.lag} says how many records it is behind.
 */
public final class MemoryFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);

    /** A commit takes some milliseconds, whatever is in it: while there are more entries to read, only so often. */
    private static final int MOST_UNCOMMITTED = 5_000;

    /** At the end of the topics, where there is nearly always something new while people work, only so often. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of a record: story, revision and language; of an entry: story, language and segment; or file and unit. */
    private static final int LONGEST_KEY = 2_048;

    private static final List<String> TOPICS = List.of(Topics.MEMORY.name(), Topics.MEMORY_IMPORTS.name());
    private static final List<String> KILLS = List.of(Topics.KILLS.name());

    private final Consumer<String, byte[]> consumer;
    private final TranslationMemory memory;
    private final MemoryWire wire;
    private final Follower follower;
    private volatile long lag;
    // the follower's thread alone uses what follows
    private final Set<String> killed = new HashSet<>();
    /** Of the memory's topics: those whose offsets the index keeps. */
    private List<TopicPartition> partitions = List.of();

    private List<TopicPartition> assigned = List.of();
    private int uncommitted;
    private int uncommittedEntries;
    private long committedAt = System.nanoTime() - PAUSE.toNanos();
    private boolean killedSince;

    /**
     * Begins to follow.
     *
     * @param client what every Kafka client needs; the topics exist
     * @param memory what is fed, by nobody else; to be closed after this
     */
    public MemoryFollower(Map<String, Object> client, SchemaIds ids, TranslationMemory memory, MeterRegistry registry) {
        this(FollowedPartitions.consumer(client), ids, memory, registry);
    }

    /** With a consumer of the caller's, which it closes. */
    MemoryFollower(Consumer<String, byte[]> consumer, SchemaIds ids, TranslationMemory memory, MeterRegistry registry) {
        this.consumer = consumer;
        this.memory = memory;
        this.wire = new MemoryWire(ids);
        Gauge.builder("copyflow.memory.lag", this, followed -> followed.lag)
                .description("Records of the translation memory that cannot be found yet by what is like them")
                .register(registry);
        this.follower = new Follower("copyflow-memory-index", "the translation memory", consumer, this::round);
    }

    /** Completes, with the reason, when an error has ended the reading of it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    private void round() {
        try {
            if (assigned.isEmpty()) {
                assign();
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            uncommitted += records.count();
            uncommittedEntries += records.count();
            records.forEach(this::take);
            if (uncommittedEntries >= MOST_UNCOMMITTED || (uncommitted > 0 && isAtTheEnd() && isTime())) {
                commit();
            }
            lag = lag();
        } catch (RuntimeException e) {
            lag = Math.max(lag, lag());
            // what was polled may be lost: go back to the last commit
            assigned = List.of();
            uncommitted = 0;
            uncommittedEntries = 0;
            throw e;
        }
    }

    private void assign() {
        List<TopicPartition> all = FollowedPartitions.of(consumer, TOPICS);
        List<TopicPartition> kills = FollowedPartitions.of(consumer, KILLS);
        List<TopicPartition> both = new ArrayList<>(kills);
        both.addAll(all);
        consumer.assign(both);
        consumer.seekToBeginning(kills);
        if (!FollowedPartitions.goOn(consumer, all, memory.offsets())) {
            LOG.warn("event=index_rebuilt index=memory reason=\"the topics are others than those it was built from\"");
            memory.forgetAll();
        }
        partitions = all;
        assigned = both;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (isTooLong(record, record.key())) {
            return;
        }
        if (record.topic().equals(Topics.KILLS.name())) {
            killed.add(record.key());
            killedSince = true;
            memory.forget(record.key());
            return;
        }
        List<MemoryEntry> entries;
        try {
            entries = record.value() == null ? List.of() : wire.read(record.topic(), record.value());
        } catch (SerializationException | IllegalArgumentException e) {
            unreadable(record, e);
            return;
        }
        memory.forgetRecord(record.key());
        uncommittedEntries += Math.max(0, entries.size() - 1); // the record itself counts as one
        for (MemoryEntry entry : entries) {
            if (!entry.isFrom(killed::contains) && !isTooLong(record, entry.key())) {
                put(record, entry);
            }
        }
    }

    private void put(ConsumerRecord<String, byte[]> record, MemoryEntry entry) {
        try {
            memory.put(entry, record.key());
        } catch (IllegalArgumentException e) { // of ids no index takes
            unreadable(record, e);
        }
    }

    private static boolean isTooLong(ConsumerRecord<String, byte[]> record, String key) {
        if (key.length() <= LONGEST_KEY) {
            return false;
        }
        LOG.warn(
                "event=memory_entry_skipped topic={} partition={} offset={} reason=\"a key of {} characters\"",
                record.topic(),
                record.partition(),
                record.offset(),
                key.length());
        return true;
    }

    private static void unreadable(ConsumerRecord<String, byte[]> record, RuntimeException e) {
        LOG.warn(
                "event=memory_entry_unreadable topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                Logfmt.value(e.getMessage()));
    }

    private void commit() {
        memory.commit(FollowedPartitions.offsets(consumer, partitions));
        uncommitted = 0;
        uncommittedEntries = 0;
        committedAt = System.nanoTime();
        killedSince = false;
    }

    /** What was killed is found no more at once. */
    private boolean isTime() {
        return killedSince || System.nanoTime() - committedAt >= PAUSE.toNanos();
    }

    private long lag() {
        return uncommitted + assigned.stream().mapToLong(this::behind).sum();
    }

    private boolean isAtTheEnd() {
        return assigned.stream().allMatch(partition -> behind(partition) == 0);
    }

    private long behind(TopicPartition partition) {
        return consumer.currentLag(partition).orElse(0);
    }

    /** Ends it; what was not committed is read again next time. */
    @Override
    public void close() {
        follower.close();
    }
}
