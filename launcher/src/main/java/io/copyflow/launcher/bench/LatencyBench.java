package io.copyflow.launcher.bench;

import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How long one story takes that has the newsroom to itself: each is handed in when the one before it is out. The first
 * {@value #UNMEASURED} only go before: what the warm-up left to the desk, the memory and the channels is done meanwhile.
 */
public final class LatencyBench {

    private static final int UNMEASURED = 10;

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param stories one after the other
     * @param languages each is translated into, 1 to {@value FlowBench#MOST_LANGUAGES}
     * @param warmUp how long other stories pass first, many at a time
     */
    public record Settings(int stories, int languages, Duration warmUp, long seed) {}

    /**
     * @param toFirst from handing a story in to when a reader of the published log had its first version
     * @param toLast the same to its last version
     */
    public record Result(Settings settings, Spread toFirst, Spread toLast) {}

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public LatencyBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws StageFailure with code {@code bench-stalled} when a story does not come through */
    public Result run(Settings settings) {
        try (BenchNewsroom newsroom = new BenchNewsroom(
                        configuration, folder, List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress);
                Traffic traffic = new Traffic(
                        newsroom, new InventedText(settings.seed()), newsroom.targets(settings.languages()), clock)) {
            traffic.warmUp(settings.warmUp(), progress);
            progress.begin("one story after the other");
            for (Traffic.Story story : traffic.stories("before", UNMEASURED)) {
                traffic.passWhole("the stories before", List.of(story));
            }
            long[] first = new long[settings.stories()];
            long[] last = new long[settings.stories()];
            List<Traffic.Story> stories = traffic.stories("one", settings.stories());
            for (int n = 0; n < first.length; n++) {
                Traffic.Passed passed = traffic.passWhole("the measured part", List.of(stories.get(n)));
                first[n] = passed.arrivals().firstNew() - passed.begin();
                last[n] = passed.arrivals().lastNew() - passed.begin();
            }
            progress.done();
            return new Result(settings, Spread.of(first), Spread.of(last));
        }
    }
}
