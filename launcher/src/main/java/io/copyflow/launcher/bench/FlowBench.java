package io.copyflow.launcher.bench;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How fast the whole flow is: a newsroom in this process, stories handed in as commands, bots for the people, and a
 * downstream reader who has the last word.
 */
public final class FlowBench {

    /** Most languages a story can be translated into: those of the sample newsroom besides the story's own. */
    public static final int MOST_LANGUAGES = 15;

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param stories handed in all at once
     * @param languages each is translated into, 1 to {@value #MOST_LANGUAGES}
     * @param warmUp how long other stories pass first
     */
    public record Settings(int stories, int languages, Duration warmUp, long seed) {}

    /**
     * @param versions translated ones; the stories' own texts, which pass as well, are not counted
     * @param seconds from the first submission until the reader had every version
     * @param submittedToReleased of whole stories: from handing in to when the reader had the story's last version
     * @param residentBytes of this process at most: broker, all stages, channels, desk, the bots and the reader; 0 where
     *     the system does not tell
     * @param refusals codes of what was refused to the bots, with how often
     */
    public record Result(
            Settings settings,
            int versions,
            double seconds,
            Spread submittedToReleased,
            long residentBytes,
            ArrivalCheck.Verdict check,
            Map<String, Integer> refusals) {

        /** Whether every version came out once and unaltered. */
        public boolean isClean() {
            return check.isClean();
        }

        double versionsPerSecond() {
            return seconds == 0 ? 0 : versions / seconds;
        }
    }

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public FlowBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws StageFailure with code {@code bench-stalled} when the warm-up does not come through */
    public Result run(Settings settings) {
        InventedText text = new InventedText(settings.seed());
        try (BenchNewsroom newsroom = new BenchNewsroom(
                        configuration, folder, List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress);
                Traffic traffic = new Traffic(newsroom, text, newsroom.targets(settings.languages()), clock)) {
            traffic.warmUp(settings.warmUp(), progress);
            MeasuredFlow flow = MeasuredFlow.of(traffic, text, "m", settings.stories(), "the measured part", progress);
            progress.done();
            return new Result(
                    settings,
                    flow.versions(),
                    flow.seconds(),
                    flow.submittedToReleased(),
                    flow.residentBytes(),
                    flow.check(),
                    traffic.refusals());
        }
    }
}
