package io.copyflow.launcher.bench;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.cluster.Resident;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.launcher.process.Stages;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.Stage;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.StageRunner;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.text.Block;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether finished stories slow the flow: two newsrooms run in this process, one with a past and one without, and the same
 * work passes through the one and the other by turns. Then some of the past are revised and must be published anew, and
 * {@code copyflow up} is started on what both left, also after a kill.
 *
 * <p>The past is made of a few stories that pass through the newsroom and of copies of what they left in the stages' change
 * logs, under ids, texts and hashes of their own. The stages restore them from there, as after the loss of their disks.
 * Copies are in the stages' stores alone: not on the topics of events, and so neither in the desk's index, nor in the
 * translation memory, nor with the channels.
 */
public final class HistoryBench {

    /** Until all stores are restored. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /**
     * Stories handed in before a kill: enough for the stores to have written to their files, after which Kafka Streams
     * cannot tell what of it was committed and restores them whole.
     */
    private static final int BEFORE_THE_KILL = 2_000;

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param stories handed in all at once, in each round
     * @param languages each is translated into, 1 to {@value FlowBench#MOST_LANGUAGES}
     * @param rounds how often they pass through each of the two
     * @param past finished stories, more than {@value PastStories#MODELS}
     * @param pastLanguages each of those has besides its own
     * @param revised how many of them are revised in the end
     * @param warmUp how long other stories pass first, through each of the two
     */
    public record Settings(
            int stories,
            int languages,
            int rounds,
            int past,
            int pastLanguages,
            int revised,
            Duration warmUp,
            long seed) {}

    /**
     * How the past lies there.
     *
     * @param restoreSeconds until the stages had it in their stores, from the change logs alone
     * @param changeLogBytes the broker's logs afterwards, as they are compressed there
     * @param storeBytes the stages' folders afterwards
     */
    record Stored(LongPast.Laid laid, double restoreSeconds, long changeLogBytes, long storeBytes) {}

    /**
     * A process of its own on what a newsroom left.
     *
     * @param seconds until it was ready, after it was ended in good order
     * @param afterKillSeconds the same after work and a kill
     * @param residentBytes once it was ready, the first time; 0 where the system does not tell
     */
    record Started(double seconds, double afterKillSeconds, long residentBytes) {}

    /**
     * @param turns through the newsroom on an empty log, and through the one with the past
     * @param revised versions of the past that were to be published anew
     * @param refusals codes of what was refused to the bots beside the past, with how often
     */
    public record Result(
            Settings settings,
            Stored stored,
            Turns turns,
            ArrivalCheck.Verdict revised,
            Map<String, Integer> refusals,
            Started empty,
            Started past) {

        /** Of all rounds, and of what was revised. */
        ArrivalCheck.Verdict check() {
            return ArrivalCheck.Verdict.together(List.of(turns.check(), revised));
        }

        /** Whether every version came out once and unaltered, those of the past too. */
        public boolean isClean() {
            return check().isClean();
        }
    }

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public HistoryBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws StageFailure with code {@code bench-stalled} when stories do not come through */
    public Result run(Settings settings) {
        InventedText text = new InventedText(settings.seed());
        Path emptyPlace = folder.resolve("empty");
        Path pastPlace = folder.resolve("past");
        passModels(UpProcess.data(emptyPlace), text, settings);
        PastStories past = passModels(UpProcess.data(pastPlace), text, settings);
        Stored stored = store(UpProcess.data(pastPlace), past, settings.past());
        Turns turns;
        ArrivalCheck.Verdict revised;
        Map<String, Integer> refusals;
        try (BenchNewsroom with = newsroom(UpProcess.data(pastPlace));
                BenchNewsroom without = newsroom(UpProcess.data(emptyPlace));
                Traffic beside = traffic(with, text, settings.languages());
                Traffic alone = traffic(without, text, settings.languages())) {
            alone.warmUp(settings.warmUp(), progress);
            beside.warmUp(settings.warmUp(), progress);
            turns = Turns.of(
                    new Turns.Side("on an empty log", alone),
                    new Turns.Side("with the past", beside),
                    text,
                    settings.stories(),
                    settings.rounds(),
                    progress);
            progress.begin("revisions of the past");
            revised = revise(with, beside, text, past, settings);
            refusals = beside.refusals();
        }
        Started emptyStarted = start(emptyPlace, "an empty log", text);
        Started pastStarted = start(pastPlace, "the past", text);
        progress.done();
        return new Result(settings, stored, turns, revised, refusals, emptyStarted, pastStarted);
    }

    private BenchNewsroom newsroom(Path place) {
        return new BenchNewsroom(configuration, place, List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress);
    }

    private Traffic traffic(BenchNewsroom newsroom, InventedText text, int languages) {
        return new Traffic(newsroom, text, newsroom.targets(languages), clock);
    }

    private PastStories passModels(Path place, InventedText text, Settings settings) {
        try (BenchNewsroom newsroom = newsroom(place);
                Traffic traffic = traffic(newsroom, text, settings.pastLanguages())) {
            PastStories past = new PastStories(text, traffic.targets());
            progress.begin("the models of the past");
            traffic.passWhole(
                    "the past",
                    IntStream.range(0, PastStories.MODELS).mapToObj(past::story).toList());
            return past;
        }
    }

    private Started start(Path place, String what, InventedText text) {
        try (UpProcess up = new UpProcess(place)) {
            progress.begin("copyflow up on " + what);
            double seconds = start(up);
            Resident.Now now = Resident.now(up.pid());
            long resident = now == null ? 0 : now.all();
            progress.begin("work for it");
            QueuedTasks.fill(
                    configuration
                            .with(Map.of(Setting.BOOTSTRAP_SERVERS, up.bootstrapServers()))
                            .kafkaClient(),
                    BEFORE_THE_KILL,
                    text,
                    BenchNewsroom.sampleTargets(),
                    Traffic.PATIENCE,
                    clock);
            progress.begin("the same after a kill");
            up.kill();
            return new Started(seconds, start(up), resident);
        }
    }

    private static double start(UpProcess up) {
        long begin = System.nanoTime();
        up.start();
        up.awaitReady(PATIENCE);
        return secondsSince(begin);
    }

    private Stored store(Path place, PastStories past, int stories) {
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(new EmbeddedBroker.Settings(place.resolve("kafka"), 0, 0, Map.of()))) {
            Configuration running = configuration.with(
                    Map.of(Setting.DATA_DIR, place.toString(), Setting.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
            List<Stage<?, ?, ?>> stages = Stages.all(running);
            stages.forEach(stage -> empty(stateOf(place, stage)));
            progress.begin("the past");
            LongPast.Laid laid = new LongPast(running.kafkaClient(), past).lay(stories);
            progress.begin("the stages' stores from their change logs");
            double restored = restore(stages, running);
            return new Stored(
                    laid,
                    restored,
                    size(place.resolve("kafka"), ".log"),
                    stages.stream()
                            .mapToLong(stage -> size(stateOf(place, stage), ""))
                            .sum());
        }
    }

    private static Path stateOf(Path place, Stage<?, ?, ?> stage) {
        return place.resolve("state").resolve(stage.applicationId());
    }

    private double restore(List<Stage<?, ?, ?>> stages, Configuration running) {
        SchemaIds ids = new SchemaCatalogue();
        List<StageRunner> runners = new ArrayList<>();
        long begin = System.nanoTime();
        try (RocksDbMemory memory = new RocksDbMemory()) {
            try {
                stages.forEach(stage ->
                        runners.add(StageRunner.start(stage, running, ids, memory, new SimpleMeterRegistry(), clock)));
                runners.forEach(runner -> runner.awaitReady(PATIENCE));
                return secondsSince(begin);
            } finally {
                runners.forEach(StageRunner::close);
            }
        }
    }

    /** Some of the copies, from the first to the last, are revised by their reporter, and the bots do the rest. */
    private static ArrivalCheck.Verdict revise(
            BenchNewsroom newsroom, Traffic traffic, InventedText text, PastStories past, Settings settings) {
        ArrivalCheck check = new ArrivalCheck();
        Map<String, Integer> versionsOf = new HashMap<>();
        int copies = settings.past() - PastStories.MODELS;
        for (int n = 0; n < settings.revised(); n++) {
            int number = PastStories.MODELS + (int) ((long) n * copies / settings.revised());
            List<Block> blocks = past.revised(number);
            String id = PastStories.id(number);
            MeasuredFlow.expect(check, past.metadata(number), text, InventedText.segments(blocks), past.targets(), 2);
            versionsOf.put(id, 1 + past.targets().size());
            newsroom.revise(id, new ReviseStory(1, blocks, RevisionClass.UPDATE, null, null));
        }
        PublishedLog.Arrivals arrivals = traffic.await(versionsOf);
        arrivals.records().forEach(record -> check.arrived(traffic.log().read(record)));
        return check.verdict();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void empty(Path folder) {
        try {
            LocalNewsroom.empty(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes in a folder that nobody writes to, of files whose names end so: others may be made larger than they are. */
    private static long size(Path folder, String end) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(end) && Files.isRegularFile(file))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
