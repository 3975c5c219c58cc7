package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topic;
import io.copyflow.launcher.chaos.Ledger.Place;
import io.copyflow.runtime.CloudEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records as an outside program does, and keeps where Kafka said each lies: from then on it must lie there. */
final class Outbox implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Place> acknowledged = new ConcurrentLinkedQueue<>();

    /** @param client what every Kafka client needs */
    Outbox(Map<String, Object> client, Clock clock) {
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        this.producer = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
        this.clock = clock;
    }

    /** @param type such as {@code SubmitStory} */
    void command(Topic<?> topic, String storyId, String commandId, String type, byte[] value) {
        send(new ProducerRecord<>(
                topic.name(),
                null,
                storyId,
                value,
                CloudEvents.headers(commandId, "chaos", type, storyId, clock.instant(), commandId, null)));
    }

    /** What is no command. */
    void poison(Topic<?> topic, @Nullable String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topic.name(), key, value));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            // one that no broker took in time was not accepted
            if (failure == null) {
                acknowledged.add(new Place(metadata.topic(), metadata.partition(), metadata.offset()));
            }
        });
    }

    /** Where everything lies that Kafka has taken. */
    List<Place> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Returns when every record is taken or given up. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
