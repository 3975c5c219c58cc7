package io.copyflow.launcher.bench;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long one story takes that has the newsroom to itself: each is handed in when the one before it is out. The first
 * {@value #UNMEASURED} only go before, for some seconds: what the warm-up left to the desk, the memory and the channels is done
 * meanwhile.
 */
public final class LatencyBench {

    private static final int UNMEASURED = 40;

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
     * How long after a story was handed in a reader of the published log had what of it.
     *
     * @param ownText its own text: nobody has to claim and to translate it, so that it is there before the others
     * @param firstTranslated its first translated version
     * @param last its last version of all
     * @param translated every translated version of every story: submitted to released
     * @param versions how many those are
     */
    public record Result(
            Settings settings, Spread ownText, Spread firstTranslated, Spread last, Spread translated, int versions) {}

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
            Times times = new Times(traffic.targets());
            for (Traffic.Story story : traffic.stories("one", settings.stories())) {
                Traffic.Passed passed = traffic.passWhole("the measured part", List.of(story));
                times.add(story.id(), passed.begin(), passed.arrivals());
            }
            progress.done();
            return times.result(settings);
        }
    }

    /** What was measured of one story after the other. */
    static final class Times {

        private final List<String> targets;
        private final List<Long> ownText = new ArrayList<>();
        private final List<Long> firstTranslated = new ArrayList<>();
        private final List<Long> last = new ArrayList<>();
        private final List<Long> translated = new ArrayList<>();

        /** @param targets languages that each was translated into */
        Times(List<String> targets) {
            this.targets = List.copyOf(targets);
        }

        /** @param begin when it was handed in, by {@link System#nanoTime} */
        void add(String storyId, long begin, PublishedLog.Arrivals arrivals) {
            long own = arrivals.of(storyId, BenchNewsroom.LANGUAGE) - begin;
            List<Long> each = targets.stream()
                    .map(language -> arrivals.of(storyId, language) - begin)
                    .toList();
            ownText.add(own);
            firstTranslated.add(Collections.min(each));
            last.add(Math.max(own, Collections.max(each)));
            translated.addAll(each);
        }

        Result result(Settings settings) {
            return new Result(
                    settings,
                    spread(ownText),
                    spread(firstTranslated),
                    spread(last),
                    spread(translated),
                    translated.size());
        }

        private static Spread spread(List<Long> nanos) {
            return Spread.of(nanos.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
