package io.copyflow.launcher.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.copyflow.broker.BrokerStartException;
import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.demo.Receipts;
import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.StageRunner;
import io.copyflow.schemas.delivery.DeliveryEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A newsroom in one process, as {@code copyflow up} runs it, asked from outside. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class UpIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path dataDir;
    private static LocalNewsroom newsroom;

    private final String clientId = "up-it-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path folder) {
        dataDir = folder;
        newsroom = start(configuration(folder));
    }

    @AfterAll
    static void stop() {
        newsroom.close();
        HTTP.close();
    }

    private static Configuration configuration(Path folder) {
        return Configuration.defaults()
                .with(Map.of(
                        Setting.DATA_DIR,
                        folder.toString(),
                        Setting.BOOTSTRAP_SERVERS,
                        "127.0.0.1:0",
                        Setting.HTTP_PORT,
                        "0",
                        Setting.SITE_PORT,
                        "0",
                        Setting.DESK_PORT,
                        "0"));
    }

    private static LocalNewsroom start(Configuration configuration) {
        return LocalNewsroom.start(
                configuration, DirectoryAtFirst.ofSample(Clock.systemUTC(), notice -> {}), Progress.silent());
    }

    @Test
    void it_is_live_and_ready_and_says_so_of_every_stage() throws Exception {
        for (String path : List.of("/live", "/ready")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            JsonNode stages = JSON.readTree(answer.body()).path("stages");
            assertThat(stages.findValuesAsText("name")).isEqualTo(Topics.STAGES);
            assertThat(stages.findValuesAsText("state")).containsOnly("RUNNING");
        }
    }

    @Test
    void its_metrics_are_in_prometheus_text_and_count_what_stages_decide() throws Exception {
        post("application/json", plain("nobody.known"));

        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(metrics.body())
                .containsPattern("(?m)^# TYPE copyflow_\\w+ ")
                .containsPattern("(?m)^copyflow_\\w+\\{.*stage=\"ingest\".*} [1-9]")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void a_newsroom_that_is_there_needs_its_first_file_no_more() {
        Path gone = dataDir.resolve("no-such-newsroom.yaml");
        Path sample = Path.of("..", "samples", "newsroom.yaml");
        String apply = "./copyflow apply --config=my.conf --bootstrap-servers="
                + newsroom.configuration().text(Setting.BOOTSTRAP_SERVERS);
        List<String> told = new ArrayList<>();

        try (SchemaIds ids = new SchemaCatalogue()) {
            for (Path file : List.of(gone, sample)) {
                new DirectoryAtFirst(
                                file,
                                "./copyflow apply --config=my.conf",
                                StageRunner.stateFolder(newsroom.configuration()),
                                Clock.systemUTC(),
                                told::add)
                        .fill(newsroom.configuration(), ids);
            }
        }

        assertThat(told)
                .containsExactly(
                        "The directory is there already; " + gone
                                + " was not applied, and there is no such file. To change the directory: " + apply
                                + " FILE",
                        "The directory is there already; " + sample + " was not applied. To change it: " + apply + " "
                                + sample);
    }

    @Test
    void its_topology_and_its_schemas_are_there_for_tools() throws Exception {
        assertThat(get("/topology").body()).contains("ingest\n", "decide-story", "decide-translation");
        JsonNode subjects = JSON.readTree(get("/subjects").body());
        assertThat(subjects.isArray()).isTrue();
        assertThat(subjects.toString()).contains("\"copyflow.published.v1-value\"");
    }

    @Test
    void r01_a_story_is_accepted_and_the_same_again_answered_as_the_first_time() throws Exception {
        HttpResponse<String> first = post("application/json", plain(Commands.REPORTER));
        HttpResponse<String> second = post("application/json", plain(Commands.REPORTER));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(JSON.readTree(second.body())).isEqualTo(JSON.readTree(first.body()));
        assertThat(JSON.readTree(first.body()).path("targets")).hasSize(15);
    }

    @Test
    void a_wires_item_is_accepted_as_ninjs() throws Exception {
        String item = """
                {"uri": "urn:example:%s", "version": "1", "type": "text", "language": "en", "pubStatus": "usable",
                 "headlines": [{"role": "main", "value": "Ferry returns to the northern islands"}],
                 "by": "Ann Example",
                 "bodies": [{"role": "main", "contentType": "text/html",
                   "value": "<p>The ferry sails again from <em>Tuesday</em>.</p><p>Tickets cost 12 euros.</p>"}]}
                """.formatted(clientId);

        HttpResponse<String> answer = post("application/vnd.iptc.ninjs+json", item);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).path("language").textValue()).isEqualTo("en");
    }

    @Test
    void r02_nonsense_is_refused_as_a_problem() throws Exception {
        HttpResponse<String> malformed = post("application/json", "nonsense");
        HttpResponse<String> stranger = post("application/json", plain("nobody.known"));

        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(problem(malformed).path("code").textValue()).isEqualTo("json-malformed");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(problem(stranger).path("code").textValue()).isEqualTo("unknown-person");
    }

    @Test
    void a_dropped_file_is_taken_and_put_aside() throws Exception {
        Path drop = newsroom.configuration().folder(Setting.DROP_DIR, "drop");
        Path written = Files.writeString(dataDir.resolve(clientId), plain(Commands.REPORTER));

        Files.move(written, drop.resolve(clientId + ".json"), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(PATIENCE).until(() -> Files.exists(drop.resolve("done").resolve(clientId + ".json")));
        assertThat(post("application/json", plain(Commands.REPORTER)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_finished_story_is_on_the_website_with_its_picture_and_other_tools_read_it_from_kafka() throws Exception {
        Map<String, Object> client = newsroom.configuration().kafkaClient();
        Map<String, DeliveryEvent> delivered = new HashMap<>();
        String storyId;
        try (Receipts receipts = new Receipts(client, newsroom.schemaIds());
                Bots bots = new Bots(
                        client,
                        newsroom.schemaIds(),
                        new Roster(newsroom.directory().people()),
                        (language, source) -> Samples.translationWithPicture(language),
                        Clock.systemUTC())) {
            String story = new String(Samples.storyWithPicture(sendPicture()), UTF_8)
                    .replace("\"sample-0001\"", "\"" + clientId + "\"");
            storyId = JSON.readTree(post("application/json", story).body())
                    .path("storyId")
                    .textValue();
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                receipts.delivered(storyId, Duration.ofMillis(200))
                        .forEach(receipt -> delivered.put(receipt.getLanguage(), receipt));
                return delivered.size() == 16;
            });
        }

        String arabic = Samples.translation("ar").getFirst().getText();
        String path = URI.create(delivered.get("ar").getReference()).getPath();
        String page = get(URI.create(newsroom.siteAddress()).resolve(path)).body();
        assertThat(page).contains(arabic).contains("dir=\"rtl\"");
        Matcher image =
                Pattern.compile("<img src=\"([^\"]+)\" [^>]*alt=\"([^\"]+)\"").matcher(page);
        assertThat(image.find()).as(page).isTrue();
        assertThat(image.group(2)).isEqualTo(Samples.pictureTexts("ar").get("alternative-text"));
        URI picture = URI.create(newsroom.siteAddress()).resolve(path).resolve(image.group(1));
        assertThat(get(picture).headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(headlines(client, storyId)).hasSize(16).containsEntry("ar", arabic);
    }

    private static String sendPicture() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(newsroom.address() + "/media"))
                        .header("X-Copyflow-Person", Commands.REPORTER)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Samples.picture()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("hash").textValue();
    }

    /** By language, as Apicurio's deserializer reads them with schemas of the running process. */
    private static Map<String, String> headlines(Map<String, Object> client, String storyId) {
        Map<String, String> headlines = new HashMap<>();
        AvroKafkaDeserializer<GenericRecord> values = new AvroKafkaDeserializer<>();
        values.configure(Map.of("apicurio.registry.url", newsroom.address() + "/apis/registry/v3"), false);
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, GenericRecord> consumer =
                new KafkaConsumer<>(consuming, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PUBLISHED.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, GenericRecord> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value().get("storyId").toString().equals(storyId)) {
                        headlines.put(
                                record.value().get("language").toString(),
                                record.value().get("headline").toString());
                    }
                }
            }
        }
        return headlines;
    }

    @Test
    void a_second_newsroom_on_the_same_data_is_refused() {
        BrokerStartException refused = catchThrowableOfType(
                BrokerStartException.class, () -> start(configuration(dataDir)).close());

        assertThat(refused.code()).isEqualTo("data-dir-locked");
    }

    @Test
    void a_port_in_use_is_told_before_anything_is_started(@TempDir Path other) {
        for (Setting setting : List.of(Setting.HTTP_PORT, Setting.SITE_PORT, Setting.DESK_PORT)) {
            int port = port(
                    switch (setting) {
                        case SITE_PORT -> newsroom.siteAddress();
                        case DESK_PORT -> newsroom.deskAddress();
                        default -> newsroom.address();
                    });
            Configuration taken = configuration(other).with(Map.of(setting, Integer.toString(port)));

            StageFailure refused =
                    catchThrowableOfType(StageFailure.class, () -> start(taken).close());

            assertThat(refused.code()).isEqualTo("port-in-use");
            assertThat(refused)
                    .hasMessage("Port " + port + " on 127.0.0.1 is in use by another program. End it, or choose"
                            + " another port with --set " + setting.key() + "=" + (port + 1)
                            + " (0 takes a free one).");
            assertThat(other.resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void kafkas_port_in_use_is_told_and_what_had_started_is_ended(@TempDir Path other) {
        String servers = newsroom.configuration().text(Setting.BOOTSTRAP_SERVERS);
        int port = port(servers);
        Configuration taken = configuration(other).with(Map.of(Setting.BOOTSTRAP_SERVERS, servers));

        StageFailure refused =
                catchThrowableOfType(StageFailure.class, () -> start(taken).close());

        assertThat(refused.code()).isEqualTo("port-in-use");
        assertThat(refused)
                .hasMessage("Port " + port + " of 127.0.0.1 is in use by another program. End it, or choose another"
                        + " port for Kafka with --set bootstrap.servers=127.0.0.1:" + (port + 1)
                        + " (port 0 takes a free one).");
        // refused while the first one still held the folder
        EmbeddedBroker.start(new EmbeddedBroker.Settings(other.resolve("kafka"), 0, 0, Map.of()))
                .close();
    }

    private static int port(String address) {
        return Integer.parseInt(address.replaceFirst("/$", "").replaceFirst(".*:", ""));
    }

    private String plain(String author) {
        return new String(Samples.story(), UTF_8)
                .replace("\"sample-0001\"", "\"" + clientId + "\"")
                .replace("\"" + Commands.REPORTER + "\"", "\"" + author + "\"");
    }

    private static JsonNode problem(HttpResponse<String> answer) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").intValue()).isEqualTo(answer.statusCode());
        assertThat(problem.path("detail").textValue()).isNotBlank();
        return problem;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return get(URI.create(newsroom.address() + path));
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String contentType, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(newsroom.address() + "/stories"))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
