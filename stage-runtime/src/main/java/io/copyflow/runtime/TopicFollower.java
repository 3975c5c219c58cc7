package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of a topic's partitions from a time on, read committed and without a group, for gateways and channels, which have no
 * stores of Kafka Streams. A record nobody can read is passed over and told.
 */
public final class TopicFollower<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final String what;
    private final Topic<V> topic;
    private final @Nullable Instant since;
    private final Taking<V> taking;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Consumer<String, byte[]> consumer;
    private final AvroSerde<V> serde;
    private final Follower follower;
    private final Stillness reading = new Stillness();
    // the follower's thread alone uses these two
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean assigned;

    /** What is done with each record, on the follower's thread; those of a partition come in order. */
    @FunctionalInterface
    public interface Taking<V> {

        /** @param value null where the key's value was removed */
        void take(String key, @Nullable V value);
    }

    /**
     * @param client what every Kafka client needs; the topic exists
     * @param what is followed, for sentences, such as {@code the directory}
     * @param since only records that came then or later; null for all there are
     */
    public TopicFollower(
            Map<String, Object> client,
            SchemaIds ids,
            Topic<V> topic,
            String what,
            @Nullable Instant since,
            Taking<V> taking) {
        this(FollowedPartitions.consumer(client), ids, topic, what, since, taking);
    }

    /** With a consumer of the caller's, which it closes. */
    TopicFollower(
            Consumer<String, byte[]> consumer,
            SchemaIds ids,
            Topic<V> topic,
            String what,
            @Nullable Instant since,
            Taking<V> taking) {
        this.serde = AvroSerde.of(topic, ids);
        this.consumer = consumer;
        this.topic = topic;
        this.what = what;
        this.since = since;
        this.taking = taking;
        this.follower = new Follower(
                "copyflow-" + what.replaceFirst("^the ", "").replace(' ', '-'), what, consumer, this::round);
        follower.dead().thenRun(caughtUp::countDown);
    }

    /** @throws StageFailure with the code {@code follower-failed} when an error has ended the reading */
    public void requireAlive() {
        follower.requireAlive();
    }

    /** Completes, with the reason, when an error has ended the reading; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    /** Whether everything that was there when it started has been read. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /**
     * Waits until everything that was there when it started has been read.
     *
     * @param patience for as long nothing may come; what comes may take any time, for there may be years of it
     * @throws StageFailure with the code {@code kafka-unreachable} when nothing has come for longer, {@code
     *     follower-failed} when an error ended the reading
     */
    public void awaitCaughtUp(Duration patience) {
        Stillness waiting = new Stillness();
        try {
            while (!caughtUp.await(Math.min(LOOK_AGAIN.toMillis(), patience.toMillis()), TimeUnit.MILLISECONDS)) {
                if (waiting.isAsLongAs(patience) && reading.isAsLongAs(patience)) {
                    throw new StageFailure(
                            "kafka-unreachable",
                            Character.toUpperCase(what.charAt(0)) + what.substring(1) + " could not be read within "
                                    + patience.toSeconds()
                                    + " s. Check that Kafka runs and that bootstrap.servers is right.");
                }
            }
            follower.requireAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while reading " + what + ".", e);
        }
    }

    private void round() {
        if (!assigned) {
            List<TopicPartition> partitions = FollowedPartitions.of(consumer, List.of(topic.name()));
            consumer.assign(partitions);
            ends = consumer.endOffsets(partitions);
            begin(partitions);
            assigned = true;
        }
        if (caughtUp.getCount() > 0
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            caughtUp.countDown();
        }
        take(consumer.poll(POLL));
    }

    private void begin(List<TopicPartition> partitions) {
        if (since == null) {
            consumer.seekToBeginning(partitions);
            return;
        }
        long time = since.toEpochMilli();
        consumer.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> time)))
                .forEach((partition, found) -> {
                    // nothing that late: what comes next is
                    consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset());
                });
    }

    /** Goes back to a record whose schema cannot be had now, so that none is missed. */
    private void take(ConsumerRecords<String, byte[]> records) {
        if (!records.isEmpty()) {
            reading.moved();
        }
        SchemaUnavailableException unavailable = null;
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                try {
                    take(record);
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

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        V value;
        try {
            value = record.value() == null ? null : serde.read(record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "event=record_unreadable topic={} partition={} offset={} reason={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Logfmt.value(e.getMessage()));
            return;
        }
        taking.take(record.key(), value);
    }

    @Override
    public void close() {
        follower.close();
    }
}
