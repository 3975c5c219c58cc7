package io.copyflow.launcher.cli;

import io.copyflow.launcher.bench.LimitBench;
import io.copyflow.runtime.StageFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the measurements that have the limit beside them can be told. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before it is asked
final class BenchOptions {

    /** Fewer than this are through before the chain is at its speed. */
    private static final int LEAST_FOR_THE_LIMIT = 800;

    @Mixin
    private TrafficOptions traffic;

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

    void demandSense() {
        traffic.demandSense();
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

    TrafficOptions traffic() {
        return traffic;
    }

    /** @param flowStories as many at least */
    LimitBench.Settings limit(int flowStories) {
        int stories = limitStories != null ? limitStories : Math.max(LEAST_FOR_THE_LIMIT, flowStories);
        return new LimitBench.Settings(
                stories, traffic.languages(), traffic.warmUp(), limitRounds, limitThreads, traffic.seed());
    }
}
