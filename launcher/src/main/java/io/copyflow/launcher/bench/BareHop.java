package io.copyflow.launcher.bench;

import io.copyflow.launcher.bench.BareRecord.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One thread of a hop of the bare chain: consume, produce, and, for a stage, send the offsets and commit the transaction
 * every {@value #COMMIT_MS} ms, as a stage does. No decision, no state, no Avro.
 */
final class BareHop implements AutoCloseable {

    private static final int COMMIT_MS = 20;
    private static final int POLL_MS = 10;

    private final Hop hop;
    private final BareValues values;
    private final int languages;
    private final boolean transactional;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;
    private long begun;
    private boolean open;

    /** @param partitions those of each input that this thread reads */
    BareHop(Map<String, Object> client, Hop hop, List<Integer> partitions, int languages, BareValues values) {
        this.hop = hop;
        this.values = values;
        this.languages = languages;
        this.transactional = hop != Hop.PEOPLE;
        String name = "bare-" + hop.name().toLowerCase(Locale.ROOT);
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, name);
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> assigned = new ArrayList<>();
        hop.inputs()
                .forEach(log ->
                        partitions.forEach(partition -> assigned.add(new TopicPartition(log.topic(), partition))));
        consumer.assign(assigned);
        consumer.seekToBeginning(assigned);
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        if (transactional) {
            producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name + "-" + partitions.getFirst());
        }
        producer = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
        if (transactional) {
            producer.initTransactions();
        }
        Thread.ofPlatform().name(name + "-" + partitions.getFirst()).start(this::work);
    }

    /** Fails with what ended it, when it was not closed. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private void work() {
        try (consumer;
                producer) {
            while (!closed) {
                turn();
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    private void turn() {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(POLL_MS));
        if (!records.isEmpty()) {
            if (transactional && !open) {
                producer.beginTransaction();
                open = true;
                begun = System.nanoTime();
            }
            records.forEach(this::answer);
            read.putAll(records.nextOffsets());
        }
        if (open && System.nanoTime() - begun >= COMMIT_MS * 1_000_000L) {
            producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
            producer.commitTransaction();
            read.clear();
            open = false;
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        BareRecord what = BareValues.kind(record.value());
        for (BareRecord next : hop.after(what)) {
            if (what == BareRecord.STORY_ACCEPTED) {
                for (int language = 0; language < languages; language++) {
                    send(record.key(), next, language);
                }
            } else {
                send(record.key(), next, BareValues.language(record.value()));
            }
        }
    }

    private void send(String key, BareRecord next, int language) {
        producer.send(new ProducerRecord<>(next.log().topic(), key, values.of(next, language)));
    }

    @Override
    public void close() {
        closed = true;
        ended.handle((done, failed) -> done).join();
    }
}
