package io.copyflow.launcher.bench;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How soon a newsroom runs again that was killed with a long queue: a process of its own, as {@code copyflow up} is, is
 * ended by force while its translations wait, and started again on what lies on the disk.
 */
public final class RestartBench {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param tasks translations that wait when it is killed, at least
     * @param rounds how often it is killed
     */
    public record Settings(int tasks, int rounds, long seed) {}

    /**
     * @param waiting translations that waited before the first kill
     * @param waitingAfter those of them that were found to wait after the last
     * @param firstStart from starting a process on an empty folder until it is ready, in seconds
     * @param firstAccepted from the same until its first story was accepted, in seconds
     * @param restarts from starting it anew after each kill until it was ready, in seconds
     */
    public record Result(
            Settings settings,
            int waiting,
            int waitingAfter,
            double firstStart,
            double firstAccepted,
            List<Double> restarts) {

        /** The middle one. */
        double restart() {
            return Figures.middle(restarts);
        }
    }

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public RestartBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @throws io.copyflow.runtime.StageFailure with code {@code bench-stalled} when a process does not come up,
     *     {@code bench-incorrect} when a translation that waited before a kill does not afterwards
     */
    public Result run(Settings settings) {
        InventedText text = new InventedText(settings.seed());
        List<String> targets = BenchNewsroom.sampleTargets();
        int stories = Math.ceilDiv(settings.tasks(), targets.size());
        try (UpProcess up = new UpProcess(folder)) {
            progress.begin("the first start");
            long begin = System.nanoTime();
            up.start();
            up.awaitReady(PATIENCE);
            final double firstStart = secondsSince(begin);
            up.submit("first", PATIENCE);
            final double firstAccepted = secondsSince(begin);
            progress.begin("the queue");
            int waiting = QueuedTasks.fill(client(up), stories, text, targets, PATIENCE, clock);
            WaitingTasks tasks = WaitingTasks.of(up, stories, targets, PATIENCE);
            List<Double> restarts = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                progress.begin("kill and start, round " + round);
                up.kill();
                begin = System.nanoTime();
                up.start();
                up.awaitReady(PATIENCE);
                restarts.add(secondsSince(begin));
                tasks.demandOneOfEach();
                up.submit("after-" + round, PATIENCE);
            }
            progress.begin("the check of every task");
            int waitingAfter = tasks.demandAll();
            progress.done();
            return new Result(settings, waiting, waitingAfter, firstStart, firstAccepted, List.copyOf(restarts));
        }
    }

    private Map<String, Object> client(UpProcess up) {
        return configuration
                .with(Map.of(Setting.BOOTSTRAP_SERVERS, up.bootstrapServers()))
                .kafkaClient();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
