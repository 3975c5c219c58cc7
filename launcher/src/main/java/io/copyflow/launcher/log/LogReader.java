package io.copyflow.launcher.log;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.StageFailure;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics, committed records only, without a consumer group: nobody else notices.
 *
 * <p>A record that cannot be read is handed on as {@link LogRecord.Unreadable}; reading goes on. Records of a partition
 * come in their order; nothing is said about the order between partitions. For one thread.
 *
 * <p>Fails with {@link StageFailure}: {@code kafka-unreachable} when Kafka does not answer in time,
 * {@code topics-missing} when a topic is not there, {@code server-unreachable} when the schema registry is not.
 */
public final class LogReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String servers;
    private final SchemaIds ids;
    private final Duration patience;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, AvroSerde<?>> serdes = new HashMap<>();

    /** @param client what every Kafka client needs, {@code bootstrap.servers} at least */
    public LogReader(Map<String, Object> client, SchemaIds ids) {
        this(client, ids, PATIENCE);
    }

    /** @param patience how long Kafka may say nothing */
    public LogReader(Map<String, Object> client, SchemaIds ids, Duration patience) {
        this.servers = String.valueOf(client.get("bootstrap.servers"));
        this.ids = ids;
        this.patience = patience;
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        try {
            this.consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            if (e.getCause() instanceof ConfigException address
                    && String.valueOf(address.getMessage()).contains("bootstrap")) {
                throw unreachable("is no address that can be found", e);
            }
            throw e;
        }
    }

    /** Reads the topics from the beginning to where they end now. */
    public void read(Collection<? extends Topic<?>> topics, Consumer<LogRecord> each) {
        toTheEnd(partitions(topics, null), record -> true, each);
    }

    /** Reads what the topics hold of one story, to where they end now: only its partition of each. */
    public void readStory(String storyId, Collection<? extends Topic<?>> topics, Consumer<LogRecord> each) {
        toTheEnd(
                partitions(topics, storyId),
                record ->
                        record.key() != null && LogRecord.storyId(record.key()).equals(storyId),
                each);
    }

    /** The ids of all stories that were accepted. */
    public Set<String> storyIds() {
        Set<String> found = new TreeSet<>();
        // only the keys are wanted: nothing passes on to be decoded
        toTheEnd(
                partitions(List.of(Topics.STORY_EVENTS), null),
                record -> {
                    if (record.key() != null) {
                        found.add(record.key());
                    }
                    return false;
                },
                record -> {});
        return found;
    }

    /**
     * Follows the topics until told to stop.
     *
     * @param fromBeginning else only what comes from now on
     * @param each says whether to go on
     */
    public void follow(Collection<? extends Topic<?>> topics, boolean fromBeginning, Predicate<LogRecord> each) {
        Map<TopicPartition, Topic<?>> partitions = partitions(topics, null);
        try {
            assign(partitions, fromBeginning);
            long heardAt = System.nanoTime();
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    heardAt = System.nanoTime();
                    if (!each.test(decoded(topicOf(partitions, record), record))) {
                        return;
                    }
                }
                if (System.nanoTime() - heardAt > patience.toNanos()) {
                    // poll hides that Kafka is gone; this does not
                    consumer.listTopics(patience);
                    heardAt = System.nanoTime();
                }
            }
        } catch (TimeoutException e) {
            throw unreachable("does not answer any more", e);
        } catch (WakeupException e) {
            // told to stop
        }
    }

    /** Ends {@link #follow} on another thread; the one call that any thread may make. */
    public void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Map<TopicPartition, Topic<?>> partitions(Collection<? extends Topic<?>> topics, @Nullable String storyId) {
        Map<String, List<PartitionInfo>> there;
        try {
            there = consumer.listTopics(patience);
        } catch (TimeoutException e) {
            throw unreachable("did not answer within " + patience.toSeconds() + " s", e);
        }
        List<String> missing = topics.stream()
                .map(Topic::name)
                .filter(name -> !there.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new StageFailure(
                    "topics-missing",
                    "Expected Copyflow's topics at " + servers + ", but " + named(missing)
                            + ". Is this the right Kafka (--bootstrap-servers)? Start './copyflow up' there once: it"
                            + " makes them.");
        }
        Map<TopicPartition, Topic<?>> partitions = new HashMap<>();
        for (Topic<?> topic : topics) {
            List<PartitionInfo> infos = Objects.requireNonNull(there.get(topic.name()));
            int only = storyId == null ? -1 : DeciderTopology.partition(storyId, infos.size());
            IntPredicate wanted = partition -> only < 0 || partition == only;
            infos.stream()
                    .filter(info -> wanted.test(info.partition()))
                    .forEach(info -> partitions.put(new TopicPartition(topic.name(), info.partition()), topic));
        }
        return partitions;
    }

    private static String named(List<String> missing) {
        return switch (missing.size()) {
            case 1 -> missing.getFirst() + " is not there";
            case 2 -> missing.getFirst() + " and " + missing.getLast() + " are not there";
            default -> missing.getFirst() + " and " + (missing.size() - 1) + " others are not there";
        };
    }

    private void assign(Map<TopicPartition, Topic<?>> partitions, boolean fromBeginning) {
        consumer.assign(partitions.keySet());
        // what an earlier reading had done with stays paused over an assignment
        consumer.resume(partitions.keySet());
        if (fromBeginning) {
            consumer.seekToBeginning(partitions.keySet());
        } else {
            consumer.seekToEnd(partitions.keySet());
        }
        // seeking is lazy: the place is the one of now, not of the first poll
        partitions.keySet().forEach(partition -> consumer.position(partition, patience));
    }

    private void toTheEnd(
            Map<TopicPartition, Topic<?>> partitions,
            Predicate<ConsumerRecord<String, byte[]>> wanted,
            Consumer<LogRecord> each) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet(), patience);
            assign(partitions, true);
            Set<TopicPartition> open = new HashSet<>(partitions.keySet());
            long heardAt = System.nanoTime();
            while (closeAtEnd(open, ends)) {
                Map<TopicPartition, Long> before = positions(open);
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end && wanted.test(record)) {
                        each.accept(decoded(topicOf(partitions, record), record));
                    }
                }
                if (!positions(open).equals(before)) {
                    heardAt = System.nanoTime();
                } else if (System.nanoTime() - heardAt > patience.toNanos()) {
                    throw unreachable("does not answer any more", null);
                }
            }
        } catch (TimeoutException e) {
            throw unreachable("did not answer within " + patience.toSeconds() + " s", e);
        }
    }

    /** Stops fetching what is read to its end; says whether anything is left. */
    private boolean closeAtEnd(Set<TopicPartition> open, Map<TopicPartition, Long> ends) {
        List<TopicPartition> done = new ArrayList<>();
        for (TopicPartition partition : open) {
            if (consumer.position(partition, patience) >= ends.getOrDefault(partition, 0L)) {
                done.add(partition);
            }
        }
        consumer.pause(done);
        done.forEach(open::remove);
        return !open.isEmpty();
    }

    private Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition, patience)));
        return positions;
    }

    private static Topic<?> topicOf(Map<TopicPartition, Topic<?>> partitions, ConsumerRecord<String, byte[]> record) {
        return Objects.requireNonNull(partitions.get(new TopicPartition(record.topic(), record.partition())));
    }

    private LogRecord decoded(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        return new LogRecord(
                topic,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.headers(),
                content(topic, record.value()));
    }

    private LogRecord.Content content(Topic<?> topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return new LogRecord.Nothing();
        }
        if (topic.valueType() == null) {
            return new LogRecord.Bytes(bytes);
        }
        AvroSerde<?> serde = serdes.computeIfAbsent(topic.name(), name -> AvroSerde.of(topic, ids));
        try {
            return new LogRecord.Value(serde.read(bytes));
        } catch (SerializationException e) {
            String message = String.valueOf(e.getMessage());
            int colon = message.indexOf(": ");
            return colon > 0 && message.substring(0, colon).matches("[a-z-]+")
                    ? new LogRecord.Unreadable(message.substring(0, colon), message.substring(colon + 2), bytes)
                    : new LogRecord.Unreadable("unreadable-record", message, bytes);
        } catch (SchemaUnavailableException e) {
            throw new StageFailure("server-unreachable", String.valueOf(e.getMessage()), e);
        }
    }

    private StageFailure unreachable(String how, @Nullable Throwable cause) {
        String sentence =
                "Kafka at " + servers + " " + how + ". Is './copyflow up' running, or is --bootstrap-servers right?";
        return cause == null
                ? new StageFailure("kafka-unreachable", sentence)
                : new StageFailure("kafka-unreachable", sentence, cause);
    }
}
