package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A downstream reader of copyflow.published.v1, read committed, from now on. For one thread. */
final class PublishedLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroSerde<PublishedVersion> serde;

    /**
     * What was read while waiting. The texts are kept as bytes and looked at later, off the clock.
     *
     * @param versions when each version arrived at first, by {@link System#nanoTime}, by the log's key for it
     * @param lastNew when the last version arrived that had not been there before
     * @param storyDone when each whole story was there, by story id
     */
    record Arrivals(List<byte[]> records, Map<String, Long> versions, long lastNew, Map<String, Long> storyDone) {

        /** When a version arrived, which it must have. */
        long of(String storyId, String language) {
            Long arrived = versions.get(key(storyId, language));
            if (arrived == null) {
                throw new IllegalArgumentException(key(storyId, language) + " has not arrived");
            }
            return arrived;
        }
    }

    /** What a version is published under. */
    static String key(String storyId, String language) {
        return storyId + "/" + language;
    }

    PublishedLog(Map<String, Object> client, SchemaIds ids) {
        serde = AvroSerde.of(Topics.PUBLISHED, ids);
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PUBLISHED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Reads until every version of these stories was there, or nothing new has come for as long as the patience lasts.
     *
     * @param versionsOf how many versions each story has, by story id
     * @param watch run meanwhile; may throw to end it
     */
    Arrivals await(Map<String, Integer> versionsOf, Duration patience, Runnable watch) {
        Map<String, Integer> left = new HashMap<>(versionsOf);
        Map<String, Long> done = new HashMap<>();
        Map<String, Long> seen = new HashMap<>();
        List<byte[]> records = new ArrayList<>();
        long lastNew = System.nanoTime();
        while (!left.isEmpty() && System.nanoTime() - lastNew < patience.toNanos()) {
            watch.run();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                records.add(record.value());
                long now = System.nanoTime();
                if (seen.putIfAbsent(record.key(), now) != null) {
                    continue;
                }
                lastNew = now;
                String storyId = record.key().substring(0, record.key().indexOf('/'));
                left.computeIfPresent(storyId, (id, count) -> {
                    if (count > 1) {
                        return count - 1;
                    }
                    done.put(id, now);
                    return null;
                });
            }
        }
        return new Arrivals(records, seen, lastNew, done);
    }

    /** What else comes until it has been quiet for a while: nothing, when all is right. */
    List<byte[]> straggling(Duration quiet) {
        List<byte[]> records = new ArrayList<>();
        long last = System.nanoTime();
        while (System.nanoTime() - last < quiet.toNanos()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                records.add(record.value());
                last = System.nanoTime();
            }
        }
        return records;
    }

    PublishedVersion read(byte[] record) {
        return serde.read(record);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
