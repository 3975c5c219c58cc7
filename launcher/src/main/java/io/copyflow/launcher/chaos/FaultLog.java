package io.copyflow.launcher.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells of each fault as it happens: a line for a person, and a line of JSON in a file. Any number of threads. */
final class FaultLog {

    private final long seed;
    private final InstantSource clock;
    private final Instant begin;
    private final Path file;
    private final Consumer<String> tell;
    private final Map<FaultKind, Integer> counted = new TreeMap<>();
    private boolean lost;

    /** @param file that lines of JSON are added to */
    FaultLog(long seed, InstantSource clock, Path file, Consumer<String> tell) {
        this.seed = seed;
        this.clock = clock;
        this.begin = clock.instant();
        this.file = file;
        this.tell = tell;
    }

    /** @param whom names of processes or topics */
    synchronized void fault(int number, FaultKind kind, List<String> whom, Duration howLong) {
        counted.merge(kind, 1, Integer::sum);
        String seconds = howLong.isZero() ? "" : String.format(Locale.ROOT, ", for %.1f s", howLong.toMillis() / 1e3);
        tell.accept(since() + "fault " + number + ": " + kind.sentence() + ": " + String.join(", ", whom) + seconds);
        ObjectNode json = line("fault");
        json.put("number", number);
        json.put("kind", kind.code());
        whom.forEach(json.putArray("whom")::add);
        json.put("millis", howLong.toMillis());
        write(json);
    }

    /** A fault that was told of and could not be done: it does not count. */
    synchronized void notDone(int number, FaultKind kind, String why) {
        counted.computeIfPresent(kind, (_, count) -> count == 1 ? null : count - 1);
        note("not-done", "fault " + number + " was not done: " + why);
    }

    /** What came of a fault, or happened by itself. */
    synchronized void note(String what, String sentence) {
        tell.accept(since() + sentence);
        ObjectNode json = line(what);
        json.put("sentence", sentence);
        write(json);
    }

    private String since() {
        return String.format(
                Locale.ROOT,
                "%7.1f s  ",
                Duration.between(begin, clock.instant()).toMillis() / 1e3);
    }

    private ObjectNode line(String what) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("chaos", what);
        json.put("at", clock.instant().toString());
        json.put("seed", seed);
        return json;
    }

    private void write(ObjectNode json) {
        try {
            Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // as on a full disk: who does faults goes on, and who waits for a process to be started again gets it
            if (!lost) {
                tell.accept(since() + "From here on faults.jsonl lacks what could not be written: " + e);
            }
            lost = true;
        }
    }

    /** How many faults there were of each kind. */
    synchronized Map<FaultKind, Integer> counted() {
        return new TreeMap<>(counted);
    }
}
