package io.copyflow.launcher.bench;

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
     * @param waiting translations that waited
     * @param firstStart from starting a process on an empty folder until it is ready, in seconds
     * @param firstAccepted from the same until its first story was accepted, in seconds
     * @param restarts from starting it anew after each kill until it was ready, in seconds
     */
    public record Result(
            Settings settings, int waiting, double firstStart, double firstAccepted, List<Double> restarts) {

        /** The middle one, or the slower of the two in the middle. */
        double restart() {
            return restarts.stream()
                    .sorted()
                    .skip(restarts.size() / 2)
                    .findFirst()
                    .orElse(0.0);
        }
    }

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public RestartBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws io.copyflow.runtime.StageFailure with code {@code bench-stalled} when a process does not come up */
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
            List<Double> restarts = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                progress.begin("kill and start, round " + round);
                up.kill();
                begin = System.nanoTime();
                up.start();
                up.awaitReady(PATIENCE);
                restarts.add(secondsSince(begin));
                up.submit("after-" + round, PATIENCE);
            }
            progress.done();
            return new Result(settings, waiting, firstStart, firstAccepted, List.copyOf(restarts));
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
