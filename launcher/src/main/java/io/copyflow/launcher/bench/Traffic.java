package io.copyflow.launcher.bench;

import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.story.SubmitStory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stories that pass through a newsroom to be measured: handed in as commands, bots for the people, and a downstream reader
 * of the published log who has the last word. For one thread.
 */
final class Traffic implements AutoCloseable {

    /** How long nothing new may come before it counts as stalled. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int WARM_UP_STORIES = 100;

    private final BenchNewsroom newsroom;
    private final InventedText text;
    private final List<String> targets;
    private final PublishedLog log;
    private final Bots bots;
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    /** A story, and where it is known by. */
    record Story(String id, SubmitStory submission) {

        /** How many versions it will have, its own included. */
        int versions() {
            List<String> targets = submission.getTargets();
            return 1 + (targets == null ? 0 : targets.size());
        }
    }

    /**
     * What came of stories handed in.
     *
     * @param begin when the first was handed in, by {@link System#nanoTime}
     * @param submitted when each was, by story id
     */
    record Passed(long begin, Map<String, Long> submitted, PublishedLog.Arrivals arrivals) {

        double seconds() {
            return (arrivals.lastNew() - begin) / 1e9;
        }

        /** Of whole stories: from handing in to when the reader had the last version. */
        Spread submittedToReleased() {
            return Spread.of(arrivals.storyDone().entrySet().stream()
                    .mapToLong(done -> done.getValue() - submitted.getOrDefault(done.getKey(), begin))
                    .toArray());
        }
    }

    /** @param targets languages that stories are translated into */
    Traffic(BenchNewsroom newsroom, InventedText text, List<String> targets, Clock clock) {
        this.newsroom = newsroom;
        this.text = text;
        this.targets = List.copyOf(targets);
        this.log = new PublishedLog(newsroom.client(), newsroom.ids());
        this.bots = new Bots(
                newsroom.client(),
                newsroom.ids(),
                new Roster(newsroom.newsroom().directory().people()),
                text,
                clock,
                left::contains);
    }

    PublishedLog log() {
        return log;
    }

    List<String> targets() {
        return targets;
    }

    /** @param part told apart from those of other parts of the same measurement */
    List<Story> stories(String part, int count) {
        List<Story> stories = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String name = part + "-" + number;
            stories.add(new Story(
                    StoryId.of("bench", name),
                    text.submission("bench:" + name, name, BenchNewsroom.LANGUAGE, targets)));
        }
        return stories;
    }

    /** Hands all of them in at once, and waits until the reader has them or nothing more comes. */
    Passed pass(List<Story> stories) {
        Map<String, Integer> versionsOf = new HashMap<>();
        stories.forEach(story -> versionsOf.put(story.id(), story.versions()));
        Map<String, Long> submitted = new HashMap<>();
        long begin = System.nanoTime();
        for (Story story : stories) {
            submitted.put(story.id(), System.nanoTime());
            newsroom.submit(story.id(), story.submission());
        }
        return new Passed(begin, submitted, await(versionsOf));
    }

    /**
     * Waits until the reader has all of that or nothing more comes.
     *
     * @param versionsOf how many versions each story has, by story id
     */
    PublishedLog.Arrivals await(Map<String, Integer> versionsOf) {
        return log.await(versionsOf, PATIENCE, this::demandGoingOn);
    }

    /** @throws StageFailure with code {@code bench-stalled} when a command was not taken, or the bots ended */
    void demandGoingOn() {
        newsroom.demandTaken();
        Waits.demandNone("the bots to go on", bots.failure());
    }

    /** @throws StageFailure with code {@code bench-stalled} when they do not all come through */
    Passed passWhole(String what, List<Story> stories) {
        Passed passed = pass(stories);
        int whole = passed.arrivals().storyDone().size();
        if (whole < stories.size()) {
            throw new StageFailure(
                    "bench-stalled",
                    "Expected all " + stories.size() + " stories of " + what + " to be released, but nothing came for "
                            + PATIENCE.toSeconds() + " s and only " + whole + " are whole. Refused to the bots: "
                            + refusals() + ".");
        }
        return passed;
    }

    /** A cold JVM is many times slower. */
    void warmUp(Duration howLong, Progress progress) {
        progress.begin("the warm-up");
        long begin = System.nanoTime();
        for (int round = 0; System.nanoTime() - begin < howLong.toNanos(); round++) {
            passWhole("the warm-up", stories("w" + round, WARM_UP_STORIES));
        }
    }

    /** Hands stories in that the bots leave lying: their translations wait in the queue from then on. */
    void leave(List<Story> stories) {
        stories.forEach(story -> left.add(story.id()));
        stories.forEach(story -> newsroom.submit(story.id(), story.submission()));
    }

    /** Codes of what was refused to the bots, with how often; each is told once. */
    Map<String, Integer> refusals() {
        Map<String, Integer> codes = new TreeMap<>();
        for (Rejection refusal : bots.refusals()) {
            codes.merge(refusal.getCode(), 1, Integer::sum);
        }
        return codes;
    }

    @Override
    public void close() {
        bots.close();
        log.close();
    }
}
