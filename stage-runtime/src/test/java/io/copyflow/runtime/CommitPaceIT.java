package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/adr/0024: what Streams has to do for the pace to be kept, by Streams itself on a broker. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CommitPaceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofSeconds(7);
    private static final int TOGETHER = 15;

    private final CommitPace pace = new CommitPace();
    /** How long a thread that is to wait may, as asked at each record before it is worked on. */
    private final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();

    @Test
    void what_comes_together_is_one_transaction_and_the_pace_hears_of_its_commit(@TempDir Path folder)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("broker")));
                KafkaStreams streams = new KafkaStreams(
                        topology(), settings(broker, folder), new StageClients(pace, new KillsAhead()));
                KafkaProducer<byte[], byte[]> producer = producer(broker);
                KafkaConsumer<byte[], byte[]> reader = reader(broker)) {
            create(broker, "in", "out");
            streams.start();
            await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);
            reader.assign(List.of(new TopicPartition("out", 0)));

            send(producer, TOGETHER);
            List<Long> first = offsets(reader, TOGETHER);
            send(producer, 1);
            List<Long> second = offsets(reader, 1);

            assertThat(first)
                    .as("no marker of a commit between them")
                    .containsExactlyElementsOf(
                            LongStream.range(0, TOGETHER).boxed().toList());
            assertThat(second).as("behind such a marker").containsExactly(TOGETHER + 1L);
            assertThat(waits).hasSize(TOGETHER + 1);
            assertThat(List.copyOf(waits).getFirst()).isEqualTo(MOST);
            assertThat(List.copyOf(waits).getLast()).as("all is committed").isEqualTo(MOST);
        }
    }

    private Topology topology() {
        Topology topology = new Topology();
        topology.addSource("source", "in");
        topology.addProcessor("worker", Worker::new, "source");
        topology.addSink("sink", "out", "worker");
        return topology;
    }

    private final class Worker extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        @Override
        public void process(Record<byte[], byte[]> record) {
            // in the midst of records that came together it may be that they are to be committed now
            waits.add(waits.isEmpty() || waits.size() == TOGETHER ? pace.beforeWaiting(MOST) : Duration.ZERO);
            context().forward(record);
            pace.worked(context(), 20, record.timestamp());
        }

        @Override
        public void close() {
            pace.closed(context());
        }
    }

    private static Properties settings(EmbeddedBroker broker, Path folder) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "pace",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                StreamsConfig.STATE_DIR_CONFIG,
                folder.resolve("state").toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                // so long that what is asked for comes first
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                9_000,
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class));
        return settings;
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                // what is sent together comes in one batch
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 200),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> reader(EmbeddedBroker broker) {
        return new KafkaConsumer<>(
                new HashMap<>(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void create(EmbeddedBroker broker, String... topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (String topic : topics) {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int records) {
        for (int n = 0; n < records; n++) {
            producer.send(new ProducerRecord<>("in", new byte[] {1}, new byte[] {(byte) n}));
        }
        producer.flush();
    }

    private static List<Long> offsets(KafkaConsumer<byte[], byte[]> reader, int count) {
        List<Long> offsets = new ArrayList<>();
        await().pollInSameThread().atMost(PATIENCE).until(() -> {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
                offsets.add(record.offset());
            }
            return offsets.size() >= count;
        });
        return offsets;
    }
}
