package io.copyflow.launcher.process;

import io.copyflow.broker.BrokerStartException;
import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.channels.website.SiteServer;
import io.copyflow.channels.website.WebsiteSettings;
import io.copyflow.desk.Desk;
import io.copyflow.directory.Directory;
import io.copyflow.ingest.gateway.DropFolder;
import io.copyflow.ingest.gateway.FeedPolling;
import io.copyflow.ingest.gateway.KafkaStoryDesk;
import io.copyflow.ingest.gateway.StoriesApi;
import io.copyflow.ingest.gateway.SubmissionFormats;
import io.copyflow.media.MediaStore;
import io.copyflow.registry.SchemaIdsFrom;
import io.copyflow.registry.ServedRegistry;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.KilledStories;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.OperationsPages;
import io.copyflow.runtime.PartHealth;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.StageRunner;
import io.copyflow.runtime.TemporaryFolder;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.translate.memory.Suggestions;
import io.copyflow.translate.memory.TranslationMemory;
import io.copyflow.translate.recall.ExactTable;
import io.copyflow.translate.recall.MemoryApi;
import io.copyflow.translate.recall.MemoryFollower;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole newsroom in one process: broker, stages, gateways, website, web desk. */
public final class LocalNewsroom implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalNewsroom.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration CHANNELS = Duration.ofSeconds(10);
    private static final Duration DROP_PAUSE = Duration.ofSeconds(1);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Clock clock = Clock.systemDefaultZone();
    private final SchemaIds ids;
    private final EmbeddedBroker broker;
    private final Configuration configuration;
    private final List<StageRunner> stages = new ArrayList<>();
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final DirectoryFollower directory;
    private final HttpFront front;
    private final SiteServer site;
    private final Desk webDesk;
    private final Listening listening = new Listening(
            Map.of("channels", "the website, social accounts and the members' content API", "desk", "the web desk"));
    private volatile @Nullable WaysOut waysOut;

    /** Fills the directory before the stages start, when it is to be filled. */
    public interface DirectoryFilling {

        /** @param configuration with the broker's address in it */
        void fill(Configuration configuration, SchemaIds ids);
    }

    /**
     * Starts everything and returns when every stage runs.
     *
     * @param wanted settings; the broker takes the port of {@code bootstrap.servers}, 0 for a free one
     * @param progress told what is being started
     * @throws io.copyflow.runtime.StageFailure and {@link io.copyflow.broker.BrokerStartException} when something does not;
     *     what had started is ended again
     */
    public static LocalNewsroom start(Configuration wanted, DirectoryFilling filling, Progress progress) {
        return new LocalNewsroom(wanted, filling, progress);
    }

    private LocalNewsroom(Configuration wanted, DirectoryFilling filling, Progress progress) {
        try {
            TemporaryFolder.requireUsable();
            requireFree(wanted, Setting.HTTP_HOST, Setting.HTTP_PORT);
            requireFree(wanted, Setting.SITE_HOST, Setting.SITE_PORT);
            requireFree(wanted, Setting.DESK_HOST, Setting.DESK_PORT);
            ids = keep(SchemaIdsFrom.settings(wanted.text(Setting.SCHEMA_REGISTRY_URL), null, clock));
            progress.begin("Kafka, in this process");
            broker = keep(startBroker(wanted));
            endWith(broker.fault().thenApply(fault -> new StageFailure(fault.code(), fault.sentence())));
            configuration = wanted.with(Map.of(Setting.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
            progress.begin("topics and the directory");
            try (Admin admin = Admin.create(configuration.kafkaClient())) {
                TopicProvisioning.ensure(admin, Topics.all(), configuration.number(Setting.TOPICS_PARTITIONS), (short)
                        configuration.number(Setting.TOPICS_REPLICATION));
            }
            filling.fill(configuration, ids);
            directory = keep(new DirectoryFollower(configuration.kafkaClient(), ids));
            endWith(directory.dead());
            KilledStories killed = keep(new KilledStories(configuration.kafkaClient(), ids));
            endWith(killed.dead());
            progress.begin("stages");
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            parts.push(registry::close);
            new JvmMemoryMetrics().bindTo(registry);
            keep(new JvmGcMetrics()).bindTo(registry);
            RocksDbMemory memory = keep(new RocksDbMemory());
            startStages(memory, registry);
            killed.awaitCaughtUp(PATIENCE);
            Suggestions suggestions = startMemory(memory, registry, killed);
            directory.awaitCaughtUp(PATIENCE);
            progress.begin("gateways, the website and the web desk");
            CommandGateway gateway = keep(new CommandGateway(
                    "ingest-gateway",
                    configuration.kafkaClient(),
                    ids,
                    List.of(Topics.STORY_EVENTS, Topics.KILLS, Topics.PUBLICATION_EVENTS),
                    patience(),
                    clock));
            endWith(gateway.dead());
            KafkaStoryDesk desk = new KafkaStoryDesk(gateway, directory::directory, clock);
            MediaDesk media = keep(MediaDesk.open(configuration, directory::directory));
            SubmissionFormats formats = media.formats();
            TaskDesk tasks = keep(new TaskDesk(configuration, ids, stage(Topics.TRANSLATE), directory, clock));
            endWith(tasks.dead());
            front = keep(HttpFront.start(
                    configuration.text(Setting.HTTP_HOST),
                    configuration.number(Setting.HTTP_PORT),
                    List.of(
                            new StoriesApi(desk, formats, patience().plusSeconds(1))::addTo,
                            media::addTo,
                            tasks::addTo,
                            new MemoryApi(suggestions)::addTo,
                            new ChannelRoutes(
                                    () -> waysOut, () -> directory.directory().channels()),
                            new OperationsPages(stages, this::channelHealth, registry),
                            new RegistryRoutes(new ServedRegistry(new SchemaCatalogue())))));
            DropFolder drop = keep(new DropFolder(
                    configuration.folder(Setting.DROP_DIR, "drop"),
                    desk,
                    formats,
                    DROP_PAUSE,
                    patience().plusSeconds(1)));
            site = startSite(media.store(), registry);
            webDesk = keep(new Desk(
                    configuration,
                    ids,
                    directory::directory,
                    DeskAids.of(configuration, ids, directory::directory, suggestions, media.pictures()),
                    registry,
                    clock));
            endWith(webDesk.dead());
            listening.now("desk");
            keep(Drafts.start(
                    configuration, System.getenv(), ids, suggestions, directory::directory, killed::contains, clock));
            stages.forEach(stage -> stage.awaitReady(PATIENCE));
            tasks.awaitCaughtUp(PATIENCE);
            if (waysOut != null) {
                waysOut.giveTimeToBegin(CHANNELS);
            }
            drop.start();
            String feeds = configuration.text(Setting.FEEDS_FILE);
            if (!feeds.isEmpty()) {
                keep(FeedPolling.start(
                        FeedsFile.read(Path.of(feeds)),
                        configuration.dataDir().resolve("feeds"),
                        formats,
                        desk,
                        patience().plusSeconds(1),
                        clock));
            }
            progress.done();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static void requireFree(Configuration wanted, Setting host, Setting port) {
        HttpFront.requireFree(wanted.text(host), wanted.number(port), host, port);
    }

    private static EmbeddedBroker startBroker(Configuration wanted) {
        int port = port(wanted.words(Setting.BOOTSTRAP_SERVERS));
        try {
            return EmbeddedBroker.start(
                    new EmbeddedBroker.Settings(wanted.dataDir().resolve("kafka"), port, 0, Map.of()));
        } catch (BrokerStartException e) {
            // the broker knows no settings of ours
            throw e.code().equals("port-in-use") && port != 0
                    ? new StageFailure(
                            e.code(),
                            "Port " + port
                                    + " of 127.0.0.1 is in use by another program. End it, or choose another port"
                                    + " for Kafka with --set " + Setting.BOOTSTRAP_SERVERS.key() + "=127.0.0.1:"
                                    + (port + 1) + " (port 0 takes a free one).",
                            e)
                    : e;
        }
    }

    /** All at once: each waits for the broker more than it works. */
    private void startStages(RocksDbMemory memory, PrometheusMeterRegistry registry) {
        List<CompletableFuture<StageRunner>> starting = Stages.all(configuration).stream()
                .map(stage -> CompletableFuture.supplyAsync(
                        () -> keep(StageRunner.start(stage, configuration, ids, memory, registry, clock)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        try {
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
            starting.forEach(stage -> stages.add(stage.join()));
            stages.forEach(stage -> endWith(stage.dead()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private StageRunner stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Suggestions startMemory(RocksDbMemory budget, PrometheusMeterRegistry registry, KilledStories killed) {
        TranslationMemory index =
                keep(TranslationMemory.open(configuration.dataDir().resolve("memory")));
        MemoryFollower follower = keep(new MemoryFollower(configuration.kafkaClient(), ids, index, registry));
        endWith(follower.dead());
        ExactTable exact = keep(ExactTable.start(
                configuration.kafkaClient(), ids, StageRunner.stateFolder(configuration), budget, killed::contains));
        endWith(exact.dead());
        return new Suggestions(List.of(exact, index));
    }

    /** What runs no longer, or is followed no longer, cannot be gone on without. */
    private void endWith(CompletionStage<StageFailure> part) {
        part.thenAccept(dead::complete);
    }

    private SiteServer startSite(MediaStore media, PrometheusMeterRegistry registry) {
        Directory now = directory.directory();
        String host = configuration.text(Setting.SITE_HOST);
        int port = configuration.number(Setting.SITE_PORT);
        URI address = configuration.address(Setting.SITE_URL);
        URI hub = Website.hub(configuration);
        // its own pages keep to links that lead back to it, whatever the site's address is
        SiteServer server = keep(new SiteServer(
                Website.of(configuration, now, address == null ? URI.create("http://" + host + "/") : address, false)
                        .withHub(hub),
                host,
                port));
        WebsiteSettings settings = Website.of(configuration, now, server.port());
        WaysOut opened =
                keep(new WaysOut(configuration, settings, media, directory::directory, System.getenv(), ids, clock));
        opened.bindTo(registry);
        waysOut = opened;
        listening.now("channels");
        return server;
    }

    private List<PartHealth> channelHealth() {
        List<PartHealth> all = listening.health();
        WaysOut running = waysOut;
        if (running != null) {
            all.addAll(running.health());
        }
        return all;
    }

    private Duration patience() {
        return Duration.ofMillis(configuration.number(Setting.COMMAND_PATIENCE_MS));
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Of the first; that each has one was looked at before. */
    private static int port(List<String> bootstrapServers) {
        String first = bootstrapServers.getFirst();
        return Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
    }

    /** The settings it runs with, the broker's address included. */
    public Configuration configuration() {
        return configuration;
    }

    public SchemaIds schemaIds() {
        return ids;
    }

    public Directory directory() {
        return directory.directory();
    }

    /** Where stories are submitted and health is asked. */
    public String address() {
        return front.address();
    }

    /** Where the website is read. */
    public String siteAddress() {
        return "http://" + configuration.text(Setting.SITE_HOST) + ":" + site.port() + "/";
    }

    /** Where members fetch stories; null when no member has a token or a webhook. */
    public @Nullable String membersAddress() {
        WaysOut running = waysOut;
        return running == null ? null : running.membersAddress();
    }

    /** Where the newsroom works. */
    public String deskAddress() {
        return webDesk.address().toString();
    }

    /** Completes when the broker, a stage or a gateway can do its work no longer; close this then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    /** Ends everything, last started first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn(
                        "event=close_failed part={} reason={}",
                        part.getClass().getSimpleName(),
                        Logfmt.value(e.getMessage()),
                        e);
            }
        }
    }

    /** Empties a folder of its own making, for a run that begins anew. */
    public static void empty(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.toList();
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }
}
