package io.copyflow.launcher.bench;

import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.StageFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts finished stories where the stages find them when they restore their stores: for every record that a model left in a
 * change log, one for each other story of the past. The stages must not run.
 */
final class LongPast {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String CHANGE_LOG = "-changelog";

    private final Map<String, Object> client;
    private final PastStories stories;

    /**
     * What was laid.
     *
     * @param stories besides the models
     * @param records in all change logs
     * @param bytes of their keys and values
     */
    record Laid(int stories, long records, long bytes, double seconds) {}

    private record Place(String topic, ByteBuffer key) {}

    private record Cast(String topic, Mould key, Mould value) {}

    /** @param client what every Kafka client needs */
    LongPast(Map<String, Object> client, PastStories stories) {
        this.client = client;
        this.stories = stories;
    }

    /**
     * @param upTo number of the first story that is not laid any more; the models are there
     * @throws StageFailure with code {@code bench-stalled} when the models left nothing, or the broker does not take it
     */
    Laid lay(int upTo) {
        long begin = System.nanoTime();
        Map<Place, byte[]> left = new LinkedHashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        read(left, partitions);
        List<List<Cast>> models = new ArrayList<>();
        for (int model = 0; model < PastStories.MODELS; model++) {
            List<Cast> casts = casts(left, stories.marks(model));
            if (casts.isEmpty()) {
                throw new StageFailure(
                        "bench-stalled",
                        "Expected the story " + PastStories.id(model)
                                + " to have left state in the stages' change logs, but there is none.");
            }
            models.add(casts);
        }
        long records = 0;
        long bytes = 0;
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int number = PastStories.MODELS; number < upTo; number++) {
                List<byte[]> marks = stories.marks(number);
                String id = PastStories.id(number);
                for (Cast cast : models.get(number % PastStories.MODELS)) {
                    byte[] key = cast.key().cast(marks);
                    byte[] value = cast.value().cast(marks);
                    int partition = DeciderTopology.partition(id, partitions.getOrDefault(cast.topic(), 1));
                    producer.send(new ProducerRecord<>(cast.topic(), partition, key, value), (_, failure) -> {
                        if (failure != null) {
                            failed.compareAndSet(null, failure);
                        }
                    });
                    records++;
                    bytes += key.length + value.length;
                }
                Waits.demandNone("the broker to take the past", failed.get());
            }
            producer.flush();
        }
        Waits.demandNone("the broker to take the past", failed.get());
        return new Laid(Math.max(0, upTo - PastStories.MODELS), records, bytes, (System.nanoTime() - begin) / 1e9);
    }

    /** What a change log says in the end, by its keys. */
    private void read(Map<Place, byte[]> left, Map<String, Integer> partitionsOf) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.listTopics().forEach((topic, infos) -> {
                if (topic.endsWith(CHANGE_LOG)) {
                    partitionsOf.put(topic, infos.size());
                    infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
                }
            });
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long heardAt = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heardAt = System.nanoTime();
                } else if (System.nanoTime() - heardAt > Traffic.PATIENCE.toNanos()) {
                    throw new StageFailure(
                            "bench-stalled",
                            "Expected to read the stages' change logs to their ends, but nothing came for "
                                    + Traffic.PATIENCE.toSeconds() + " s.");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Place place = new Place(record.topic(), ByteBuffer.wrap(record.key()));
                    if (record.value() == null) {
                        left.remove(place);
                    } else {
                        left.put(place, record.value());
                    }
                }
            }
        }
    }

    private static List<Cast> casts(Map<Place, byte[]> left, List<byte[]> marks) {
        List<Cast> casts = new ArrayList<>();
        left.forEach((place, value) -> {
            Mould key = Mould.of(place.key().array(), marks);
            if (key.has(PastStories.ID)) {
                casts.add(new Cast(place.topic(), key, Mould.of(value, marks)));
            }
        });
        return casts;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producing.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        producing.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        producing.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        return new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
