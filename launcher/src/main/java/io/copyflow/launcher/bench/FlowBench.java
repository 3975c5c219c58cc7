package io.copyflow.launcher.bench;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Segment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast the whole flow is: a newsroom in this process, stories handed in as commands, bots for the people, and a
 * downstream reader who has the last word.
 */
public final class FlowBench {

    /** Most languages a story can be translated into: those of the sample newsroom besides the story's own. */
    public static final int MOST_LANGUAGES = 15;

    private static final int WARM_UP_STORIES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(1);

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
     * @param refusals codes of what was refused to the bots, with how often
     */
    public record Result(
            Settings settings,
            int versions,
            double seconds,
            Spread submittedToReleased,
            PublishedCheck.Verdict check,
            Map<String, Integer> refusals) {

        /** Whether every version came out once and unaltered. */
        public boolean isClean() {
            return check.isClean();
        }

        double versionsPerSecond() {
            return seconds == 0 ? 0 : versions / seconds;
        }
    }

    /** A story, and where it is known by. */
    private record Story(String id, SubmitStory submission) {}

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
        try (BenchNewsroom newsroom =
                new BenchNewsroom(configuration, folder, List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress)) {
            List<String> targets = newsroom.targets(settings.languages());
            try (PublishedLog log = new PublishedLog(newsroom.client(), newsroom.ids());
                    Bots bots = new Bots(
                            newsroom.client(),
                            newsroom.ids(),
                            new Roster(newsroom.newsroom().directory().people()),
                            text,
                            clock)) {
                warmUp(settings, text, targets, log, newsroom, bots);
                progress.begin("the measured part");
                List<Story> stories = stories("m", settings.stories(), text, targets);
                Map<String, Long> submitted = new HashMap<>();
                long begin = System.nanoTime();
                for (Story story : stories) {
                    submitted.put(story.id(), System.nanoTime());
                    newsroom.submit(story.id(), story.submission());
                }
                PublishedLog.Arrivals arrivals = log.await(versionsOf(stories), PATIENCE);
                progress.begin("the check of every text");
                List<byte[]> straggling = log.straggling(QUIET);
                PublishedCheck check = expecting(stories, text, targets);
                arrivals.records().forEach(record -> check.arrived(log.read(record)));
                straggling.forEach(record -> check.arrived(log.read(record)));
                progress.done();
                return new Result(
                        settings,
                        stories.size() * targets.size(),
                        (arrivals.lastNew() - begin) / 1e9,
                        Spread.of(arrivals.storyDone().entrySet().stream()
                                .mapToLong(done -> done.getValue() - submitted.getOrDefault(done.getKey(), begin))
                                .toArray()),
                        check.verdict(),
                        codes(bots.refusals()));
            }
        }
    }

    private void warmUp(
            Settings settings,
            InventedText text,
            List<String> targets,
            PublishedLog log,
            BenchNewsroom newsroom,
            Bots bots) {
        progress.begin("the warm-up");
        long begin = System.nanoTime();
        for (int round = 0; System.nanoTime() - begin < settings.warmUp().toNanos(); round++) {
            List<Story> stories = stories("w" + round, WARM_UP_STORIES, text, targets);
            stories.forEach(story -> newsroom.submit(story.id(), story.submission()));
            PublishedLog.Arrivals arrivals = log.await(versionsOf(stories), PATIENCE);
            if (arrivals.storyDone().size() < stories.size()) {
                throw new StageFailure(
                        "bench-stalled",
                        "Expected all " + stories.size()
                                + " stories of the warm-up to be released, but nothing came for "
                                + PATIENCE.toSeconds() + " s and only "
                                + arrivals.storyDone().size() + " are whole. Refused to the bots: "
                                + codes(bots.refusals()) + ".");
            }
        }
    }

    private static List<Story> stories(String part, int count, InventedText text, List<String> targets) {
        List<Story> stories = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String name = part + "-" + number;
            stories.add(new Story(
                    StoryId.of("bench", name),
                    text.submission("bench:" + name, name, BenchNewsroom.LANGUAGE, targets)));
        }
        return stories;
    }

    private static Map<String, Integer> versionsOf(List<Story> stories) {
        Map<String, Integer> versions = new HashMap<>();
        for (Story story : stories) {
            List<String> targets = story.submission().getTargets();
            versions.put(story.id(), 1 + (targets == null ? 0 : targets.size()));
        }
        return versions;
    }

    private static PublishedCheck expecting(List<Story> stories, InventedText text, List<String> targets) {
        PublishedCheck check = new PublishedCheck();
        for (Story story : stories) {
            SubmitStory submission = story.submission();
            PublishedMetadata metadata = new PublishedMetadata(
                    story.id(),
                    submission.getLanguage(),
                    submission.getUrgency(),
                    submission.getDesk(),
                    submission.getBureau());
            List<Block> blocks = submission.getBlocks();
            List<Segment> source = InventedText.segments(blocks);
            check.expect(
                    story.id(),
                    BenchNewsroom.LANGUAGE,
                    ContentHash.of(
                            metadata,
                            BenchNewsroom.LANGUAGE,
                            1,
                            source.stream()
                                    .map(segment -> Passage.plain(segment.getId(), segment.getText()))
                                    .toList()));
            for (String target : targets) {
                check.expect(
                        story.id(),
                        target,
                        ContentHash.of(
                                metadata,
                                target,
                                1,
                                text.translate(target, source).stream()
                                        .map(segment -> Passage.plain(segment.getId(), segment.getText()))
                                        .toList()));
            }
        }
        return check;
    }

    private static Map<String, Integer> codes(List<Rejection> refusals) {
        Map<String, Integer> codes = new TreeMap<>();
        refusals.forEach(refusal -> codes.merge(refusal.getCode(), 1, Integer::sum));
        return codes;
    }
}
