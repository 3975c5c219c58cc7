package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory as it stands, for gateways and channels, which have no stores of Kafka Streams. */
public final class DirectoryFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ConcurrentSkipListMap<String, DirectoryEntry> entries = new ConcurrentSkipListMap<>();
    private final DirectoryState state = new DirectoryState();
    private final Directory directory = new Directory(
            entries::get,
            prefix -> List.copyOf(
                    entries.subMap(prefix, prefix + Character.MAX_VALUE).values()),
            state::now);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Consumer<String, byte[]> consumer;
    private final AvroSerde<DirectoryEntry> serde;
    private final Follower follower;
    // the follower's thread alone uses these two
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean assigned;

    /** @param client what every Kafka client needs; the topic exists */
    public DirectoryFollower(Map<String, Object> client, SchemaIds ids) {
        this(consumer(client), ids);
    }

    /** With a consumer of the caller's, which it closes. */
    DirectoryFollower(Consumer<String, byte[]> consumer, SchemaIds ids) {
        this.serde = AvroSerde.of(Topics.DIRECTORY, ids);
        this.consumer = consumer;
        this.follower = new Follower("copyflow-directory", "the directory", consumer, this::round);
        follower.dead().thenRun(caughtUp::countDown);
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The directory, live.
     *
     * @throws StageFailure with the code {@code follower-failed} when an error ended the reading of it
     */
    public Directory directory() {
        follower.requireAlive();
        return directory;
    }

    /** Completes, with the reason, when an error has ended the reading of it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    /**
     * Waits until everything that was published when it started has been read.
     *
     * @throws StageFailure with the code {@code kafka-unreachable} when that takes longer, {@code follower-failed} when an
     *     error ended the reading of it
     */
    public void awaitCaughtUp(Duration patience) {
        try {
            if (!caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StageFailure(
                        "kafka-unreachable",
                        "The directory could not be read within " + patience.toSeconds()
                                + " s. Check that Kafka runs and that bootstrap.servers is right.");
            }
            follower.requireAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while reading the directory.", e);
        }
    }

    private void round() {
        if (!assigned) {
            List<TopicPartition> partitions = FollowedPartitions.of(consumer, List.of(Topics.DIRECTORY.name()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ends = consumer.endOffsets(partitions);
            assigned = true;
        }
        if (caughtUp.getCount() > 0
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            caughtUp.countDown();
        }
        keep(consumer.poll(POLL));
    }

    /** Goes back to a record whose schema cannot be had now, so that no entry is missed. */
    private void keep(ConsumerRecords<String, byte[]> records) {
        SchemaUnavailableException unavailable = null;
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                try {
                    keep(record);
                } catch (SchemaUnavailableException e) {
                    consumer.seek(partition, record.offset());
                    unavailable = e;
                    break;
                }
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            entries.remove(record.key());
            state.changed();
            return;
        }
        try {
            entries.put(record.key(), serde.read(record.value()));
            state.changed();
        } catch (SerializationException e) {
            LOG.warn(
                    "event=directory_entry_unreadable partition={} offset={} reason={}",
                    record.partition(),
                    record.offset(),
                    Logfmt.value(e.getMessage()));
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
