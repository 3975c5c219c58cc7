package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topic;
import io.copyflow.launcher.chaos.Ledger.Place;
import io.copyflow.runtime.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records as an outside program does, and keeps where Kafka said each lies: from then on it must lie there. */
final class Outbox implements AutoCloseable {

    /** The header that poison has, so that it is known again. */
    static final String MARK = "chaos-poison";

    /**
     * A command that was sent, once or more often.
     *
     * @param type such as {@code SubmitStory}
     */
    record Asked(String commandId, String storyId, String type) {}

    /**
     * That Kafka has taken a record.
     *
     * @param id of the command, or the mark of what is none
     */
    record Acknowledged(Place place, String id) {}

    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

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
        asked.put(commandId, new Asked(commandId, storyId, type));
        send(
                commandId,
                new ProducerRecord<>(
                        topic.name(),
                        null,
                        storyId,
                        value,
                        CloudEvents.headers(commandId, "chaos", type, storyId, clock.instant(), commandId, null)));
    }

    /** What is no command. For one thread. */
    void poison(Topic<?> topic, @Nullable String key, byte @Nullable [] value) {
        String mark = "poison-" + poison.size();
        poison.add(mark);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), key, value);
        record.headers().add(MARK, mark.getBytes(StandardCharsets.UTF_8));
        send(mark, record);
    }

    private void send(String id, ProducerRecord<String, byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            // one that no broker took in time was not accepted
            if (failure == null) {
                acknowledged.add(
                        new Acknowledged(new Place(metadata.topic(), metadata.partition(), metadata.offset()), id));
            }
        });
    }

    /** All commands that were sent, whether Kafka took them or not. */
    List<Asked> asked() {
        return List.copyOf(asked.values());
    }

    /** The marks of what was sent and is no command. */
    Set<String> poison() {
        return Set.copyOf(poison);
    }

    /** Where everything lies that Kafka has taken. */
    List<Acknowledged> acknowledged() {
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
