package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.process.Stages;
import io.copyflow.launcher.process.TaskDesk;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.OperationsPages;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.Stage;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.StageRunner;
import io.copyflow.runtime.TopicProvisioning;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow stage NAME}: one stage against any cluster. */
@Command(
        name = "stage",
        description = {
            "Run one stage against a Kafka cluster: ingest, translate-stage, review-stage, publish-stage or"
                    + " kill-switch.",
            "Start as many instances as topics have partitions; each needs its own data.dir."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class StageCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TOPICS = Duration.ofSeconds(20);

    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "NAME", description = "The stage.")
    private String name;

    @Option(
            names = "--tasks",
            description = {
                "Of translate-stage: serve the translation queue too, at /tasks.",
                "Whoever reaches the port is believed to be who they say."
            })
    private boolean withTasks;

    /** Without Kafka a person waits for the answer, not a retrying stage. */
    private static Map<String, Object> asking(Configuration configuration) {
        Map<String, Object> client = new HashMap<>(configuration.kafkaClient());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TOPICS.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TOPICS.toMillis());
        return client;
    }

    @Override
    public void run() {
        PrintWriter out = root.out();
        Configuration configuration = root.configuration();
        Stage<?, ?, ?> stage = Stages.named(name, configuration);
        if (withTasks && !stage.name().equals(Topics.TRANSLATE)) {
            throw new StageFailure(
                    "setting-malformed",
                    "Expected --tasks with translate-stage only, but the stage is " + stage.name() + ". Leave it out.");
        }
        try (Admin admin = Admin.create(asking(configuration))) {
            TopicProvisioning.ensure(admin, Topics.all(), configuration.number(Setting.TOPICS_PARTITIONS), (short)
                    configuration.number(Setting.TOPICS_REPLICATION));
        }
        Shutdown shutdown = new Shutdown();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Clock clock = Clock.systemDefaultZone();
        try (SchemaIds ids = root.schemaIds();
                RocksDbMemory memory = new RocksDbMemory();
                StageRunner runner = StageRunner.start(stage, configuration, ids, memory, registry, clock);
                Gateways gateways = withTasks ? Gateways.serving(configuration, ids, runner, clock) : Gateways.none();
                HttpFront front = HttpFront.start(
                        configuration.text(Setting.HTTP_HOST),
                        configuration.number(Setting.HTTP_PORT),
                        gateways.with(new OperationsPages(List.of(runner), registry)))) {
            out.println("Starting " + stage.name() + " on " + configuration.text(Setting.BOOTSTRAP_SERVERS)
                    + "; health at " + front.address() + "/ready");
            out.flush();
            runner.dead().thenAccept(shutdown::because);
            runner.awaitReady(PATIENCE);
            gateways.awaitCaughtUp(shutdown);
            out.println("Running. Ctrl-C ends it.");
            out.flush();
            shutdown.await();
        } finally {
            shutdown.ended();
        }
    }

    /** What a stage serves besides its health, where it is asked to. */
    private record Gateways(
            @Nullable DirectoryFollower directory, @Nullable TaskDesk tasks) implements AutoCloseable {

        static Gateways none() {
            return new Gateways(null, null);
        }

        static Gateways serving(Configuration configuration, SchemaIds ids, StageRunner runner, Clock clock) {
            DirectoryFollower directory = new DirectoryFollower(configuration.kafkaClient(), ids);
            try {
                directory.awaitCaughtUp(PATIENCE);
                return new Gateways(directory, new TaskDesk(configuration, ids, runner, directory, clock));
            } catch (RuntimeException e) {
                directory.close();
                throw e;
            }
        }

        /** What is followed no longer cannot be gone on without. */
        void awaitCaughtUp(Shutdown shutdown) {
            if (directory != null && tasks != null) {
                directory.dead().thenAccept(shutdown::because);
                tasks.dead().thenAccept(shutdown::because);
                tasks.awaitCaughtUp(PATIENCE);
            }
        }

        List<Consumer<RoutesConfig>> with(OperationsPages pages) {
            return tasks == null ? List.of(pages) : List.of(pages, tasks::addTo);
        }

        @Override
        public void close() {
            if (tasks != null) {
                tasks.close();
            }
            if (directory != null) {
                directory.close();
            }
        }
    }
}
