package io.copyflow.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.copyflow.broker.EmbeddedBroker.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedBrokerIT {
    @TempDir
    Path dir;

    @Test
    void keepsItsDataAndItsClusterWhenThePortsChange() {
        String cluster;
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(Settings.in(dir))) {
            cluster = broker.clusterId();
            port = broker.port();
            Records records = new Records(broker.bootstrapServers(), "kept");
            records.create();
            records.write("first");
        }

        int other = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(new Settings(dir, other, freePort(), Map.of()))) {
            assertThat(broker.port()).isEqualTo(other).isNotEqualTo(port);
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + other);
            assertThat(broker.clusterId()).isEqualTo(cluster);
            Records records = new Records(broker.bootstrapServers(), "kept");
            records.write("second");
            assertThat(records.read()).containsExactly("first", "second");
        }
    }

    @Test
    void keepsWhatWasWrittenBeforeItsProcessWasKilled() throws Exception {
        killedInMidWork(child -> {
            BrokerStartException refused = refused(Settings.in(dir));
            assertThat(refused.code()).isEqualTo("data-dir-locked");
            assertThat(refused).hasMessageContaining("process " + child.pid());
        });

        try (EmbeddedBroker broker = EmbeddedBroker.start(Settings.in(dir))) {
            Records records = new Records(broker.bootstrapServers(), BrokerThatDies.TOPIC);
            assertThat(records.read()).containsExactly("one", "two", "three");
            records.write("four");
            assertThat(records.read()).hasSize(4);
        }
    }

    /** One transaction without its end would hide everything after it from read_committed readers, for good. */
    @Test
    void endsEveryTransactionThatItsKillCutShort() throws Exception {
        for (int kill = 0; kill < 3; kill++) {
            killedInMidWork(child -> {});
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(Settings.in(dir))) {
            for (String topic : BrokerThatDies.IN_TRANSACTIONS) {
                Records records = new Records(broker.bootstrapServers(), topic);
                await().atMost(Duration.ofSeconds(30))
                        .until(records::ends, ends -> ends.all() > 0 && ends.committed() == ends.all());
            }
        }
    }

    private void killedInMidWork(Consumer<Process> meanwhile) throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        // it lives too short for more
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerThatDies.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .start();
        try (var said = child.inputReader()) {
            assertThat(said.lines().anyMatch("written"::equals)).isTrue();
            meanwhile.accept(child);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** Of three one may be missed: what was written while all were there is read, and more is written. */
    @Test
    void threeOfAQuorumKeepEachOthersRecords() {
        SortedMap<Integer, Integer> ports = new TreeMap<>(Map.of(1, freePort(), 2, freePort(), 3, freePort()));
        String cluster = Uuid.randomUuid().toString();
        List<CompletableFuture<EmbeddedBroker>> starting = IntStream.rangeClosed(1, 3)
                .mapToObj(node -> CompletableFuture.supplyAsync(
                        () -> EmbeddedBroker.start(
                                Settings.of(dir.resolve("node-" + node), 0, new Quorum(cluster, node, ports))),
                        task -> Thread.ofPlatform().start(task)))
                .toList();
        List<EmbeddedBroker> brokers =
                starting.stream().map(CompletableFuture::join).toList();
        try {
            assertThat(brokers).extracting(EmbeddedBroker::clusterId).containsOnly(cluster);
            String servers =
                    brokers.stream().map(EmbeddedBroker::bootstrapServers).collect(Collectors.joining(","));
            Records records = new Records(servers, "threefold");
            records.create(3);
            records.write("before");

            brokers.getFirst().close();

            records.write("after");
            assertThat(records.read()).containsExactly("before", "after");
        } finally {
            brokers.reversed().parallelStream().forEach(EmbeddedBroker::close);
        }
    }

    @Test
    void runsTwiceInOneJvm() {
        try (EmbeddedBroker one = EmbeddedBroker.start(Settings.in(dir.resolve("one")));
                EmbeddedBroker two = EmbeddedBroker.start(Settings.in(dir.resolve("two")))) {
            Records ofOne = new Records(one.bootstrapServers(), "same-name");
            Records ofTwo = new Records(two.bootstrapServers(), "same-name");
            ofOne.create();
            ofTwo.create();
            ofOne.write("in one");
            ofTwo.write("in two");
            two.close();

            assertThat(one.clusterId()).isNotEqualTo(two.clusterId());
            assertThat(ofOne.read()).containsExactly("in one");
        }
    }

    @Test
    void refusesAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            BrokerStartException broker = refused(new Settings(dir, port, 0, Map.of()));
            BrokerStartException controller = refused(new Settings(dir, 0, port, Map.of()));

            assertThat(broker.code()).isEqualTo("port-in-use");
            assertThat(broker).hasMessageContaining("Port " + port).hasMessageContaining("choose another port");
            assertThat(controller.code()).isEqualTo("port-in-use");
        }
        startsAfterAll(dir);
    }

    /** A port can be taken between our look and Kafka's: then Kafka itself fails half-way. */
    @Test
    void endsWhatAHalfFailedStartHadStarted() throws IOException {
        Set<Thread> before = nonDaemonThreads();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = new Settings(dir, taken.getLocalPort(), 0, Map.of());

            BrokerStartException refused =
                    catchThrowableOfType(BrokerStartException.class, () -> EmbeddedBroker.startUnchecked(settings));

            assertThat(refused.code()).isEqualTo("port-in-use");
        }
        assertThat(nonDaemonThreads()).isSubsetOf(before);
        startsAfterAll(dir);
    }

    @Test
    void refusesADirectoryThatAnotherBrokerHasOpen() {
        try (EmbeddedBroker open = EmbeddedBroker.start(Settings.in(dir))) {
            BrokerStartException refused = refused(Settings.in(dir));

            assertThat(refused.code()).isEqualTo("data-dir-locked");
            assertThat(refused).hasMessageContaining(dir.toString()).hasMessageContaining("in this process");
            assertThat(open.fault().toCompletableFuture()).isNotDone();
        }
        startsAfterAll(dir);
    }

    @Test
    void refusesADirectoryItCannotMake() throws IOException {
        Path file = Files.createFile(dir.resolve("a-file"));

        BrokerStartException refused = refused(Settings.in(file.resolve("data")));

        assertThat(refused.code()).isEqualTo("data-dir-unwritable");
    }

    @Test
    void refusesADirectoryOfANewerKafka() throws Exception {
        Path log = Files.createDirectories(dir.resolve("log"));
        new Formatter()
                .setNodeId(KafkaSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setUnstableFeatureVersionsEnabled(true)
                .setReleaseVersion(MetadataVersion.latestTesting())
                .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(log.toString())
                .addDirectory(log.toString())
                .run();

        BrokerStartException refused = refused(Settings.in(dir));

        assertThat(refused.code()).isEqualTo("data-dir-newer");
    }

    @Test
    void refusesADamagedDirectory() throws IOException {
        Path log = Files.createDirectories(dir.resolve("log"));
        Files.writeString(log.resolve("meta.properties"), "version=1\ncluster.id=\\u00");

        BrokerStartException refused = refused(Settings.in(dir));

        assertThat(refused.code()).isEqualTo("data-dir-damaged");
    }

    @Test
    void leavesNothingRunningAfterClose() {
        Set<Thread> before = nonDaemonThreads();

        EmbeddedBroker broker = EmbeddedBroker.start(Settings.in(dir));
        broker.close();
        broker.close();

        assertThat(nonDaemonThreads()).isSubsetOf(before);
    }

    @Test
    void sparesTheProcessWhenKafkaWantsToEndIt() throws Exception {
        BrokerThreads.sparingThisProcess();
        BrokerThreads threads = new BrokerThreads(dir);

        // Would end the JVM of this test.
        threads.run("halting", () -> Exit.halt(1))
                .done()
                .exceptionally(e -> null)
                .get();

        assertThat(threads.fault())
                .isCompletedWithValueMatching(fault -> fault.sentence().contains(dir.toString()));
    }

    @Test
    void offersEveryKindOfGroup() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Settings.in(dir));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

            assertThat(features).containsKeys("group.version", "streams.version", "share.version");
        }
    }

    private static BrokerStartException refused(Settings settings) {
        return catchThrowableOfType(
                BrokerStartException.class, () -> EmbeddedBroker.start(settings).close());
    }

    private static void startsAfterAll(Path dir) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Settings.in(dir))) {
            Records records = new Records(broker.bootstrapServers(), "after-all");
            records.create();
            records.write("works");
            assertThat(records.read()).isEqualTo(List.of("works"));
        }
    }

    private static Set<Thread> nonDaemonThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
