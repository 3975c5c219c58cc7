package io.copyflow.launcher.bench;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Whether a long queue slows the flow: two newsrooms run in this process, in one of which many translations wait that nobody
 * takes, and the same work passes through the one and the other by turns.
 */
public final class BacklogBench {

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param stories handed in all at once, in each round
     * @param rounds how often they pass through each of the two
     * @param backlog translations that wait, at least
     * @param languages each story is translated into, 1 to {@value FlowBench#MOST_LANGUAGES}
     * @param warmUp how long other stories pass first, through each of the two
     */
    public record Settings(int stories, int rounds, int backlog, int languages, Duration warmUp, long seed) {}

    /**
     * @param waiting translations that waited
     * @param turns through the newsroom in which none waits, and through the one with all of them
     */
    public record Result(Settings settings, int waiting, Turns turns) {

        /** Whether every version came out once and unaltered. */
        public boolean isClean() {
            return turns.check().isClean();
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
        InventedText text = new InventedText(settings.seed());
        try (BenchNewsroom with = newsroom("with");
                BenchNewsroom without = newsroom("without");
                Traffic beside = new Traffic(with, text, with.targets(settings.languages()), clock);
                Traffic alone = new Traffic(without, text, without.targets(settings.languages()), clock)) {
            alone.warmUp(settings.warmUp(), progress);
            beside.warmUp(settings.warmUp(), progress);
            progress.begin("the backlog");
            int waiting = fill(with, beside, settings);
            Turns turns = Turns.of(
                    new Turns.Side("with nothing waiting", alone),
                    new Turns.Side("with the backlog", beside),
                    text,
                    settings.stories(),
                    settings.rounds(),
                    progress);
            progress.done();
            return new Result(settings, waiting, turns);
        }
    }

    private BenchNewsroom newsroom(String name) {
        return new BenchNewsroom(
                configuration, folder.resolve(name), List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress);
    }

    private static int fill(BenchNewsroom newsroom, Traffic traffic, Settings settings) {
        try (QueuedTasks queued = new QueuedTasks(newsroom.client(), newsroom.ids(), Traffic.PATIENCE)) {
            int stories = Math.ceilDiv(settings.backlog(), settings.languages());
            int wanted = stories * settings.languages();
            traffic.leave(traffic.stories("left", stories));
            queued.await(wanted, traffic::demandGoingOn);
            return wanted;
        }
    }
}
