package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A translator at the command line, with a newsroom that runs. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TasksIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AWA = "awa.ndoye";

    private static LocalNewsroom newsroom;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path data) {
        Configuration configuration = Configuration.defaults()
                .with(Map.of(
                        Setting.DATA_DIR,
                        data.toString(),
                        Setting.BOOTSTRAP_SERVERS,
                        "127.0.0.1:0",
                        Setting.HTTP_PORT,
                        "0",
                        Setting.SITE_PORT,
                        "0",
                        Setting.DESK_PORT,
                        "0"));
        newsroom = LocalNewsroom.start(
                configuration, DirectoryAtFirst.ofSample(Clock.systemUTC(), notice -> {}), Progress.silent());
    }

    @AfterAll
    static void stop() {
        newsroom.close();
    }

    @Test
    void r07_a_translator_goes_from_the_queue_to_a_translation_that_is_handed_in() throws Exception {
        String story = submitStory("fr");
        Path file = folder.resolve("task.json");

        Run claimed = run("claim", "--next", "fr", "--as", AWA, "--out", file.toString());
        assertThat(claimed.exitCode).as(claimed.err).isZero();
        assertThat(claimed.out).contains(AWA + " holds " + story + "/fr until ");
        assertThat(run("tasks", "--holder", AWA).out).contains(story + "/fr");

        ObjectNode task = (ObjectNode) JSON.readTree(file.toFile());
        assertThat(task.path("segments").findValuesAsText("kind")).contains("headline", "paragraph");
        assertThat(task.path("segments").findValues("terms"))
                .as("the glossary's wordings")
                .isNotEmpty();
        write(file, fill(task, 1));
        Run saved = run("draft", story + "/fr", file.toString(), "--as", AWA);
        assertThat(saved.exitCode).as(saved.err).isZero();
        assertThat(run("task", story + "/fr").out).contains("text: [0] ").doesNotContain("text: [1] ");

        Run early = run("submit-translation", story + "/fr", file.toString(), "--as", AWA);
        assertThat(early.exitCode).isEqualTo(RootCommand.REFUSED);
        assertThat(early.err).contains("segments-blank: ");

        write(file, fill(task, task.path("segments").size()));
        Run submitted = run("submit-translation", story + "/fr", file.toString(), "--as", AWA);
        assertThat(submitted.exitCode).as(submitted.err).isZero();
        assertThat(submitted.out).startsWith("Handed in " + story + "/fr on revision 1");

        JsonNode done = JSON.readTree(run("task", story + "/fr", "--json").out);
        assertThat(done.path("status").asText()).isEqualTo("submitted");
        assertThat(done.path("segments").get(0).path("text").asText()).startsWith("[0] ");
        assertThat(run("story", story, "--bootstrap-servers", servers()).out).contains("handed in");
        assertThat(run("tasks", "--holder", AWA).out).contains(AWA + " holds nothing.");
    }

    @Test
    void r07_a_translation_is_given_back_and_waits_again() throws Exception {
        String story = submitStory("sw");
        assertThat(run("claim", story + "/sw", "--as", "zuhura.kombo").exitCode).isZero();
        assertThat(run("tasks", "--language", "sw").out).doesNotContain(story);

        assertThat(run("release", story + "/sw", "--as", "zuhura.kombo").out).contains("Given back " + story + "/sw.");

        assertThat(run("tasks", "--language", "sw").out).contains(story + "/sw");
    }

    @Test
    void what_does_not_go_is_refused_with_what_to_do() throws Exception {
        String story = submitStory("de");
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");
        assertThat(run("claim", story + "/de", "--as", "friederike.lohmann").exitCode)
                .isZero();

        assertRefused("no-such-translation: ", "task", story + "/ru");
        assertRefused("no-such-translation: ", "claim", "sthereisnosuchstory/de", "--as", "friederike.lohmann");
        assertRefused("wrong-language: ", "claim", story + "/de", "--as", AWA);
        assertRefused("nothing-waits: ", "claim", "--next", "th", "--as", "nattapong.charoenwit");
        assertRefused("json-malformed: ", "draft", story + "/de", nonsense.toString(), "--as", "friederike.lohmann");
        assertThat(run("claim", story + "/de").exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("claim", story + "/de", "--next", "de", "--as", AWA).exitCode)
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("claim", "nonsense", "--as", AWA).exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("claim", story + "/de", "--as", "friederike.lohmann", "--out", nonsense.toString()).failure)
                .as("nobody's work is overwritten")
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("file-exists"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> nobody = client.send(
                    HttpRequest.newBuilder(URI.create(newsroom.address() + "/tasks/next?language=de"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(nobody.body()).contains("person-missing");
        }
    }

    /** A story for one language, whose task waits. */
    private String submitStory(String language) throws IOException {
        ObjectNode story =
                (ObjectNode) JSON.readTree(Path.of("../samples/story.json").toFile());
        story.put("clientId", "tasks-it-" + UUID.randomUUID());
        story.putArray("targets").add(language);
        Path file = folder.resolve("story.json");
        write(file, story);
        Run submitted = run("submit", file.toString(), "--json");
        assertThat(submitted.exitCode).as(submitted.err).isZero();
        String id = JSON.readTree(submitted.out).path("storyId").asText();
        await().atMost(PATIENCE).until(() -> run("task", id + "/" + language).exitCode == 0);
        return id;
    }

    /** The first so many segments with a text; the others without. */
    private static ObjectNode fill(ObjectNode task, int segments) {
        for (int n = 0; n < task.path("segments").size(); n++) {
            ObjectNode segment = (ObjectNode) task.path("segments").get(n);
            String source = segment.path("source").path("text").asText();
            segment.put("text", n < segments ? "[" + n + "] " + source : "");
        }
        return task;
    }

    private static void write(Path file, JsonNode json) throws IOException {
        Files.writeString(file, json.toString());
    }

    private static void assertRefused(String refusal, String... args) {
        Run run = run(args);
        assertThat(run.exitCode).as(run.out).isEqualTo(RootCommand.REFUSED);
        assertThat(run.err).startsWith(refusal);
    }

    private static String servers() {
        return newsroom.configuration().text(Setting.BOOTSTRAP_SERVERS);
    }

    private record Run(int exitCode, String out, String err, Exception failure) {}

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Exception[] failed = {null};
        List<String> all = new ArrayList<>(List.of(args));
        if (!args[0].equals("story")) {
            all.addAll(List.of("--url", newsroom.address() + "/"));
        }
        int exitCode = new CommandLine(new RootCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    failed[0] = failure;
                    return RootCommand.REFUSED;
                })
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString(), failed[0]);
    }
}
