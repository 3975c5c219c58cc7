package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosReportTest {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private static ChaosRun.Result result(List<String> breaches) {
        return new ChaosRun.Result(
                new ChaosRun.Settings(
                        3, 2, Duration.ofMinutes(20), Duration.ofSeconds(6), Duration.ofSeconds(2), 3, false, false, 7),
                List.of(
                        new Invariant("none-lost", "every record is there", 12, List.of()),
                        new Invariant("one-holder", "one holder at a time", 5, breaches)),
                Map.of(FaultKind.KILL_STAGE, 4, FaultKind.POISON, 1),
                30,
                50,
                2,
                6,
                20,
                1,
                Map.of(69, 2, 134, 1),
                1,
                Duration.ofSeconds(9),
                2_600L << 20);
    }

    @Test
    void tellsWhatHeldAndWhatDidNot() {
        StringWriter told = new StringWriter();
        ChaosReport.print(result(List.of("two held it")), new PrintWriter(told, true));

        assertThat(told.toString().lines().map(String::strip))
                .contains(
                        "seed       7",
                        "4  kill -9 of a stage's process",
                        "5  faults",
                        "- two held it",
                        "2  times a process ended by itself with code 69 and was started again")
                .anyMatch(line -> line.startsWith("true") && line.contains("none-lost"))
                .anyMatch(line -> line.startsWith("false") && line.contains("one-holder"));
    }

    @Test
    void isOneLineForPrograms() throws IOException {
        String line = ChaosReport.json(result(List.of()));

        assertThat(line.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("faults").asInt()).isEqualTo(5);
        assertThat(json.path("faultsByKind").path("kill-stage").asInt()).isEqualTo(4);
        assertThat(json.path("invariants").path("one-holder").asBoolean()).isTrue();
        assertThat(json.path("holds").asBoolean()).isTrue();
        assertThat(new ObjectMapper()
                        .readTree(ChaosReport.json(result(List.of("two held it"))))
                        .path("holds")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void eachFaultIsALineWithItsNumberTimeAndSeed(@TempDir Path folder) throws IOException {
        List<String> told = new ArrayList<>();
        FaultLog log = new FaultLog(7, () -> AT, folder.resolve("faults.jsonl"), told::add);

        log.fault(1, FaultKind.PAUSE_STAGE, List.of("ingest-1"), Duration.ofMillis(11_500));
        log.fault(2, FaultKind.PAUSE_STAGE, List.of("ingest-2"), Duration.ofMillis(12_000));

        assertThat(told.getFirst())
                .endsWith("fault 1: a stage's process stopped for longer than its session lasts, then let go on:"
                        + " ingest-1, for 11.5 s");
        JsonNode second = new ObjectMapper()
                .readTree(Files.readAllLines(folder.resolve("faults.jsonl")).getLast());
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.path("kind").asText()).isEqualTo("pause-stage");
        assertThat(second.path("seed").asLong()).isEqualTo(7);
        assertThat(second.path("at").asText()).isEqualTo(AT.toString());
        assertThat(second.path("whom")).hasSize(1);
        assertThat(log.counted()).containsExactly(Map.entry(FaultKind.PAUSE_STAGE, 2));
    }
}
