package io.copyflow.launcher.bench;

import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Whether a long queue slows the flow: the same work is measured before and after so many translations wait that nobody
 * takes.
 */
public final class BacklogBench {

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param stories handed in all at once, each time
     * @param backlog translations that wait, at least
     * @param languages each story is translated into, 1 to {@value FlowBench#MOST_LANGUAGES}
     * @param warmUp how long other stories pass first
     */
    public record Settings(int stories, int backlog, int languages, Duration warmUp, long seed) {}

    /**
     * @param waiting translations that waited in the second part
     * @param before translated versions a second with none waiting
     * @param after the same with all of them
     */
    public record Result(Settings settings, int waiting, double before, double after) {

        double ratio() {
            return after / before;
        }
    }

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public BacklogBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws StageFailure with code {@code bench-stalled} when stories do not come through, or tasks are not queued */
    public Result run(Settings settings) {
        try (BenchNewsroom newsroom = new BenchNewsroom(
                        configuration, folder, List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress);
                Traffic traffic = new Traffic(
                        newsroom, new InventedText(settings.seed()), newsroom.targets(settings.languages()), clock)) {
            traffic.warmUp(settings.warmUp(), progress);
            progress.begin("the part with nothing waiting");
            double before = rate(traffic, "before", settings);
            progress.begin("the backlog");
            int waiting = fill(newsroom, traffic, settings);
            progress.begin("the part with the backlog");
            double after = rate(traffic, "after", settings);
            progress.done();
            return new Result(settings, waiting, before, after);
        }
    }

    private static double rate(Traffic traffic, String part, Settings settings) {
        Traffic.Passed passed = traffic.passWhole("the measured part", traffic.stories(part, settings.stories()));
        return settings.stories() * settings.languages() / passed.seconds();
    }

    private static int fill(BenchNewsroom newsroom, Traffic traffic, Settings settings) {
        try (QueuedTasks queued = new QueuedTasks(newsroom.client(), newsroom.ids(), Traffic.PATIENCE)) {
            int stories = Math.ceilDiv(settings.backlog(), settings.languages());
            int wanted = stories * settings.languages();
            traffic.leave(traffic.stories("left", stories));
            queued.await(wanted);
            return wanted;
        }
    }
}
