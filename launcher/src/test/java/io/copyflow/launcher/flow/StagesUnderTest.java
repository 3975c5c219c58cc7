package io.copyflow.launcher.flow;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.Stage;
import io.copyflow.runtime.StageRunner;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.testkit.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Stages that run on a test's broker. Their application ids are fixed, so only one test class may run them at a time, and
 * it closes them before the next.
 */
final class StagesUnderTest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<StageRunner> runners = new ArrayList<>();
    private final RocksDbMemory memory = new RocksDbMemory(16L << 20, 16L << 20);

    /**
     * Starts them and waits until they run.
     *
     * @param instance the same for instances that follow each other: Kafka keeps the place of one that ended for a while
     */
    StagesUnderTest(String bootstrapServers, Path dataDir, String instance, List<Stage<?, ?, ?>> stages) {
        Configuration configuration = configuration(bootstrapServers, dataDir, instance);
        for (Stage<?, ?, ?> stage : stages) {
            runners.add(StageRunner.start(
                    stage, configuration, new SchemaCatalogue(), memory, new SimpleMeterRegistry(), Clock.systemUTC()));
        }
        runners.forEach(runner -> runner.awaitReady(PATIENCE));
    }

    static Configuration configuration(String bootstrapServers, Path dataDir, String instance) {
        return Configuration.of(
                null,
                java.util.Map.of(),
                List.of(
                        Setting.BOOTSTRAP_SERVERS.key() + "=" + bootstrapServers,
                        Setting.DATA_DIR.key() + "=" + dataDir,
                        Setting.STAGE_INSTANCE.key() + "=" + instance,
                        // the shortest Kafka allows: an instance that ended for good is missed sooner
                        "kafka.session.timeout.ms=6000"));
    }

    /** Makes the topics and publishes the sample newsroom. */
    static void prepare(TestBroker broker) {
        TopicProvisioning.ensure(broker.admin(), Topics.all(), 4, (short) 1);
        Configuration configuration =
                Configuration.defaults().with(java.util.Map.of(Setting.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
        DirectoryPublisher.atFirst(
                        configuration,
                        new SchemaCatalogue(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .apply(Samples.newsroom().orRefuse().entries(), true);
    }

    @Override
    public void close() {
        runners.reversed().forEach(StageRunner::close);
        memory.close();
    }
}
