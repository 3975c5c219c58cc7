package io.copyflow.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The clients that {@link KafkaStreams} makes for itself, but for one thing: a stage waits for records no longer than until
 * its next commit is due. Streams looks for what is due only between two waits, which are {@value
 * StreamsConfig#POLL_MS_CONFIG} long where nothing comes: with long ones commits would be late, and with short ones an idle
 * stage never rests.
 */
final class PacedClients implements KafkaClientSupplier {

    private final CommitPace pace;

    PacedClients(CommitPace pace) {
        this.pace = pace;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new PacedConsumer(config, pace);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

        private final CommitPace pace;

        PacedConsumer(Map<String, Object> config, CommitPace pace) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.pace = pace;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration most) {
            return super.poll(pace.untilDue(most));
        }
    }
}
