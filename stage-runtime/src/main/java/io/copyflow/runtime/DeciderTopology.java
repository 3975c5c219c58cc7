package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A stage's topology: its inputs, the one processor with its stores, its outputs. Every part has a name of its own. */
public final class DeciderTopology {

    /** The newsroom's directory, whole, in every instance. */
    static final String DIRECTORY_STORE = "directory-store";

    /** Of what has come from its topics, Streams takes the oldest first: so a kill does not wait behind a backlog. */
    private static final TimestampExtractor BEFORE_ALL_ELSE = (kill, partitionTime) -> 0;

    /** Every topic's name begins so. */
    private static final String PREFIX = "copyflow.";

    private static final String BEFORE_VERSION = ".v";

    private DeciderTopology() {}

    /**
     * @param ids ids of the schemas of records
     * @param remembered how many commands an aggregate remembers
     * @param partitions how many partitions its topics have
     * @param logs which logs its topics are
     */
    public static <S, C, E> Topology of(
            Stage<S, C, E> stage,
            SchemaIds ids,
            int remembered,
            int partitions,
            TopicIds logs,
            Clock clock,
            MeterRegistry registry) {
        return of(stage, ids, remembered, partitions, logs, clock, registry, new CommitPace(), new KillsAhead());
    }

    /**
     * @param pace of its commits, for who waits for records between them
     * @param ahead for who fetches kills before all else
     */
    static <S, C, E> Topology of(
            Stage<S, C, E> stage,
            SchemaIds ids,
            int remembered,
            int partitions,
            TopicIds logs,
            Clock clock,
            MeterRegistry registry,
            CommitPace pace,
            KillsAhead ahead) {
        Topology topology = new Topology();
        String decide = "decide-" + stage.noun();
        String[] sources = stage.inputs().stream().map(DeciderTopology::source).toArray(String[]::new);
        for (Topic<?> input : stage.inputs()) {
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    source(input),
                    input.equals(Topics.KILLS) ? BEFORE_ALL_ELSE : new RecordTime(),
                    Serdes.String().deserializer(),
                    Arrival.of(AvroSerde.of(input, ids)),
                    input.name());
        }
        // state never leaves the stage and must be readable when no registry answers
        SchemaIds stateIds = new SchemaCatalogue();
        StageMetrics metrics = new StageMetrics(registry, stage.name());
        DirectoryState directoryState = new DirectoryState();
        topology.addProcessor(
                decide,
                () -> new DeciderProcessor<>(
                        stage,
                        ids,
                        stateIds,
                        remembered,
                        partitions,
                        logs,
                        clock,
                        metrics,
                        directoryState,
                        pace,
                        ahead),
                sources);
        topology.addStateStore(store(aggregateStore(stage), Serdes.String()), decide);
        topology.addStateStore(store(timerStore(stage), Serdes.ByteArray()), decide);
        topology.addStateStore(marks(stage), decide);
        for (Shelf<?> shelf : stage.shelves()) {
            topology.addStateStore(store(shelf.name(), Serdes.String()), decide);
        }
        List<Topic<?>> outputs = new ArrayList<>(stage.outputs());
        outputs.add(Topics.REJECTIONS);
        for (Topic<?> output : outputs) {
            topology.addSink(
                    sink(output),
                    output.name(),
                    Serdes.String().serializer(),
                    Serdes.ByteArray().serializer(),
                    byStory(),
                    decide);
        }
        AvroSerde<DirectoryEntry> entry = AvroSerde.of(Topics.DIRECTORY, ids);
        topology.addGlobalStore(
                Stores.timestampedKeyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(DIRECTORY_STORE), Serdes.String(), entry)
                        .withLoggingDisabled(),
                "read-directory",
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topics.DIRECTORY.name(),
                "keep-directory",
                () -> new DirectoryKeeper(DIRECTORY_STORE, entry, directoryState));
        return topology;
    }

    /** The store of a stage's aggregates: an {@code AggregateSnapshot} under each {@link Subject#id()}. */
    public static String aggregateStore(Stage<?, ?, ?> stage) {
        return stage.noun() + "-store";
    }

    static String timerStore(Stage<?, ?, ?> stage) {
        return stage.noun() + "-timer-store";
    }

    /** The store of {@link ReadMarks}, by topic. */
    static String markStore(Stage<?, ?, ?> stage) {
        return stage.noun() + "-mark-store";
    }

    static String sink(Topic<?> topic) {
        return "write-" + shortName(topic);
    }

    private static String source(Topic<?> topic) {
        return "read-" + shortName(topic);
    }

    /** {@code story-events} for {@code copyflow.story.events.v1}. Each record is written by it, so it is to cost little. */
    private static String shortName(Topic<?> topic) {
        String name = topic.name();
        return name.substring(PREFIX.length(), name.lastIndexOf(BEFORE_VERSION)).replace('.', '-');
    }

    /** Keeps all records of a story in one partition, in the order they were decided. */
    private static StreamPartitioner<String, byte[]> byStory() {
        return (topic, key, value, partitions) -> Optional.of(Set.of(partition(key, partitions)));
    }

    /** The partition of a key: that of the part before the first slash, by Kafka's default for text keys. */
    public static int partition(String key, int partitions) {
        int slash = key.indexOf('/');
        byte[] story = Serdes.String().serializer().serialize("", slash < 0 ? key : key.substring(0, slash));
        return Utils.toPositive(Utils.murmur2(story)) % partitions;
    }

    private static <K> StoreBuilder<?> store(String name, Serde<K> key) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** A mark moves with every record, and only where it is at a commit matters: Streams' cache holds it until then. */
    private static StoreBuilder<?> marks(Stage<?, ?, ?> stage) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(markStore(stage)), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
