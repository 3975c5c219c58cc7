package io.copyflow.launcher.proof;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics themselves, committed records only, without a consumer group, up to where they ended when this was made.
 *
 * <p>Fails with {@link StageFailure}: {@code kafka-unreachable}, {@code topics-missing}.
 */
public final class TopicLog implements RawLog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String servers;
    private final SchemaIds ids;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();

    /**
     * @param client what every Kafka client needs, {@code bootstrap.servers} at least
     * @param ids to be closed by the caller
     */
    public TopicLog(Map<String, Object> client, SchemaIds ids) {
        this.servers = String.valueOf(client.get("bootstrap.servers"));
        this.ids = ids;
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        this.consumer = new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            find();
        } catch (RuntimeException e) {
            consumer.close();
            throw e instanceof TimeoutException ? unreachable("did not answer", e) : e;
        }
    }

    private void find() {
        Map<String, List<PartitionInfo>> there = consumer.listTopics(PATIENCE);
        for (Topic<?> topic : TOPICS) {
            List<PartitionInfo> infos = there.get(topic.name());
            if (infos == null) {
                throw new StageFailure(
                        "topics-missing",
                        "Expected Copyflow's topics at " + servers + ", but " + topic.name()
                                + " is not there. Is this the right Kafka (--bootstrap-servers)?");
            }
            partitions.put(topic.name(), infos.size());
            infos.forEach(info -> ends.put(new TopicPartition(info.topic(), info.partition()), 0L));
        }
        ends.putAll(consumer.endOffsets(ends.keySet(), PATIENCE));
    }

    @Override
    public int partitions(Topic<?> topic) {
        return Objects.requireNonNull(partitions.get(topic.name()), "only the topics of a proof");
    }

    @Override
    public void read(Topic<?> topic, int partition, Consumer<RawRecord> each) {
        TopicPartition place = new TopicPartition(topic.name(), partition);
        long end = ends.getOrDefault(place, 0L);
        if (end == 0) {
            return;
        }
        try {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long at = consumer.position(place, PATIENCE);
            long heardAt = System.nanoTime();
            while (at < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        each.accept(new RawRecord(
                                topic,
                                partition,
                                record.offset(),
                                record.timestamp(),
                                record.key(),
                                record.headers(),
                                record.value()));
                    }
                }
                long now = consumer.position(place, PATIENCE);
                if (now != at) {
                    heardAt = System.nanoTime();
                } else if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
                    throw unreachable("does not answer any more", null);
                }
                at = now;
            }
        } catch (TimeoutException e) {
            throw unreachable("did not answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    @Override
    public SchemaIds schemaIds() {
        return ids;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private StageFailure unreachable(String how, @Nullable Throwable cause) {
        String sentence =
                "Kafka at " + servers + " " + how + ". Is './copyflow up' running, or is --bootstrap-servers right?";
        return cause == null
                ? new StageFailure("kafka-unreachable", sentence)
                : new StageFailure("kafka-unreachable", sentence, cause);
    }
}
