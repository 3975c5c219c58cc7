package io.copyflow.launcher.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Partitions in which a transaction was left without its end: what comes after it would never be read. Those of stages at
 * work last moments, so each partition is looked at until it was seen without one.
 */
final class OpenTransactions {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private OpenTransactions() {}

    static Invariant in(Map<String, Object> client) {
        try (KafkaConsumer<byte[], byte[]> committed = consumer(client, "read_committed");
                KafkaConsumer<byte[], byte[]> all = consumer(client, "read_uncommitted")) {
            Set<TopicPartition> open = new HashSet<>();
            all.listTopics(PATIENCE).forEach((topic, partitions) -> {
                if (!topic.startsWith("__")) {
                    partitions.forEach(info -> open.add(new TopicPartition(topic, info.partition())));
                }
            });
            long looked = open.size();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                Map<TopicPartition, Long> stable = committed.endOffsets(open, PATIENCE);
                // asked later: an end that was reached then is no less stable now
                Map<TopicPartition, Long> ends = all.endOffsets(open, PATIENCE);
                open.removeIf(partition -> ends.getOrDefault(partition, 0L).equals(stable.get(partition)));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            List<String> breaches = new ArrayList<>();
            open.forEach(partition -> breaches.add("a transaction in " + partition + " has no end"));
            return new Invariant("transactions-end", "no transaction was left without its end", looked, breaches);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client, String isolation) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        return new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
