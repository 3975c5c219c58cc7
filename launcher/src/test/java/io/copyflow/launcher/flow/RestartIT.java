package io.copyflow.launcher.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.IngestStage;
import io.copyflow.launcher.Copyflow;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.flow.CommittedLog.Entry;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.testkit.Seeds;
import io.copyflow.testkit.TestBroker;
import io.copyflow.translate.TranslateStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stages, and a whole newsroom, that end in mid-work and begin again. */
@ExtendWith({TestBroker.Extension.class, Seeds.Extension.class})
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int TARGETS = 15;
    /** Kills in mid-flow; each takes some 20 s. */
    private static final int ROUNDS = Integer.getInteger("kills", 1);

    private static final List<Stage<?, ?, ?>> QUEUEING = List.of(IngestStage.stage(), TranslateStage.stage());

    private final String run = "restart-it-" + UUID.randomUUID();

    @Test
    void r27_stages_that_end_in_mid_work_go_on_where_they_were_with_their_data_and_without(
            TestBroker broker, @TempDir Path folder) throws IOException {
        String servers = broker.bootstrapServers();
        Path dataDir = folder.resolve("data");
        StagesUnderTest.prepare(broker);
        List<String> clientIds = clientIds(8);
        try (Commands commands = new Commands(servers);
                CommittedLog log = new CommittedLog(servers, Topics.all())) {
            try (StagesUnderTest first = new StagesUnderTest(servers, dataDir, "test", QUEUEING)) {
                clientIds.forEach(clientId -> commands.send(Commands.submit(clientId)));
                await().pollInSameThread().atMost(PATIENCE).until(() -> queued(log, clientIds) > 0);
            }
            String story = Commands.storyId(clientIds.getFirst());
            var claim = Commands.translation(run + "-claim", story, "fr", "awa.ndoye", new ClaimTranslation());
            commands.send(claim);

            try (StagesUnderTest second = new StagesUnderTest(servers, dataDir, "test", QUEUEING)) {
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> queued(log, clientIds) == clientIds.size() * TARGETS
                                && claimed(log, story).size() == 1);
            }
            LocalNewsroom.empty(dataDir);

            try (StagesUnderTest third = new StagesUnderTest(servers, dataDir, "test", QUEUEING)) {
                commands.send(claim);
                commands.send(
                        Commands.translation(run + "-late", story, "fr", "bastien.lormeau", new ClaimTranslation()));
                Map<String, String> codes = await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> refusals(log, story), refusals -> refusals.size() == 2);
                assertThat(codes)
                        .containsEntry(claim.id(), "already-accepted")
                        .containsEntry(run + "-late", "already-claimed");
            }
            eachQueuedOnce(log, clientIds);
            assertThat(claimed(log, story)).hasSize(1);
        }
    }

    /** Rounds of a newsroom in a process of its own, killed when a number of events, chosen by chance, has been seen. */
    @Test
    void r27_a_newsroom_killed_in_mid_flow_loses_nothing_and_does_nothing_twice(Seeds seeds, @TempDir Path dataDir)
            throws Exception {
        Random random = seeds.random();
        int kafka = freePort();
        int http = freePort();
        String servers = "127.0.0.1:" + kafka;
        List<String> clientIds = new ArrayList<>();
        // once before it is even up
        try (Child child = new Child(dataDir, kafka, http)) {
            child.awaitLine(List.of("topics", "stages", "gateways").get(random.nextInt(3)));
        }
        Bots bots = null;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                try (Child child = new Child(dataDir, kafka, http)) {
                    child.awaitLine("Running");
                    if (bots == null) {
                        bots = bots(servers);
                    }
                    // those of earlier rounds too, whose answer may never have come
                    clientIds.add(run + "-" + round + "-a");
                    clientIds.add(run + "-" + round + "-b");
                    for (String clientId : clientIds) {
                        submit(http, clientId);
                    }
                    try (CommittedLog log = new CommittedLog(servers, Topics.all())) {
                        int before = events(log);
                        int after = before + random.nextInt(120);
                        await().pollInSameThread()
                                .pollInterval(Duration.ofMillis(20))
                                .atMost(PATIENCE)
                                .until(() -> events(log) >= after
                                        || published(log, clientIds).size() == clientIds.size() * (TARGETS + 1));
                    }
                }
            }
            try (Child child = new Child(dataDir, kafka, http)) {
                child.awaitLine("Running");
                try (CommittedLog log = new CommittedLog(servers, Topics.all())) {
                    await().pollInSameThread()
                            .atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(published(log, clientIds))
                                    .hasSizeGreaterThanOrEqualTo(clientIds.size() * (TARGETS + 1)));
                    eachQueuedOnce(log, clientIds);
                    Map<String, Long> texts = published(log, clientIds).stream()
                            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
                    assertThat(texts)
                            .hasSize(clientIds.size() * (TARGETS + 1))
                            .allSatisfy(
                                    (key, times) -> assertThat(times).as(key).isEqualTo(1));
                }
            }
        } finally {
            if (bots != null) {
                bots.close();
            }
        }
    }

    private List<String> clientIds(int count) {
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            ids.add(run + "-" + n);
        }
        return ids;
    }

    private static int queued(CommittedLog log, List<String> clientIds) {
        return clientIds.stream()
                .mapToInt(id -> queuedLanguages(log, id).size())
                .sum();
    }

    private static void eachQueuedOnce(CommittedLog log, List<String> clientIds) {
        assertThat(clientIds).allSatisfy(clientId -> {
            assertThat(log.of(Topics.STORY_EVENTS, Commands.storyId(clientId))).hasSize(1);
            assertThat(queuedLanguages(log, clientId)).hasSize(TARGETS).doesNotHaveDuplicates();
        });
    }

    private static List<String> queuedLanguages(CommittedLog log, String clientId) {
        return log.of(Topics.TRANSLATION_EVENTS, Commands.storyId(clientId)).stream()
                .map(Entry::value)
                .filter(event -> event.getBody() instanceof TranslationQueued)
                .map(TranslationEventEnvelope::getLanguage)
                .toList();
    }

    private static List<Entry<TranslationEventEnvelope>> claimed(CommittedLog log, String storyId) {
        return log.of(Topics.TRANSLATION_EVENTS, storyId).stream()
                .filter(event -> event.value().getBody() instanceof TranslationClaimed)
                .toList();
    }

    private static Map<String, String> refusals(CommittedLog log, String storyId) {
        return log.of(Topics.REJECTIONS, storyId).stream()
                .map(Entry::value)
                .collect(Collectors.toMap(Rejection::getCommandId, Rejection::getCode, (a, b) -> b, HashMap::new));
    }

    private static int events(CommittedLog log) {
        return log.raw(Topics.TRANSLATION_EVENTS).size()
                + log.raw(Topics.REVIEW_EVENTS).size()
                + log.raw(Topics.PUBLICATION_EVENTS).size();
    }

    /** Keys of the published records of these stories, as often as each was written. */
    private static List<String> published(CommittedLog log, List<String> clientIds) {
        List<String> storyIds = clientIds.stream().map(Commands::storyId).toList();
        return log.raw(Topics.PUBLISHED).stream()
                .map(record -> record.key())
                .filter(key -> storyIds.contains(key.substring(0, key.indexOf('/'))))
                .toList();
    }

    private static Bots bots(String servers) {
        try (DirectoryFollower directory =
                new DirectoryFollower(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            directory.awaitCaughtUp(PATIENCE);
            return new Bots(
                    Map.of("bootstrap.servers", servers),
                    new SchemaCatalogue(),
                    new Roster(directory.directory().people()),
                    (language, source) -> Samples.translation(language),
                    Clock.systemUTC());
        }
    }

    private static void submit(int port, String clientId) throws Exception {
        String story = new String(Samples.story(), UTF_8).replace("\"sample-0001\"", "\"" + clientId + "\"");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stories"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(story))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
            assertThat(response.body()).contains(Commands.storyId(clientId));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** {@code copyflow up} in a JVM of its own, which closing kills. */
    private static final class Child implements AutoCloseable {

        private final Process process;
        private final List<String> output = new CopyOnWriteArrayList<>();

        Child(Path dataDir, int kafka, int http) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-XX:+UseParallelGC",
                            // it lives too short for more
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx700m",
                            // the program's own, not the tests'
                            "-Dlogback.configurationFile=logback.xml",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Copyflow.class.getName(),
                            "up",
                            "--set=data.dir=" + dataDir,
                            "--set=bootstrap.servers=127.0.0.1:" + kafka,
                            "--set=http.port=" + http,
                            "--set=site.port=0",
                            "--set=desk.port=0")
                    .redirectErrorStream(true)
                    .start();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                process.inputReader().lines().forEach(output::add);
            } catch (UncheckedIOException e) {
                // killed in the middle of a line
            }
        }

        void awaitLine(String words) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast(
                            () -> assertThat(process.isAlive()).as("%s", output).isTrue())
                    .until(() -> output.stream().anyMatch(line -> line.contains(words)));
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
