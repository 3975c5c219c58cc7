package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.launcher.Copyflow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BenchCommandIT {

    private static final String LONG = "half a minute and more: with -Dbench.all=true";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void fewStoriesAllComeOutOnceAndUnalteredAndTheRatioIsTold() throws IOException {
        int code = run(
                "bench",
                "flow",
                "--stories",
                "3",
                "--languages",
                "2",
                "--warm-up",
                "0",
                "--limit-stories",
                "3",
                "--limit-rounds",
                "1",
                "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("versions").asInt()).isEqualTo(6);
        assertThat(figures.path("textsChecked").asInt()).isEqualTo(9);
        assertThat(figures.path("missing").asInt(-1)).isZero();
        assertThat(figures.path("doubled").asInt(-1)).isZero();
        assertThat(figures.path("altered").asInt(-1)).isZero();
        assertThat(figures.path("unexpected").asInt(-1)).isZero();
        assertThat(figures.path("ratio").asDouble()).isPositive();
    }

    @Test
    void aStorysOwnTextIsMeasuredApartFromItsTranslations() throws IOException {
        int code = run("bench", "latency", "--stories", "3", "--languages", "2", "--warm-up", "0", "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("translatedVersions").asInt()).isEqualTo(6);
        double ownText = figures.path("ownTextP50Ms").asDouble();
        double firstTranslated = figures.path("firstTranslatedP50Ms").asDouble();
        assertThat(ownText).isPositive();
        assertThat(firstTranslated).isPositive();
        assertThat(figures.path("translatedP50Ms").asDouble()).isGreaterThanOrEqualTo(firstTranslated);
        assertThat(figures.path("lastP99Ms").asDouble())
                .isGreaterThanOrEqualTo(figures.path("translatedP99Ms").asDouble())
                .isGreaterThanOrEqualTo(ownText);
    }

    @Test
    void afterAKillEveryTaskWaitsAsBefore() throws IOException {
        int code = run("bench", "restart", "--tasks", "30", "--rounds", "1", "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("waiting").asInt()).isEqualTo(30);
        assertThat(figures.path("waitingAfter").asInt()).isEqualTo(30);
        assertThat(figures.path("firstAcceptedSeconds").asDouble())
                .isGreaterThanOrEqualTo(figures.path("firstStartSeconds").asDouble());
        assertThat(figures.path("restartSeconds").asDouble()).isPositive();
    }

    @Test
    void theFlowIsMeasuredBesideAQueueThatNobodyTakes() throws IOException {
        int code = run(
                "bench",
                "backlog",
                "--stories",
                "2",
                "--rounds",
                "1",
                "--backlog",
                "3",
                "--languages",
                "1",
                "--warm-up",
                "0",
                "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("waiting").asInt()).isEqualTo(3);
        assertThat(figures.path("rounds")).hasSize(1);
        assertThat(figures.path("textsChecked").asInt()).isEqualTo(8);
        assertThat(figures.path("ratio").asDouble()).isPositive();
    }

    @Test
    @EnabledIfSystemProperty(named = "bench.all", matches = "true", disabledReason = LONG)
    void whatIsRefusedBeyondCapacityIsNotInTheLog() throws IOException {
        int code = run(
                "bench",
                "overload",
                "--times",
                "2",
                "--seconds",
                "3",
                "--measured",
                "2",
                "--warm-up",
                "1",
                "--languages",
                "1",
                "--budget",
                "0",
                "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("capacityPerSecond").asInt()).isPositive();
        assertThat(figures.path("commands").asInt())
                .isEqualTo(figures.path("accepted").asInt()
                        + figures.path("refusedToTheEnd").asInt());
        assertThat(figures.path("missing").asInt(-1)).isZero();
        assertThat(figures.path("doubled").asInt(-1)).isZero();
        assertThat(figures.path("unexpected").asInt(-1)).isZero();
        assertThat(figures.path("faults").asInt(-1)).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "bench.all", matches = "true", disabledReason = LONG)
    void theNextTaskIsLookedAtAndClaimedBeforeAndAfterManyAreTaken() throws IOException {
        int code = run("bench", "next-task", "--tasks", "1000", "--taken", "300", "--samples", "20", "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("tasks").asInt()).isEqualTo(1_005);
        assertThat(figures.path("taken").asInt()).isEqualTo(300);
        for (String measured : List.of("look", "claim", "lookAfterTaken", "claimAfterTaken")) {
            assertThat(figures.path(measured + "P50Ms").asDouble()).as(measured).isPositive();
        }
    }

    @Test
    void aSignalLeavesNeitherAProcessNorAFolder(@TempDir Path temporary) throws Exception {
        Process bench = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Copyflow.class.getName(),
                        "bench",
                        "restart")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> bench.children().count() == 1);
            ProcessHandle newsroom = bench.children().findFirst().orElseThrow();
            await().atMost(Duration.ofMinutes(1)).until(() -> folders(temporary) == 1);

            bench.destroy();

            assertThat(bench.waitFor(1, TimeUnit.MINUTES)).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> !newsroom.isAlive());
            assertThat(folders(temporary)).isZero();
        } finally {
            bench.destroyForcibly();
        }
    }

    private static long folders(Path temporary) throws IOException {
        try (Stream<Path> inside = Files.list(temporary)) {
            return inside.filter(path -> path.getFileName().toString().startsWith("copyflow-bench"))
                    .count();
        }
    }

    @Test
    void killsAreMeasuredWhileOtherStoriesPass() throws IOException {
        int code = run("bench", "kill", "--kills", "2", "--backlog", "2000", "--languages", "1", "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures = figures();
        assertThat(figures.path("kills").asInt()).isEqualTo(2);
        assertThat(figures.path("waitingLast").asInt()).isPositive();
        assertThat(figures.path("logP50Ms").asDouble()).isPositive();
        assertThat(figures.path("pageP99Ms").asDouble()).isPositive();
    }

    @Test
    void whatCannotBeMeasuredIsRefusedAsAWrongCommandLine() {
        assertThat(RootCommand.run("bench", "flow", "--languages", "16")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private JsonNode figures() throws IOException {
        return new ObjectMapper().readTree(out.toString().lines().toList().getLast());
    }

    private int run(String... args) {
        return new CommandLine(new RootCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
