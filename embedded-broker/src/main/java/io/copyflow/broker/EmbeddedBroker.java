package io.copyflow.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker and its KRaft controller in this JVM, listening on 127.0.0.1 only, its data in a directory that
 * outlives it, kill -9 included. Several may run at once, each with a data directory of its own: each for itself, or
 * as a {@link Quorum} that keeps every record more than once.
 *
 * <p>It is put together from the same parts as {@code KafkaRaftServer}, for two reasons: that class hard-wires a
 * fault handler that halts the process, and it wants the controller's port before the port is bound. These parts are
 * no public API of Kafka, so an upgrade of Kafka begins with this module's tests.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /**
     * @param dataDir made where it is missing
     * @param port of the broker; 0 for a free one
     * @param controllerPort of the controller, which only the broker itself talks to; 0 for a free one
     * @param overrides Kafka's broker settings that differ from {@link BrokerDefaults}; listeners, directories, roles
     *     and ids are this class's own and refused here ({@code settings-invalid})
     * @param quorum which of several it is; null for the only one
     */
    public record Settings(
            Path dataDir,
            int port,
            int controllerPort,
            Map<String, String> overrides,
            @Nullable Quorum quorum) {
        public Settings {
            dataDir = dataDir.toAbsolutePath().normalize();
            overrides = Map.copyOf(overrides);
        }

        /** Of the only broker. */
        public Settings(Path dataDir, int port, int controllerPort, Map<String, String> overrides) {
            this(dataDir, port, controllerPort, overrides, null);
        }

        /** One of several, whose controllers find each other by their ports. */
        public static Settings of(Path dataDir, int port, Quorum quorum) {
            return new Settings(dataDir, port, quorum.controllerPort(), Map.of(), quorum);
        }

        int nodeId() {
            return quorum == null ? KafkaSettings.NODE_ID : quorum.nodeId();
        }

        /** Free ports and no overrides. */
        public static Settings in(Path dataDir) {
            return new Settings(dataDir, 0, 0, Map.of());
        }
    }

    private final Settings settings;
    private final DataDirectory directory;
    private final BrokerThreads threads;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(Settings settings, DataDirectory directory, BrokerThreads threads, KafkaConfig config) {
        this.settings = settings;
        this.directory = directory;
        this.threads = threads;
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
        SharedServer shared = new SharedServer(
                config,
                formatted._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, formatted._1().clusterId().orElseThrow()),
                voters,
                List.of(),
                threads::faultHandler,
                ServerSocketFactory.INSTANCE);
        this.broker = new BrokerServer(shared);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2());
        Quorum quorum = settings.quorum();
        if (quorum != null) {
            voters.complete(quorum.voters());
        } else {
            // The only voter is this controller, at whatever port it was given: nothing about ports is kept on disk.
            controller
                    .socketServerFirstBoundPortFuture()
                    .thenAccept(port -> voters.complete(Map.of(
                            KafkaSettings.NODE_ID, new InetSocketAddress(InetAddress.getLoopbackAddress(), port))));
        }
    }

    /**
     * Starts a broker and waits until it takes requests: a few seconds, longer after a crash with much data.
     *
     * @throws BrokerStartException with a code and a sentence; nothing is left running or locked then
     */
    public static EmbeddedBroker start(Settings settings) {
        requireFree(settings.port());
        requireFree(settings.controllerPort());
        return startUnchecked(settings);
    }

    /** Leaves it to Kafka to find a port taken, as it may be between our look at it and Kafka's. */
    static EmbeddedBroker startUnchecked(Settings settings) {
        KafkaConfig config = KafkaSettings.of(settings);
        DataDirectory directory = DataDirectory.open(settings.dataDir());
        BrokerThreads threads = new BrokerThreads(settings.dataDir());
        BrokerThreads.sparingThisProcess();
        try {
            Quorum quorum = settings.quorum();
            directory.format(
                    quorum == null ? Uuid.randomUuid().toString() : quorum.clusterId(),
                    settings.nodeId(),
                    KafkaSettings.CONTROLLER_LISTENER);
            EmbeddedBroker made = new EmbeddedBroker(settings, directory, threads, config);
            made.startUp();
            return made;
        } catch (Throwable e) {
            BrokerStartException failure = StartFailure.of(e, settings);
            awaitEnd(threads);
            directory.close();
            throw failure;
        }
    }

    private void startUp() throws Exception {
        BrokerThreads.Running start = threads.run("embedded-broker-start", () -> {
            boolean crashed = settings.quorum() == null && !directory.wasClosed();
            controller.startup();
            if (crashed) {
                unregisterTheDead();
            }
            broker.startup();
        });
        try {
            CompletableFuture.anyOf(start.done(), threads.fault()).get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (threads.fault().isDone()) {
                BrokerFault fault = threads.fault().join();
                throw new BrokerStartException(
                        fault.code().equals("no-space") ? "no-space" : "start-failed", fault.sentence(), null);
            }
        } catch (Exception e) {
            // Waiting for what will not come: interrupted, Kafka's own start cleans up after itself. Where it failed
            // by itself it has done so already.
            start.thread().interrupt();
            start.done()
                    .handle((done, failed) -> done)
                    .completeOnTimeout(null, 20, TimeUnit.SECONDS)
                    .join();
            shutDown(Duration.ofSeconds(1));
            throw e;
        }
    }

    /**
     * The controller takes a broker that was killed for alive until its session ends. A broker started meanwhile takes
     * up its partitions, loses them when the session ends, and has them again a moment later. In that moment the
     * transaction coordinator takes partitions without a leader for deleted ones and leaves out their markers: what
     * was committed there would never be read. So the dead one goes before the new one comes. Of several, the others
     * lead its partitions meanwhile.
     */
    private void unregisterTheDead() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                ControllerRequestContext anybody = new ControllerRequestContext(
                        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.of(deadline));
                controller
                        .controller()
                        .unregisterBroker(anybody, KafkaSettings.NODE_ID)
                        .get();
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return;
                }
                if (!(e.getCause() instanceof NotControllerException) || System.nanoTime() > deadline) {
                    throw new IllegalStateException("The controller does not let go of the broker that died", e);
                }
                // it is not elected yet
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted at the start", e);
            }
        }
    }

    private static void requireFree(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw StartFailure.portTaken(port, e);
        }
    }

    /** {@code 127.0.0.1:port}, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return KafkaSettings.HOST + ":" + port();
    }

    /** The port in use, the one given to this broker where the settings said 0. */
    public int port() {
        return broker.boundPort(new ListenerName(KafkaSettings.BROKER_LISTENER));
    }

    /** Absolute. */
    public Path dataDir() {
        return settings.dataDir();
    }

    /** Kafka's id of this cluster: 22 characters, made once for the data directory. */
    public String clusterId() {
        return broker.clusterId();
    }

    /** Completes, on a thread of the broker, if it can no longer work (a full disk for one): then close it. */
    public CompletionStage<BrokerFault> fault() {
        return threads.fault().minimalCompletionStage();
    }

    /**
     * Stops taking requests, writes everything to disk and waits for the end, at most a minute. What is not on disk by
     * then is recovered from the log at the next start. A second call does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shutDown(leave());
            awaitEnd(threads);
            directory.close();
        }
    }

    /** How long an orderly leave may take. */
    private Duration leave() {
        if (threads.fault().isDone()) {
            // A broken broker waits for a controller that may not answer any more,
            return Duration.ofSeconds(2);
        }
        // and so does the last of several that end together: the others' votes are gone.
        return settings.quorum() == null ? Duration.ofSeconds(20) : Duration.ofSeconds(5);
    }

    private void shutDown(Duration controlled) {
        // Broker first: its orderly leave needs the controller.
        await(threads.run("embedded-broker-stop", () -> broker.shutdown(controlled)));
        await(threads.run("embedded-controller-stop", controller::shutdown));
    }

    private static void await(BrokerThreads.Running stopping) {
        try {
            stopping.done().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The broker did not stop cleanly; the next start recovers its log", e);
        }
    }

    private static void awaitEnd(BrokerThreads threads) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (Thread thread : threads.stillHoldingTheJvm()) {
            try {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || !thread.join(Duration.ofMillis(left))) {
                    LOG.warn("A thread of a closed broker still runs: {}", thread.getName());
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
