package io.copyflow.launcher.flow;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What lies in topics, read committed and from their beginning, by a reader that shares nothing with the stages. */
final class CommittedLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<String, List<ConsumerRecord<String, byte[]>>> read = new HashMap<>();

    CommittedLog(String bootstrapServers, List<Topic<?>> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        for (Topic<?> topic : topics) {
            read.put(topic.name(), new ArrayList<>());
            consumer.partitionsFor(topic.name())
                    .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** @param id of the event or refusal, from the headers, as is {@code causationId} */
    record Entry<V>(String id, String causationId, int partition, long offset, Headers headers, String key, V value) {}

    /** Everything committed until now under that key, in the order of each partition; values that cannot be read fail. */
    <V extends SpecificRecord> List<Entry<V>> of(Topic<V> topic, String key) {
        AvroSerde<V> serde = AvroSerde.of(topic, new SchemaCatalogue());
        return raw(topic).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> new Entry<>(
                        CloudEvents.text(record.headers(), CloudEvents.ID),
                        CloudEvents.text(record.headers(), CloudEvents.CAUSATION_ID),
                        record.partition(),
                        record.offset(),
                        record.headers(),
                        record.key(),
                        serde.read(record.value())))
                .toList();
    }

    /** Everything committed until now, unread. */
    List<ConsumerRecord<String, byte[]>> raw(Topic<?> topic) {
        catchUp();
        return List.copyOf(read.get(topic.name()));
    }

    private void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> read.get(record.topic()).add(record));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
