package io.copyflow.channels.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A channel's consumer and producer, made of what the caller says and what a channel must decide itself. */
final class KafkaClients {

    /** So that a kill never waits for more than these to be delivered. */
    private static final int RECORDS_AT_ONCE = 100;

    private KafkaClients() {}

    /**
     * A consumer that is the only one of its group, and says so: after a crash its partitions are its own again at once,
     * not only when the broker has missed the one before it for {@code session.timeout.ms}.
     *
     * @param fromBeginning where a group that has committed nothing begins: with the first record, or with the next
     * @throws IllegalArgumentException with a sentence that names a setting that is not the caller's
     */
    static Consumer<byte[], byte[]> consumer(String groupId, boolean fromBeginning, Map<String, ?> kafka) {
        return new KafkaConsumer<>(with(
                kafka,
                Map.ofEntries(
                        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, groupId),
                        Map.entry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, groupId),
                        Map.entry(CommonClientConfigs.CLIENT_ID_CONFIG, groupId),
                        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, fromBeginning ? "earliest" : "latest"),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                        Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class))));
    }

    /** As {@link #consumer}. */
    static Producer<byte[], byte[]> producer(String clientId, Map<String, ?> kafka) {
        return new KafkaProducer<>(with(
                kafka,
                Map.of(
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        clientId,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class)));
    }

    private static Map<String, Object> with(Map<String, ?> kafka, Map<String, Object> ours) {
        for (String key : ours.keySet()) {
            if (kafka.containsKey(key)) {
                throw new IllegalArgumentException("Expected '" + key + "' to be left to the channel, which sets it to "
                        + ours.get(key) + ", but the Kafka settings have it too. Remove it there.");
            }
        }
        Map<String, Object> all = new HashMap<>(kafka);
        all.putAll(ours);
        return all;
    }
}
