package io.copyflow.launcher.bench;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicFollower;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.serde.AvroSerde;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * How long a kill takes while the newsroom is at its limit: stories are put live, with their pages, then a backlog is
 * handed in that bots work on as fast as they can, and meanwhile one live story after the other is killed. Each kill has its
 * time, however long those before it take: else few would be measured just while they are slow.
 */
public final class KillBench {

    private static final Duration STALLED = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int WARM_UP_KILLS = 10;
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(500);

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param kills how many stories are killed while measured
     * @param backlog how many versions are handed in and not yet released when the first of them is
     */
    public record Settings(int kills, int backlog, int languages, long seed) {}

    /**
     * @param waitingFirst versions handed in and not yet released at the first kill
     * @param waitingLast the same once the last is done
     * @param toLog from when a kill was due until a reader of the published log has the withdrawal of every language
     * @param toPage from when a kill was due until the website has none of the story's pages
     */
    public record Result(Settings settings, int waitingFirst, int waitingLast, Spread toLog, Spread toPage) {}

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public KillBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @throws StageFailure with code {@code bench-stalled} when stories do not come up or go down, {@code bench-incorrect}
     *     when the backlog was done before the last kill was
     */
    public Result run(Settings settings) {
        List<String> everywhere = new ArrayList<>(List.of(BenchNewsroom.LANGUAGE));
        InventedText text = new InventedText(settings.seed());
        Releases releases = new Releases();
        try (BenchNewsroom newsroom =
                new BenchNewsroom(configuration, folder, BenchNewsroom.sampleLanguages(), clock, progress)) {
            List<String> targets = newsroom.targets(settings.languages());
            everywhere.addAll(targets);
            try (TopicFollower<PublishedVersion> _ = new TopicFollower<>(
                            newsroom.client(),
                            newsroom.ids(),
                            Topics.PUBLISHED,
                            "the measured releases",
                            null,
                            (_, version) -> {
                                if (version != null) {
                                    releases.take(version);
                                }
                            });
                    Bots bots = new Bots(
                            newsroom.client(),
                            newsroom.ids(),
                            new Roster(newsroom.newsroom().directory().people()),
                            text,
                            clock)) {
                Runnable watch = () -> {
                    newsroom.demandTaken();
                    Waits.demandNone("the bots to go on", bots.failure());
                };
                Path site = newsroom.newsroom().configuration().folder(Setting.SITE_DIR, "site");
                progress.begin("the stories to be killed");
                List<String> doomed = submit("k", WARM_UP_KILLS + settings.kills(), text, targets, newsroom);
                int live = doomed.size() * everywhere.size();
                await("versions live", STALLED, watch, () -> releases.live.get() == live);
                await(
                        "pages written",
                        STALLED,
                        watch,
                        () -> doomed.stream().allMatch(id -> pages(site, everywhere, id) == everywhere.size()));
                Killing killing = new Killing(newsroom, releases, site, everywhere, watch);
                killing.kill(doomed.subList(0, WARM_UP_KILLS), Duration.ZERO);
                progress.begin("the backlog");
                int stories = Math.ceilDiv(settings.backlog(), everywhere.size());
                submit("b", stories, text, targets, newsroom);
                int handedIn = live + stories * everywhere.size();
                await("versions of the backlog live", STALLED, watch, () -> releases.live.get() > live);
                progress.begin("the kills");
                int waitingFirst = handedIn - releases.live.get();
                List<Kill> kills = killing.kill(doomed.subList(WARM_UP_KILLS, doomed.size()), BETWEEN_KILLS);
                int waitingLast = handedIn - releases.live.get();
                demandLoad(waitingLast);
                progress.done();
                return new Result(
                        settings,
                        waitingFirst,
                        waitingLast,
                        Spread.of(kills.stream().mapToLong(Kill::toLog).toArray()),
                        Spread.of(kills.stream().mapToLong(Kill::toPage).toArray()));
            }
        }
    }

    /** Kills of an idle newsroom are another measurement. */
    static void demandLoad(int waitingLast) {
        if (waitingLast <= 0) {
            throw new StageFailure(
                    "bench-incorrect",
                    "Expected versions to wait for their release until the last kill was done, but none did. Measure"
                            + " with a larger --backlog, or with fewer --kills.");
        }
    }

    private static List<String> submit(
            String part, int count, InventedText text, List<String> targets, BenchNewsroom newsroom) {
        List<String> ids = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            String name = part + "-" + number;
            String storyId = StoryId.of("bench", name);
            newsroom.submit(storyId, text.submission("bench:" + name, name, BenchNewsroom.LANGUAGE, targets));
            ids.add(storyId);
        }
        return ids;
    }

    private static long pages(Path site, List<String> languages, String storyId) {
        return languages.stream()
                .filter(language -> Files.exists(page(site, language, storyId)))
                .count();
    }

    private static Path page(Path site, String language, String storyId) {
        return site.resolve(language).resolve(storyId + ".html");
    }

    private static void await(String what, Duration patience, Runnable watch, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new StageFailure(
                        "bench-stalled",
                        "Expected " + what + " within " + patience.toSeconds()
                                + " s, but they were not. Give the machine less else to do, or measure with less.");
            }
            watch.run();
            Waits.pause(PAUSE);
        }
    }

    /** What a reader of the published log has seen. */
    private static final class Releases {

        private final AtomicInteger live = new AtomicInteger();
        private final Map<String, AtomicInteger> withdrawn = new ConcurrentHashMap<>();

        void take(PublishedVersion version) {
            if (version.getStatus() == PublicationStatus.LIVE) {
                live.incrementAndGet();
            } else {
                withdrawn
                        .computeIfAbsent(version.getStoryId(), _ -> new AtomicInteger())
                        .incrementAndGet();
            }
        }

        int withdrawn(String storyId) {
            AtomicInteger count = withdrawn.get(storyId);
            return count == null ? 0 : count.get();
        }
    }

    /** A kill under way, and how long after it was due it was done; in nanoseconds, 0 while it is not. */
    private static final class Kill {

        private final String storyId;
        private final long due;
        private long toLog;
        private long toPage;

        Kill(String storyId, long due) {
            this.storyId = storyId;
            this.due = due;
        }

        long toLog() {
            return toLog;
        }

        long toPage() {
            return toPage;
        }

        boolean isDone() {
            return toLog != 0 && toPage != 0;
        }
    }

    /** Kills stories, and looks how far each kill has come. */
    private static final class Killing {

        private final BenchNewsroom newsroom;
        private final Releases releases;
        private final Path site;
        private final List<String> languages;
        private final String chief;
        private final AvroSerde<KillCommandEnvelope> kills;
        private final Runnable watch;

        Killing(BenchNewsroom newsroom, Releases releases, Path site, List<String> languages, Runnable watch) {
            this.watch = watch;
            this.newsroom = newsroom;
            this.releases = releases;
            this.site = site;
            this.languages = languages;
            this.chief = newsroom.newsroom().directory().people().stream()
                    .filter(person -> person.getRoles().contains(Role.CHIEF))
                    .map(Person::getId)
                    .findFirst()
                    .orElseThrow();
            this.kills = AvroSerde.of(Topics.KILL_COMMANDS, newsroom.ids());
        }

        /** @param between the begins of two kills */
        List<Kill> kill(List<String> storyIds, Duration between) {
            List<Kill> begun = new ArrayList<>();
            long begin = System.nanoTime();
            await("killed stories to be down", STALLED.plus(between.multipliedBy(storyIds.size())), watch, () -> {
                long due = begin + begun.size() * between.toNanos();
                if (begun.size() < storyIds.size() && System.nanoTime() - due >= 0) {
                    begun.add(send(storyIds.get(begun.size()), due));
                }
                begun.stream().filter(kill -> !kill.isDone()).forEach(this::look);
                return begun.size() == storyIds.size() && begun.stream().allMatch(Kill::isDone);
            });
            return begun;
        }

        private Kill send(String storyId, long due) {
            String commandId = "kill-" + storyId;
            Kill kill = new Kill(storyId, due);
            newsroom.send(
                    Topics.KILL_COMMANDS.name(),
                    storyId,
                    commandId,
                    "KillStory",
                    kills.write(new KillCommandEnvelope(
                            commandId, storyId, chief, newsroom.now(), new KillStory("To be measured."), null)));
            return kill;
        }

        private void look(Kill kill) {
            long took = System.nanoTime() - kill.due;
            if (kill.toLog == 0 && releases.withdrawn(kill.storyId) == languages.size()) {
                kill.toLog = took;
            }
            if (kill.toPage == 0
                    && languages.stream().noneMatch(language -> Files.exists(page(site, language, kill.storyId)))) {
                kill.toPage = took;
            }
        }
    }
}
