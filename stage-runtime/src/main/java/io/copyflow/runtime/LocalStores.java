package io.copyflow.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A running stage's stores, read from outside of it: those of the partitions that this process works on. They show what
 * is not committed yet.
 *
 * <p>Any number of threads may read. What is opened is kept until the partitions move.
 */
public final class LocalStores {

    private final String stage;
    private final Opening opening;
    private final int partitions;
    private final Map<String, Map<Integer, ReadOnlyKeyValueStore<String, byte[]>>> opened = new ConcurrentHashMap<>();

    /** Opens the stores of a name, by partition. */
    @FunctionalInterface
    interface Opening extends Function<String, Map<Integer, ReadOnlyKeyValueStore<String, byte[]>>> {}

    /** Those of a client; call {@link #renew} whenever its state changes. */
    static LocalStores of(String stage, KafkaStreams streams, int partitions) {
        return new LocalStores(stage, store -> open(streams, store), partitions);
    }

    /** While partitions move some have no task yet: what is there would be taken for all there is. */
    private static Map<Integer, ReadOnlyKeyValueStore<String, byte[]>> open(KafkaStreams streams, String store) {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            throw new InvalidStateStoreException("The client is " + streams.state());
        }
        Map<Integer, ReadOnlyKeyValueStore<String, byte[]>> byPartition = new TreeMap<>();
        streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(TaskMetadata::taskId)
                .forEach(task -> byPartition.put(
                        task.partition(),
                        streams.store(StoreQueryParameters.fromNameAndType(
                                        store, QueryableStoreTypes.<String, byte[]>keyValueStore())
                                .withPartition(task.partition()))));
        return byPartition;
    }

    /** @param partitions how many the stage's topics have */
    LocalStores(String stage, Opening opening, int partitions) {
        this.stage = stage;
        this.opening = opening;
        this.partitions = partitions;
    }

    /**
     * The store of a name in each partition here.
     *
     * @throws StageFailure {@code stage-not-ready} while it starts, or its partitions move
     */
    public List<ReadOnlyKeyValueStore<String, byte[]>> all(String name) {
        return List.copyOf(byPartition(name).values());
    }

    /**
     * What lies under a key of a story, or of what begins with it and a slash; null when nothing does.
     *
     * @throws StageFailure {@code stage-not-ready} while it starts or its partitions move; {@code kept-elsewhere} when
     *     another process works on the key's partition
     */
    public byte @Nullable [] get(String name, String key) {
        return reading(() -> {
            ReadOnlyKeyValueStore<String, byte[]> store =
                    byPartition(name).get(DeciderTopology.partition(key, partitions));
            if (store == null) {
                throw new StageFailure(
                        "kept-elsewhere",
                        "Expected " + key + " to be kept here, but another instance of " + stage
                                + " works on its partition. Ask that one.");
            }
            return store.get(key);
        });
    }

    /**
     * Reads, once again where a store had moved away in between.
     *
     * @throws StageFailure {@code stage-not-ready} when that does not help
     */
    public <T extends @Nullable Object> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidStateStoreException moved) {
            renew();
            try {
                return read.get();
            } catch (InvalidStateStoreException e) {
                renew();
                throw notReady(e);
            }
        }
    }

    /** Opens them anew when they are asked for next: the partitions moved. */
    void renew() {
        opened.clear();
    }

    private Map<Integer, ReadOnlyKeyValueStore<String, byte[]>> byPartition(String name) {
        try {
            return opened.computeIfAbsent(name, opening);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // the latter is how a client says that it has stopped
            throw notReady(e);
        }
    }

    private StageFailure notReady(RuntimeException e) {
        return new StageFailure(
                "stage-not-ready",
                "Expected " + stage
                        + " to run, but it starts still, or its partitions move. Try again in a few seconds.",
                e);
    }
}
