package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.FlowBench;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What every measurement of passing stories can be told. */
final class TrafficOptions {

    @Option(
            names = "--languages",
            defaultValue = "15",
            description = "Into how many languages each story goes, 1 to 15 (${DEFAULT-VALUE}).")
    private int languages;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long other stories pass first (${DEFAULT-VALUE}). A cold JVM is many times slower.")
    private int warmUp;

    @Option(names = "--seed", defaultValue = "1", description = "Of the invented texts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One line of JSON with the figures, last.")
    private boolean json;

    void demandSense() {
        BenchOptions.demand("--languages", languages, 1, FlowBench.MOST_LANGUAGES);
        BenchOptions.demand("--warm-up", warmUp, 0, 3_600);
    }

    int languages() {
        return languages;
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    long seed() {
        return seed;
    }

    boolean isJson() {
        return json;
    }
}
