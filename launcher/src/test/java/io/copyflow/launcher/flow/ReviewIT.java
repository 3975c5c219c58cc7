package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.cli.RootCommand;
import io.copyflow.launcher.process.Stages;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.testkit.TestBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Review from the command line, and by the example of a bot, on a real broker. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ReviewIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of a desk of one, which may break the glass. */
    private static final String LANGUAGE = "sw";

    private static final String EDITOR = "rehema.mshana";
    private static final String WEB_EDITOR = "juma.kitwana";

    private final String clientId = "review-it-" + UUID.randomUUID();
    private final String story = Commands.storyId(clientId);
    private String servers = "";

    private record Run(int exitCode, String out, String err) {}

    @Test
    void r14_r16_a_version_is_talked_about_vouched_for_countersigned_and_goes_out(
            TestBroker broker, @TempDir Path dataDir, @TempDir Path classes) throws Exception {
        servers = broker.bootstrapServers();
        StagesUnderTest.prepare(broker);
        try (Commands commands = new Commands(servers);
                CommittedLog log = new CommittedLog(servers, Topics.all());
                StagesUnderTest _ = new StagesUnderTest(servers, dataDir, "test", Stages.all())) {
            commands.send(Commands.submit(clientId, LANGUAGE, List.of()));
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> run("review", "show", story, LANGUAGE).exitCode == 0);
            String hash = shown().get("contentHash").asText().substring(0, 8);

            talk(hash);
            breakTheGlass(hash);
            isPublished(log);
            aBotApprovesAnotherStory(commands, log, classes);
        }
    }

    private void talk(String hash) throws IOException {
        Run asked = run(
                "review", "comment", story, LANGUAGE, "Which five?", "--segment", "b1", "--hash", hash, "--as", EDITOR);
        assertThat(asked.err).isEmpty();
        assertThat(asked.out).isEqualTo("Comment c1 on " + story + "/" + LANGUAGE + ".\n");
        Run answered = run(
                "review",
                "comment",
                story,
                LANGUAGE,
                "Those.",
                "--reply-to",
                "c1",
                "--hash",
                hash,
                "--as",
                Commands.REPORTER);
        assertThat(answered.exitCode).as(answered.err).isZero();
        assertThat(shown().at("/openThreads/0/comments/1/text").asText()).isEqualTo("Those.");

        Run nowhere =
                run("review", "comment", story, LANGUAGE, "x", "--segment", "b99", "--hash", hash, "--as", EDITOR);
        assertThat(nowhere.exitCode).isEqualTo(RootCommand.REFUSED);
        assertThat(nowhere.err).startsWith("no-such-segment: ");
        assertThat(run("review", "resolve", story, LANGUAGE, "c1", "--as", EDITOR).out)
                .isEqualTo("Resolved c1 of " + story + "/" + LANGUAGE + ".\n");
        assertThat(shown().get("openThreads")).isEmpty();
    }

    private void breakTheGlass(String hash) throws IOException {
        assertThat(run("review", "approve", story, LANGUAGE, "--hash", "00000000", "--as", EDITOR).err)
                .contains("Expected the hash of a version that was to be reviewed");
        Run broken = run(
                "review", "break-glass", story, LANGUAGE, "--hash", hash, "--reason", "I am alone.", "--as", EDITOR);
        assertThat(broken.exitCode).as(broken.err).isZero();
        assertThat(reported().get("state").asText()).isEqualTo("open");

        Run signed = run("review", "sign-off", story, LANGUAGE, "--hash", hash, "--as", WEB_EDITOR, "--json");
        assertThat(signed.exitCode).isEqualTo(RootCommand.REFUSED);
        assertThat(JSON.readTree(signed.out).get("code").asText()).isEqualTo("glass-broken");

        Run countersigned = run("review", "countersign", story, LANGUAGE, "--hash", hash, "--as", WEB_EDITOR);
        assertThat(countersigned.out).isEqualTo("Countersigned and so cleared " + story + "/" + LANGUAGE + ".\n");
    }

    private void isPublished(CommittedLog log) throws IOException {
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(log.of(Topics.PUBLISHED, story + "/" + LANGUAGE)).hasSize(1);
            PublishedVersion version =
                    log.of(Topics.PUBLISHED, story + "/" + LANGUAGE).getFirst().value();
            assertThat(version.getCredits())
                    .extracting(Credit::getRole, Credit::getPerson)
                    .containsExactly(
                            tuple(CreditRole.AUTHOR, Commands.REPORTER),
                            tuple(CreditRole.EDITOR, EDITOR),
                            tuple(CreditRole.WEB_EDITOR, WEB_EDITOR));
        });
        JsonNode listed = reported();
        assertThat(listed.get("countersigner").asText()).isEqualTo(WEB_EDITOR);
        assertThat(listed.get("released").asBoolean()).isTrue();
        assertThat(run("story", story).out)
                .contains("glass broken by ")
                .contains("countersigned by ")
                .contains("cleared: glass broken by ");
    }

    private void aBotApprovesAnotherStory(Commands commands, CommittedLog log, Path classes) throws Exception {
        Path source = Path.of("..", "examples", "ReviewerBot.java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp", classPath, source.toString());
        assertThat(compiled).isZero();
        String other = "bot-" + clientId;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            var main = loader.loadClass("ReviewerBot").getMethod("main", String[].class);
            Thread bot = Thread.ofPlatform().daemon().start(() -> {
                try {
                    main.invoke(null, (Object) new String[] {servers, EDITOR, LANGUAGE});
                } catch (ReflectiveOperationException e) {
                    // interrupted at the end
                }
            });
            commands.send(Commands.submit(other, LANGUAGE, List.of()));
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.of(Topics.REVIEW_EVENTS, Commands.storyId(other)))
                            .extracting(entry -> (ReviewEventEnvelope) entry.value())
                            .filteredOn(event -> event.getBody() instanceof VersionApproved)
                            .extracting(ReviewEventEnvelope::getActor)
                            .containsExactly(EDITOR));
            bot.interrupt();
            assertThat(bot.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    private JsonNode shown() throws IOException {
        return JSON.readTree(run("review", "show", story, LANGUAGE, "--json").out);
    }

    private JsonNode reported() throws IOException {
        for (String line : run("report", "break-glass", "--json").out.lines().toList()) {
            JsonNode glass = JSON.readTree(line);
            if (glass.get("storyId").asText().equals(story)) {
                return glass;
            }
        }
        throw new AssertionError("Not listed: " + story);
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", servers));
        int exitCode = new CommandLine(new RootCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.write(String.valueOf(failure.getMessage()));
                    return RootCommand.REFUSED;
                })
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }
}
