package io.copyflow.launcher.demo;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the channels' receipts from now on. For one thread. */
public final class Receipts implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroSerde<DeliveryEvent> serde;

    /** @param client what every Kafka client needs */
    public Receipts(Map<String, Object> client, SchemaIds ids) {
        serde = AvroSerde.of(Topics.DELIVERY_EVENTS, ids);
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.DELIVERY_EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Receipts of pages delivered for a story since the last call, waiting a while for some. */
    public List<DeliveryEvent> delivered(String storyId, Duration patience) {
        List<DeliveryEvent> delivered = new ArrayList<>();
        consumer.poll(patience).forEach(record -> {
            DeliveryEvent receipt = serde.read(record.value());
            if (receipt.getStoryId().equals(storyId) && receipt.getOutcome() == DeliveryOutcome.DELIVERED) {
                delivered.add(receipt);
            }
        });
        return delivered;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
