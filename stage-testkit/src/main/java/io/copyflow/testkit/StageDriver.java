package io.copyflow.testkit;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.Stage;
import io.copyflow.runtime.TopicIds;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.serde.AvroSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** A stage without a broker: records in, records out, time as it is told. */
public final class StageDriver implements AutoCloseable {

    private static final int REMEMBERED = 64;

    /** No topic is ever made anew here. */
    private static final TopicIds SAME_LOGS = new TopicIds() {
        @Override
        public Uuid atStart(String topic) {
            return Uuid.ZERO_UUID;
        }

        @Override
        public Uuid now(String topic) {
            return Uuid.ZERO_UUID;
        }
    };

    private final SchemaCatalogue ids = new SchemaCatalogue();
    private final MovableClock clock;
    private final Stage<?, ?, ?> stage;
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final Map<String, AvroSerde<?>> serdes = new HashMap<>();

    /**
     * @param stateDir an empty folder
     * @param start the time it is
     */
    public StageDriver(Stage<?, ?, ?> stage, Path stateDir, Instant start) {
        this.stage = stage;
        this.clock = new MovableClock(start);
        this.topology = DeciderTopology.of(stage, ids, REMEMBERED, 1, SAME_LOGS, clock, new SimpleMeterRegistry());
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, deadLetterTopic());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        this.driver = new TopologyTestDriver(topology, properties, start);
    }

    /** The topology in Kafka Streams' words, to compare with a golden file. */
    public String describe() {
        return topology.describe().toString();
    }

    public Instant now() {
        return clock.instant();
    }

    /** Puts an entry into the directory; {@code body} is a Person, an Edition … */
    public void directory(String key, SpecificRecord body) {
        send(Topics.DIRECTORY, key, new DirectoryEntry(now(), body));
    }

    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serde(topic))
                .pipeInput(key, value, now());
    }

    /** What was written to a topic since it was read last. */
    public <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), serde(topic))
                .readValuesToList();
    }

    /** The same with keys and headers. */
    public <V extends SpecificRecord> List<TestRecord<String, V>> readRecords(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), serde(topic))
                .readRecordsToList();
    }

    public List<Rejection> rejections() {
        return read(Topics.REJECTIONS);
    }

    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(deadLetterTopic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What lies on a shelf. */
    public ReadOnlyKeyValueStore<String, byte[]> shelf(Shelf<?> shelf) {
        return driver.getKeyValueStore(shelf.name());
    }

    /** Lets time pass; timers that are due fire. */
    public void advance(Duration time) {
        clock.advance(time);
        driver.advanceWallClockTime(time);
    }

    /** Made once: a serde looks for its schema's id the first time. */
    @SuppressWarnings("unchecked") // a topic has one type of values
    private <V extends SpecificRecord> AvroSerde<V> serde(Topic<V> topic) {
        return (AvroSerde<V>) serdes.computeIfAbsent(topic.name(), name -> AvroSerde.of(topic, ids));
    }

    private String deadLetterTopic() {
        return Topics.deadLetters(stage.name()).name();
    }

    @Override
    public void close() {
        driver.close();
    }
}
