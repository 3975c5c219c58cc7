package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.FlowBench;
import io.copyflow.launcher.bench.LimitBench;
import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both measurements can be told. */
final class BenchOptions {

    /** Fewer than this are through before the chain is at its speed. */
    private static final int LEAST_FOR_THE_LIMIT = 800;

    @Option(
            names = "--languages",
            defaultValue = "15",
            description = "How many languages each story is translated into, 1 to 15 (${DEFAULT-VALUE}).")
    private int languages;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long other stories pass first (${DEFAULT-VALUE}). A cold JVM is many times slower.")
    private int warmUp;

    @Option(
            names = "--limit-stories",
            description = "Stories in each round of the limit (800, or as many as the flow's when those are more).")
    private @Nullable Integer limitStories;

    @Option(
            names = "--limit-threads",
            defaultValue = "4",
            description = "Threads of each stage of the limit, 1 to 4 (${DEFAULT-VALUE}).")
    private int limitThreads;

    @Option(
            names = "--limit-rounds",
            defaultValue = "3",
            description = "Rounds of the limit, of which the middle one counts (${DEFAULT-VALUE}).")
    private int limitRounds;

    @Option(names = "--seed", defaultValue = "1", description = "Of the invented texts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One line of JSON with the figures, last.")
    private boolean json;

    void demandSense() {
        demand("--languages", languages, 1, FlowBench.MOST_LANGUAGES);
        demand("--warm-up", warmUp, 0, 3_600);
        demand("--limit-threads", limitThreads, 1, 4);
        demand("--limit-rounds", limitRounds, 1, 99);
        if (limitStories != null) {
            demand("--limit-stories", limitStories, 1, 100_000);
        }
    }

    static void demand(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new StageFailure(
                    "setting-malformed",
                    "Expected " + least + " to " + most + " for " + option + ", but got " + value + ".");
        }
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

    /** @param flowStories as many at least */
    LimitBench.Settings limit(int flowStories) {
        int stories = limitStories != null ? limitStories : Math.max(LEAST_FOR_THE_LIMIT, flowStories);
        return new LimitBench.Settings(stories, languages, warmUp(), limitRounds, limitThreads, seed);
    }
}
