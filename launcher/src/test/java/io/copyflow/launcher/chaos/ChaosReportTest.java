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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosReportTest {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private static final Map<FaultKind, Integer> FAULTS = Map.of(FaultKind.KILL_STAGE, 4, FaultKind.POISON, 1);

    private static ChaosRun.Result result(List<String> breaches) {
        return result(FAULTS, Set.of(), breaches, true);
    }

    /**
     * @param notLookedAt names of invariants for which there was nothing
     * @param breaches of {@code one-holder}
     */
    private static ChaosRun.Result result(
            Map<FaultKind, Integer> faults, Set<String> notLookedAt, List<String> breaches, boolean cameToRest) {
        List<Invariant> invariants = new ArrayList<>();
        invariants.add(new Invariant("one-holder", "one holder at a time", 5, breaches));
        invariants.add(new Invariant("poison-set-aside", "poison is set aside", 0, List.of()));
        ChaosRun.DEMANDED.forEach(name ->
                invariants.add(new Invariant(name, "it holds", notLookedAt.contains(name) ? 0 : 12, List.of())));
        return new ChaosRun.Result(
                new ChaosRun.Settings(
                        3, 2, Duration.ofMinutes(20), Duration.ofSeconds(4), Duration.ofSeconds(2), 3, false, false, 7),
                invariants,
                faults,
                new ChaosRun.Counts(30, 50, 2, 6, 20, 1),
                Map.of(69, 2, 134, 1),
                1,
                new ChaosRun.Rest(cameToRest, Duration.ofSeconds(9)),
                2_600L << 20);
    }

    private static List<String> told(ChaosRun.Result result) {
        StringWriter told = new StringWriter();
        ChaosReport.print(result, new PrintWriter(told, true));
        return told.toString().lines().map(String::strip).toList();
    }

    private static JsonNode json(ChaosRun.Result result) throws IOException {
        String line = ChaosReport.json(result);
        assertThat(line.lines()).hasSize(1);
        return new ObjectMapper().readTree(line);
    }

    @Test
    void tellsWhatHeldAndWhatDidNot() {
        assertThat(told(result(List.of("two held it"))))
                .contains(
                        "seed       7",
                        "4  kill -9 of a stage's process",
                        "5  faults",
                        "- two held it",
                        "2  times a process ended by itself with code 69 and was started again",
                        "rest       all work came to rest 9 s after no more faults were begun")
                .anyMatch(line -> line.startsWith("true") && line.contains("none-lost"))
                .anyMatch(line -> line.startsWith("none") && line.contains("poison-set-aside"))
                .anyMatch(line -> line.startsWith("false") && line.contains("one-holder"))
                .noneMatch(line -> line.startsWith("Not shown"));
    }

    @Test
    void saysThatTheWorkDidNotComeToRest() {
        assertThat(told(result(FAULTS, Set.of(), List.of(), false)))
                .contains("rest       the work had not come to rest and was given up 9 s after no more faults were"
                        + " begun");
    }

    @Test
    void isOneLineForPrograms() throws IOException {
        JsonNode json = json(result(List.of()));

        assertThat(json.path("faults").asInt()).isEqualTo(5);
        assertThat(json.path("faultsByKind").path("kill-stage").asInt()).isEqualTo(4);
        assertThat(json.path("cameToRest").asBoolean()).isTrue();
        assertThat(json.path("invariants").path("one-holder").asBoolean()).isTrue();
        assertThat(json.path("invariants").path("poison-set-aside").isNull()).isTrue();
        assertThat(json.path("notShown")).isEmpty();
        assertThat(json.path("holds").asBoolean()).isTrue();
        assertThat(json(result(List.of("two held it"))).path("holds").asBoolean(true))
                .isFalse();
    }

    @Test
    void aRunThatDidNothingHasNotShownThatAnythingHolds() throws IOException {
        ChaosRun.Result result = result(Map.of(), Set.of(), List.of(), true);

        assertThat(result.holds()).isFalse();
        assertThat(result.isBroken()).isFalse();
        assertThat(told(result))
                .contains("Not shown whether it holds: no fault was done. Let it run for longer, or give the machine"
                        + " less else to do.");
        assertThat(json(result).path("holds").isNull()).isTrue();
    }

    @Test
    void aRunThatHadNothingToLookAtHasNotShownIt() throws IOException {
        ChaosRun.Result result = result(FAULTS, Set.of("none-lost", "nothing-stuck"), List.of(), true);

        assertThat(result.holds()).isFalse();
        assertThat(result.notShown())
                .containsExactly(
                        "there was nothing to look at for none-lost", "there was nothing to look at for nothing-stuck");
        assertThat(json(result).path("holds").isNull()).isTrue();
        assertThat(json(result).path("invariants").path("none-lost").isNull()).isTrue();
        assertThat(json(result(FAULTS, Set.of("none-lost"), List.of("two held it"), true))
                        .path("holds")
                        .asBoolean(true))
                .as("what broke is broken, whatever else was shown")
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

    @Test
    void aLineThatCannotBeWrittenKeepsNobodyFromGoingOn(@TempDir Path folder) {
        List<String> told = new ArrayList<>();
        FaultLog log = new FaultLog(7, () -> AT, folder.resolve("gone/faults.jsonl"), told::add);

        log.note("ended", "broker-1 ended by itself with code 69; it is started again");
        log.note("ended", "broker-1 ended by itself with code 69; it is started again");

        assertThat(told)
                .hasSize(3)
                .filteredOn(line -> line.contains("could not be written"))
                .hasSize(1);
    }
}
