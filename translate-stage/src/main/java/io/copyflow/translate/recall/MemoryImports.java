package io.copyflow.translate.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.wire.MemoryWire;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes entries from files to their topic. The same entry again takes its own place. For one thread. */
public final class MemoryImports implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final MemoryWire wire;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param client what every Kafka client needs; the topic exists */
    public MemoryImports(Map<String, Object> client, SchemaIds ids) {
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producing.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        this.producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
        this.wire = new MemoryWire(ids);
    }

    /** Sends an entry; what Kafka made of it is told by {@link #finish}, or by a later entry. */
    public void put(MemoryEntry entry, EntryOrigin.TmxFile file) {
        requireNoFailure();
        String key = entry.key();
        producer.send(
                new ProducerRecord<>(
                        Topics.MEMORY_IMPORTS.name(),
                        null,
                        key.getBytes(UTF_8),
                        wire.write(entry, file),
                        CloudEvents.headers(
                                key, "memory-import", "ImportedUnit", key, file.importedAt(), file.file(), null)),
                (_, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
    }

    /**
     * Waits until Kafka has all of them.
     *
     * @throws KafkaException when it does not take one; those before may be there, and importing again repeats them
     */
    public void finish() {
        producer.flush();
        requireNoFailure();
    }

    private void requireNoFailure() {
        Exception refused = failure.get();
        if (refused != null) {
            throw refused instanceof KafkaException kafka ? kafka : new KafkaException(refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
