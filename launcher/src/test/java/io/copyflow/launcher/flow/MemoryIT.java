package io.copyflow.launcher.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.cli.RootCommand;
import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.translate.exchange.FileLimits;
import io.copyflow.translate.exchange.TmxEntry;
import io.copyflow.translate.exchange.TmxReader;
import io.copyflow.translate.exchange.TmxUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The translation memory and the drafts made from it, in a newsroom in one process. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class MemoryIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SPANISH = "es";

    private static Path dataDir;
    private static LocalNewsroom newsroom;
    private static String clearedStory;

    private final String clientId = "memory-it-" + UUID.randomUUID();
    private final String storyId = Commands.storyId(clientId);

    @BeforeAll
    static void start(@TempDir Path folder) {
        dataDir = folder;
        newsroom = start();
        clearedStory = cleared();
    }

    @AfterAll
    static void stop() {
        newsroom.close();
        HTTP.close();
    }

    private static LocalNewsroom start() {
        return LocalNewsroom.start(
                Configuration.defaults()
                        .with(Map.of(
                                Setting.DATA_DIR,
                                dataDir.toString(),
                                Setting.BOOTSTRAP_SERVERS,
                                "127.0.0.1:0",
                                Setting.HTTP_PORT,
                                "0",
                                Setting.SITE_PORT,
                                "0",
                                Setting.DESK_PORT,
                                "0")),
                DirectoryAtFirst.ofSample(Clock.systemUTC(), notice -> {}),
                Progress.silent());
    }

    /** The sample story, translated, approved and signed. */
    private static String cleared() {
        String client = "memory-it-" + UUID.randomUUID();
        String story = Commands.storyId(client);
        try (Commands commands = new Commands(servers());
                Bots bots = new Bots(
                        newsroom.configuration().kafkaClient(),
                        newsroom.schemaIds(),
                        new Roster(newsroom.directory().people()),
                        (language, source) -> Samples.translation(language),
                        Clock.systemUTC())) {
            commands.send(Commands.submit(client, "en", List.of(SPANISH)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(suggestions(headline()))
                            .as("refused: %s", bots.refusals())
                            .isNotEmpty());
        }
        return story;
    }

    @Test
    void what_was_cleared_is_suggested_with_the_story_it_comes_from_and_who_translated_it() {
        try (CommittedLog log = new CommittedLog(servers(), List.of(Topics.MEMORY))) {
            assertThat(log.raw(Topics.MEMORY))
                    .as("a record of the whole version")
                    .filteredOn(record -> record.key().startsWith(clearedStory))
                    .extracting(ConsumerRecord::key)
                    .containsExactly(clearedStory + "/1/" + SPANISH);
        }
        JsonNode same = suggestions(headline()).getFirst();
        assertThat(same.path("score").asInt()).isEqualTo(100);
        assertThat(same.path("target").asText())
                .isEqualTo(Samples.translation(SPANISH).getFirst().getText());
        assertThat(same.at("/origin/storyId").asText()).isEqualTo(clearedStory);
        assertThat(same.at("/origin/textBy").asText()).isEqualTo("person");
        assertThat(same.at("/origin/translators")).isNotEmpty();

        JsonNode like = eventually(() -> suggestions(headline() + " today")).getFirst();
        assertThat(like.path("kind").asText()).isEqualTo("fuzzy");
        assertThat(like.path("score").asInt()).isBetween(60, 99);
        assertThat(like.at("/origin/storyId").asText()).isEqualTo(clearedStory);
    }

    @Test
    void
            r12_a_story_with_the_same_text_gets_a_draft_from_the_memory_which_is_no_translation_until_a_person_submits_it() {
        try (Commands commands = new Commands(servers());
                CommittedLog log = new CommittedLog(servers(), Topics.all())) {
            commands.send(Commands.submit(clientId, "en", List.of(SPANISH)));

            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(events(log, DraftOffered.class)).hasSize(1));
            List<TranslatedSegment> draft =
                    events(log, DraftOffered.class).getFirst().getSegments();
            assertThat(draft)
                    .hasSameSizeAs(Samples.translation(SPANISH))
                    .extracting(TranslatedSegment::getOrigin, TranslatedSegment::getOriginDetail)
                    .containsOnly(tuple(Origin.MEMORY, clearedStory));
            assertThat(events(log, TranslationSubmitted.class)).isEmpty();
            assertThat(log.of(Topics.REVIEW_EVENTS, storyId))
                    .noneMatch(event -> event.value().getLanguage().equals(SPANISH));

            commands.send(Commands.translation(
                    "claim-" + clientId, storyId, SPANISH, "lucia.arrieta", new ClaimTranslation()));
            commands.send(Commands.translation(
                    "submit-es-" + clientId,
                    storyId,
                    SPANISH,
                    "lucia.arrieta",
                    new SubmitTranslation(1, Samples.translation(SPANISH))));

            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events(log, TranslationSubmitted.class))
                            .as("refused: %s", log.of(Topics.REJECTIONS, storyId))
                            .hasSize(1));
            assertThat(events(log, TranslationSubmitted.class).getFirst().getSegments())
                    .extracting(TranslatedSegment::getOrigin, TranslatedSegment::getOriginDetail)
                    .containsOnly(tuple(Origin.MEMORY, clearedStory));
        }
    }

    @Test
    void a_tmx_file_is_imported_once_however_often_and_exported_again(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("old memory.tmx"), """
                <tmx version="1.4"><header srclang="en" adminlang="en"/><body>
                <tu><tuv xml:lang="en"><seg>Markets closed higher.</seg></tuv>
                <tuv xml:lang="es"><seg>Los mercados cerraron al alza.</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>
                </body></tmx>
                """);

        assertThat(run("memory", "import", file.toString(), "--as", "lucia.arrieta"))
                .as("a translator")
                .isEqualTo(RootCommand.REFUSED);
        assertThat(run("memory", "import", file.toString(), "--as", "pavel.hronek"))
                .isZero();
        assertThat(run("memory", "import", file.toString(), "--as", "pavel.hronek"))
                .isZero();

        assertThat(eventually(() -> suggestions("Markets closed higher.")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.path("target").asText()).isEqualTo("Los mercados cerraron al alza.");
                    assertThat(found.at("/origin/kind").asText()).isEqualTo("file");
                    assertThat(found.at("/origin/file").asText()).isEqualTo("old memory.tmx");
                    assertThat(found.at("/origin/importedBy").asText()).isEqualTo("pavel.hronek");
                });
        Path out = folder.resolve("out.tmx");
        assertThat(run("memory", "export", "--from", "en", "--to", SPANISH, "--out", out.toString()))
                .isZero();
        List<TmxUnit> units = units(out);
        assertThat(units)
                .filteredOn(unit -> unit.properties().containsKey("x-copyflow-file"))
                .singleElement()
                .satisfies(unit -> assertThat(unit.variants())
                        .extracting(variant -> variant.passage().text())
                        .containsExactly("Markets closed higher.", "Los mercados cerraron al alza."));
        assertThat(units)
                .filteredOn(unit -> clearedStory.equals(unit.properties().get(TmxUnit.STORY)))
                .hasSameSizeAs(Samples.translation(SPANISH));
    }

    @Test
    void a_broken_tmx_file_changes_nothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.tmx"), """
                <tmx version="1.4"><header srclang="en" adminlang="en"/><body>
                <tu><tuv xml:lang="en"><seg>Never taken in</seg></tuv>
                <tuv xml:lang="es"><seg>Nunca</seg></tuv></tu>
                <tu></body></tmx>
                """);

        assertThat(run("memory", "import", file.toString(), "--as", "pavel.hronek"))
                .isEqualTo(RootCommand.REFUSED);

        try (CommittedLog log = new CommittedLog(servers(), List.of(Topics.MEMORY_IMPORTS))) {
            assertThat(log.raw(Topics.MEMORY_IMPORTS))
                    .noneMatch(record -> record.key().startsWith("broken.tmx"));
        }
    }

    @Test
    void a_memory_whose_folders_were_deleted_is_built_anew_from_the_topics() throws IOException {
        List<JsonNode> same = suggestions(headline());
        List<JsonNode> like = eventually(() -> suggestions(headline() + " today"));
        newsroom.close();
        LocalNewsroom.empty(dataDir.resolve("memory"));
        LocalNewsroom.empty(dataDir.resolve("state/copyflow-memory"));

        newsroom = start();

        await().atMost(PATIENCE).until(() -> suggestions(headline()).equals(same));
        await().atMost(PATIENCE).until(() -> suggestions(headline() + " today").equals(like));
    }

    private <T> List<T> events(CommittedLog log, Class<T> type) {
        return log.of(Topics.TRANSLATION_EVENTS, storyId).stream()
                .map(event -> event.value().getBody())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<JsonNode> eventually(Supplier<List<JsonNode>> suggestions) {
        return await().atMost(PATIENCE).until(suggestions::get, found -> !found.isEmpty());
    }

    private static List<JsonNode> suggestions(String text) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(newsroom.address() + "/memory?from=en&to=" + SPANISH + "&text="
                                    + URLEncoder.encode(text, UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            List<JsonNode> found = new ArrayList<>();
            JSON.readTree(answer.body()).path("suggestions").forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<TmxUnit> units(Path file) throws IOException {
        List<TmxUnit> units = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            TmxReader.read(in, FileLimits.MEMORY, entry -> units.add(((TmxEntry.Taken) entry).unit()));
        }
        return units;
    }

    private static int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--bootstrap-servers=" + servers());
        return RootCommand.run(all.toArray(String[]::new));
    }

    private static String headline() {
        return Commands.sampleBlocks().getFirst().getText();
    }

    private static String servers() {
        return newsroom.configuration().text(Setting.BOOTSTRAP_SERVERS);
    }
}
