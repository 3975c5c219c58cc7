package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running stage: started, ready, ended. Several run in one process; two of one stage need
 * data directories of their own. */
public final class StageRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /** How long a member that is gone holds its partitions; also after a failed thread was replaced. */
    private static final int SESSION_MS = 10_000;
    /** A partition's records of one commit go in one request, for each request of a transaction is a write more to its log. */
    private static final int BATCH_BYTES = 128 << 10;
    /** Of all the stores the marks alone are cached, some 100 bytes for each topic of a task. */
    private static final int CACHE_BYTES = 256 << 10;

    private final String name;
    private final Topology topology;
    private final @Nullable KillWatch killWatch;
    private final KafkaStreams streams;
    private final LocalStores stores;
    private final KafkaStreamsMetrics kafkaMetrics;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final InstantSource clock;
    private int failures;
    private Instant failedAt = Instant.EPOCH;
    private volatile @Nullable Throwable lastFailure;
    private final Stillness restoring = new Stillness();

    /**
     * Starts a stage; its topics exist already. Returns at once: see {@link #awaitReady}.
     *
     * @param memory the stores' budget, shared by the stages of a process
     */
    public static StageRunner start(
            Stage<?, ?, ?> stage,
            Configuration configuration,
            SchemaIds ids,
            RocksDbMemory memory,
            MeterRegistry registry,
            Clock clock) {
        InputTopics inputs = InputTopics.of(stage, configuration);
        int partitions = inputs.partitions();
        CommitPace pace = new CommitPace();
        KillsAhead ahead = new KillsAhead();
        Topology topology = DeciderTopology.of(
                stage,
                ids,
                configuration.number(Setting.COMMAND_MEMORY),
                partitions,
                inputs,
                clock,
                registry,
                pace,
                ahead);
        makeFolder(stateFolder(configuration));
        KafkaStreams streams =
                new MeasuredStreams(topology, properties(stage, configuration, memory), new StageClients(pace, ahead));
        StageRunner runner = new StageRunner(
                stage.name(),
                topology,
                streams,
                stage.inputs().contains(Topics.KILLS)
                        ? new KillWatch(stage.name(), configuration.kafkaClient(), ahead)
                        : null,
                partitions,
                registry,
                clock);
        try {
            runner.streams.start();
        } catch (RuntimeException e) {
            runner.close();
            throw e;
        }
        return runner;
    }

    /** Streams would make it too, but trips over another stage of this process that does so at the same time. */
    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StageFailure(
                    "data-dir-unwritable",
                    "The folder " + folder + " for the stages' state cannot be made ("
                            + Failures.tell(e).sentence() + "). Check data.dir and who may write there.",
                    e);
        }
    }

    private StageRunner(
            String name,
            Topology topology,
            KafkaStreams streams,
            @Nullable KillWatch killWatch,
            int partitions,
            MeterRegistry registry,
            InstantSource clock) {
        this.clock = clock;
        this.name = name;
        this.topology = topology;
        this.killWatch = killWatch;
        this.streams = streams;
        this.stores = LocalStores.of(name, streams, partitions);
        this.kafkaMetrics = new KafkaStreamsMetrics(streams);
        kafkaMetrics.bindTo(registry);
        streams.setStateListener((now, before) -> {
            LOG.debug("event=stage_state stage={} from={} to={}", name, before, now);
            stores.renew();
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            } else if (now == KafkaStreams.State.ERROR) {
                Throwable failure = lastFailure;
                end(failure == null ? "" : Failures.tell(failure).sentence());
            }
        });
        streams.setUncaughtExceptionHandler(this::failed);
        if (killWatch != null) {
            // a stage that does not learn of kills in time is not to go on
            killWatch.dead().thenAccept(failure -> end(String.valueOf(failure.getMessage())));
        }
        streams.setGlobalStateRestoreListener(new RestoreWatch(name, restoring));
    }

    private void end(String reason) {
        dead.complete(new StageFailure(
                "stage-failed", "The stage " + name + " can run no longer. " + reason + " Start again."));
    }

    /** Failures in a row: a stage that ran well for a while begins to count anew. */
    private synchronized int countFailure() {
        Instant now = clock.instant();
        failures = wasQuietUntil(now) ? 1 : failures + 1;
        failedAt = now;
        return failures;
    }

    /** A failed thread is replaced after a pause that grows: what failed is undone and taken again. */
    private StreamThreadExceptionResponse failed(Throwable failure) {
        lastFailure = failure;
        int times = countFailure();
        Duration pause = Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(times, 10)));
        Failures.Told told = Failures.tell(failure);
        LOG.error(
                "event=stage_failed stage={} code={} times={} again_in_ms={} reason={}",
                name,
                told.code(),
                times,
                pause.toMillis(),
                Logfmt.value(told.sentence()),
                failure);
        if (failure instanceof VirtualMachineError) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LockSupport.parkNanos(pause.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    public String name() {
        return name;
    }

    /** Whether it is running, not merely started, and not failing over and over. */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING && !dead.isDone() && !isFailing();
    }

    /** A stage that fails on the same record again and again runs for a moment in between. */
    private synchronized boolean isFailing() {
        return failures > 1 && !wasQuietUntil(clock.instant());
    }

    private boolean wasQuietUntil(Instant now) {
        return Duration.between(failedAt, now).compareTo(QUIET) > 0;
    }

    /** Whether it can still become ready. */
    public boolean isLive() {
        return !dead.isDone()
                && streams.state() != KafkaStreams.State.ERROR
                && streams.state() != KafkaStreams.State.PENDING_ERROR
                && streams.state() != KafkaStreams.State.NOT_RUNNING;
    }

    /** Completes, with the reason, when it can run no longer; close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    /** Its state in Kafka Streams' words, such as {@code RUNNING}. */
    public String state() {
        return streams.state().name();
    }

    /** What failed last, for a person; null when nothing did since it ran. */
    public @Nullable String lastFailure() {
        Throwable failure = lastFailure;
        return failure == null || isReady() ? null : Failures.tell(failure).sentence();
    }

    /** Its stores, to be read while it runs. */
    public LocalStores stores() {
        return stores;
    }

    /** Its nodes, stores and topics, as Kafka Streams describes them. */
    public String describe() {
        return topology.describe().toString();
    }

    /**
     * Waits until it is running.
     *
     * @param patience for as long nothing may move; stores that are restored may take any time while records come
     * @throws StageFailure with the code {@code stage-not-ready} when it is not in time, and {@code stage-failed} when it
     *     can run no longer
     */
    public void awaitReady(Duration patience) {
        Stillness waiting = new Stillness();
        try {
            while (!running.await(Math.min(LOOK_AGAIN.toMillis(), patience.toMillis()), TimeUnit.MILLISECONDS)) {
                requireAlive();
                if (waiting.isAsLongAs(patience) && restoring.isAsLongAs(patience)) {
                    String failure = lastFailure();
                    throw new StageFailure(
                            "stage-not-ready",
                            "The stage " + name + " did not start to run within " + patience.toSeconds() + " s; it is "
                                    + state() + (failure == null ? "." : ". " + failure));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while waiting for " + name + ".", e);
        }
    }

    private void requireAlive() {
        StageFailure failure = dead.getNow(null);
        if (failure != null) {
            throw failure.again();
        }
    }

    @Override
    public void close() {
        kafkaMetrics.close();
        if (!streams.close(CLOSE)) {
            LOG.warn("event=stage_close_slow stage={} waited_s={}", name, CLOSE.toSeconds());
        }
        if (killWatch != null) {
            killWatch.close();
        }
    }

    /** Where the stages of a process, and what else is of Kafka Streams, keep their stores; there once it ran. */
    public static Path stateFolder(Configuration configuration) {
        return configuration.dataDir().resolve("state");
    }

    private static Properties properties(Stage<?, ?, ?> stage, Configuration configuration, RocksDbMemory memory) {
        Properties properties = new Properties();
        properties.putAll(configuration.kafkaClient());
        properties.putAll(memory.streams());
        properties.putAll(Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, stage.applicationId()),
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                Map.entry(
                        StreamsConfig.STATE_DIR_CONFIG,
                        stateFolder(configuration).toString()),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, configuration.number(Setting.STAGE_THREADS)),
                Map.entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, configuration.number(Setting.STAGE_STANDBYS)),
                Map.entry(CommitPace.SHORTEST_CONFIG, configuration.number(Setting.COMMIT_INTERVAL_MS)),
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, CommitPace.LONGEST.toMillis()),
                Map.entry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, StageConsumer.MOST_AT_ONCE),
                Map.entry(StreamsConfig.POLL_MS_CONFIG, configuration.number(Setting.POLL_MS)),
                Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES),
                Map.entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, configuration.number(Setting.TOPICS_REPLICATION)),
                Map.entry(
                        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                        Topics.deadLetters(stage.name()).name()),
                Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class),
                Map.entry(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"),
                Map.entry(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS),
                Map.entry(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                        InstanceId.of(configuration)),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4"),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES),
                Map.entry(
                        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                        TopicProvisioning.MAX_RECORD_BYTES),
                Map.entry(
                        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                        TopicProvisioning.MAX_RECORD_BYTES)));
        return properties;
    }
}
