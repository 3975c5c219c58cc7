package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BenchCommandIT {

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
        JsonNode figures =
                new ObjectMapper().readTree(out.toString().lines().toList().getLast());
        assertThat(figures.path("versions").asInt()).isEqualTo(6);
        assertThat(figures.path("textsChecked").asInt()).isEqualTo(9);
        assertThat(figures.path("missing").asInt(-1)).isZero();
        assertThat(figures.path("doubled").asInt(-1)).isZero();
        assertThat(figures.path("altered").asInt(-1)).isZero();
        assertThat(figures.path("unexpected").asInt(-1)).isZero();
        assertThat(figures.path("ratio").asDouble()).isPositive();
    }

    @Test
    void theFlowIsMeasuredBesideAQueueThatNobodyTakes() throws IOException {
        int code = run(
                "bench", "backlog", "--stories", "2", "--backlog", "3", "--languages", "1", "--warm-up", "0", "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures =
                new ObjectMapper().readTree(out.toString().lines().toList().getLast());
        assertThat(figures.path("waiting").asInt()).isEqualTo(3);
        assertThat(figures.path("ratio").asDouble()).isPositive();
    }

    @Test
    void killsAreMeasuredWhileOtherStoriesPass() throws IOException {
        int code = run("bench", "kill", "--kills", "2", "--backlog", "20", "--languages", "1", "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode figures =
                new ObjectMapper().readTree(out.toString().lines().toList().getLast());
        assertThat(figures.path("kills").asInt()).isEqualTo(2);
        assertThat(figures.path("logP50Ms").asDouble()).isPositive();
        assertThat(figures.path("pageP99Ms").asDouble()).isPositive();
    }

    @Test
    void whatCannotBeMeasuredIsRefusedAsAWrongCommandLine() {
        assertThat(RootCommand.run("bench", "flow", "--languages", "16")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int run(String... args) {
        return new CommandLine(new RootCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
