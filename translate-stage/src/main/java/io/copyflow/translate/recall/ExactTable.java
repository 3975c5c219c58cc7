package io.copyflow.translate.recall;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.memory.Recollection;
import io.copyflow.translate.memory.Suggestion;
import io.copyflow.translate.wire.MemoryWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translations of exactly this text, as a table of Kafka Streams over the memory's two topics: whole in every process,
 * on disk. An application of its own, {@value #APPLICATION}, so that filling it holds up no stage.
 *
 * <p>Of a killed story nothing is found, from the moment its kill is known. Source: docs/semantics.md, rule 22.
 */
public final class ExactTable implements Recollection, AutoCloseable {

    public static final String APPLICATION = "copyflow-memory";

    private static final Logger LOG = LoggerFactory.getLogger(ExactTable.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    // a store has its offsets in itself, so one of another name is filled from the beginning of its topic: whatever
    // changes what ExactKeys keeps gives both new names, and adds those before to the outdated
    private static final String REMEMBERED_STORE = "cleared-version-store";
    private static final String IMPORTED_STORE = "imported-unit-store";
    private static final List<String> OUTDATED_STORES = List.of("remembered-store", "imported-store");

    private final KafkaStreams streams;
    private final ExactMatches remembered;
    private final ExactMatches imported;
    private final CountDownLatch closing;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();

    private ExactTable(KafkaStreams streams, MemoryWire wire, Predicate<String> killed, CountDownLatch closing) {
        this.streams = streams;
        this.closing = closing;
        this.remembered = new ExactMatches(Topics.MEMORY.name(), wire, killed);
        this.imported = new ExactMatches(Topics.MEMORY_IMPORTS.name(), wire, killed);
        streams.setUncaughtExceptionHandler(failure -> {
            end(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        // start() returns only when the table is full, which is long the first time that a large memory is met
        Thread.ofVirtual().name("copyflow-memory").start(this::fill);
    }

    /**
     * Begins to fill the table, and returns at once: until it is full, nothing is found in it.
     *
     * @param client what every Kafka client needs; the topics exist
     * @param stateFolder of this process' Kafka Streams
     * @param killed whether a story, by its id, was killed
     */
    public static ExactTable start(
            Map<String, Object> client,
            SchemaIds ids,
            Path stateFolder,
            RocksDbMemory budget,
            Predicate<String> killed) {
        try {
            Files.createDirectories(stateFolder);
        } catch (IOException e) {
            throw new StageFailure(
                    "data-dir-unwritable",
                    "The folder " + stateFolder + " for the translation memory cannot be made ("
                            + Failures.tell(e).sentence() + "). Check data.dir and who may write there.",
                    e);
        }
        Properties properties = new Properties();
        properties.putAll(client);
        properties.putAll(budget.streams());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        properties.put(StreamsConfig.globalConsumerPrefix("isolation.level"), "read_committed");
        MemoryWire wire = new MemoryWire(ids);
        CountDownLatch closing = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(topology(wire, () -> hasPaused(closing)), properties);
        // from here on the folder is this process' alone
        OUTDATED_STORES.forEach(store -> delete(
                stateFolder.resolve(APPLICATION).resolve("global/rocksdb").resolve(store)));
        return new ExactTable(streams, wire, killed, closing);
    }

    /** Whoever goes back to the build that has the store builds it anew. */
    private static void delete(Path outdated) {
        if (Files.notExists(outdated)) {
            return;
        }
        try (Stream<Path> files = Files.walk(outdated)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("event=outdated_store_left store={} reason={}", outdated, Logfmt.value(e.getMessage()));
        }
    }

    /** False when the table is being closed. */
    private static boolean hasPaused(CountDownLatch closing) {
        try {
            return !closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Two stores, as each follows one topic.
     *
     * @param pause as {@link ExactKeeper} needs it
     */
    static Topology topology(MemoryWire wire, BooleanSupplier pause) {
        Topology topology = new Topology();
        add(topology, "remembered", REMEMBERED_STORE, Topics.MEMORY.name(), wire, pause);
        add(topology, "imported", IMPORTED_STORE, Topics.MEMORY_IMPORTS.name(), wire, pause);
        return topology;
    }

    private static void add(
            Topology topology, String what, String store, String topic, MemoryWire wire, BooleanSupplier pause) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "read-" + what,
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer(),
                topic,
                "keep-" + what,
                () -> new ExactKeeper(store, topic, wire, pause));
    }

    private void fill() {
        try {
            streams.start();
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private void end(Throwable reason) {
        if (closing.getCount() > 0) {
            dead.complete(new StageFailure(
                    "follower-failed",
                    "Expected to follow the exact matches of the translation memory for as long as this process runs, but"
                            + " that ended. Start the process again. What ended it: "
                            + Failures.tell(reason).sentence(),
                    reason));
            LOG.error("event=exact_matches_failed", reason);
        }
    }

    /** Completes, with the reason, when it can be kept no longer: nothing is found in it any more. Close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    @Override
    public List<Suggestion> suggest(String sourceLanguage, String language, String text, int limit, int lowestScore) {
        try {
            return Stream.concat(
                            found(remembered, REMEMBERED_STORE, sourceLanguage, language, text, limit),
                            found(imported, IMPORTED_STORE, sourceLanguage, language, text, limit))
                    .limit(limit)
                    .toList();
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // not full yet, or ended
            return List.of();
        }
    }

    private Stream<Suggestion> found(
            ExactMatches matches, String store, String sourceLanguage, String language, String text, int limit) {
        return matches
                .find(
                        streams.store(StoreQueryParameters.fromNameAndType(
                                store, QueryableStoreTypes.<String, byte[]>keyValueStore())),
                        sourceLanguage,
                        language,
                        text,
                        limit)
                .stream()
                .map(entry -> new Suggestion(100, Suggestion.Kind.EXACT, entry));
    }

    @Override
    public void close() {
        closing.countDown();
        // whoever closes has to wait for who starts: not for longer than this
        Thread closing = Thread.ofVirtual().name("copyflow-memory-close").start(() -> streams.close(CLOSE));
        try {
            closing.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
