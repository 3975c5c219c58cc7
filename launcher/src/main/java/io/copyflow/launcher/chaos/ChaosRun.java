package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.rejection.Rejection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom at work on a cluster, faults one after the other, and in the end whether all that must hold holds.
 *
 * <p>The seed says what is drawn. When exactly a fault meets the work is the machine's affair, and so is what is passed over
 * because its process is away: a seed repeats the kind of run, not the run.
 */
public final class ChaosRun {

    /** Work that goes on may take as long as the faults did, and in a short run so long at least. */
    private static final Duration LEAST_REST = Duration.ofMinutes(10);
    /** What was asked in the end is answered by then. */
    private static final Duration PROBING = Duration.ofMinutes(1);

    /** What any run has to look at, or it shows nothing. */
    static final List<String> DEMANDED = List.of(
            "one-outcome",
            "no-effect-twice",
            "none-lost",
            "asked-is-accepted",
            "accepted-as-handed-in",
            "published-as-accepted",
            "what-was-read-stays",
            "transactions-end",
            "facts-in-order",
            "released-was-cleared",
            "live-at-channels",
            "nothing-stuck",
            "none-gives-up",
            "all-run");

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> tell;
    private final Undoing undoing = new Undoing();
    private final AtomicReference<@Nullable Injector> injecting = new AtomicReference<>();

    /**
     * @param howLong faults are done
     * @param faultEvery how long after a fault the next is, about
     * @param workEvery how long after one thing the newsroom does the next
     * @param languages that each story is translated into
     * @param fullDisks whether a broker and an instance of each of two stages have small disks of their own, to be filled
     * @param clockJumps whether clocks of processes are set ahead and back
     */
    public record Settings(
            int brokers,
            int instances,
            Duration howLong,
            Duration faultEvery,
            Duration workEvery,
            int languages,
            boolean fullDisks,
            boolean clockJumps,
            long seed) {}

    /** How much there was of everything in the end. */
    public record Counts(int commands, int facts, int rejections, int stories, int versions, int killed) {}

    /**
     * How the work came to rest.
     *
     * @param came whether it did, or was given up
     * @param after how long after no more faults were begun; the time to undo the last is part of it
     */
    public record Rest(boolean came, Duration after) {}

    /**
     * What came of it.
     *
     * @param faults how many there were of each kind
     * @param gaveUp how often a process ended by itself and was started again, by exit code; 69 is told for where a stage
     *     finds no broker, or a broker no room
     * @param interruptions how often the reader that read along lost its brokers and began anew
     * @param residentBytes of all processes together, once what was done to them was undone
     */
    public record Result(
            Settings settings,
            List<Invariant> invariants,
            Map<FaultKind, Integer> faults,
            Counts counts,
            Map<Integer, Integer> gaveUp,
            int interruptions,
            Rest rest,
            long residentBytes) {

        /** Whether something did not hold. */
        public boolean isBroken() {
            return invariants.stream().anyMatch(invariant -> !invariant.holds());
        }

        /**
         * Sentences that say why nothing was shown though nothing broke; none when enough was. What a short run may not
         * come to, such as poison or a kill, is not asked for.
         */
        public List<String> notShown() {
            List<String> missing = new ArrayList<>();
            if (faultsDone() == 0) {
                missing.add("no fault was done");
            }
            Map<String, Invariant> byName =
                    invariants.stream().collect(Collectors.toMap(Invariant::name, Function.identity()));
            for (String name : DEMANDED) {
                Invariant invariant = byName.get(name);
                if (invariant == null || invariant.verdict() == Invariant.Verdict.NOT_SHOWN) {
                    missing.add("there was nothing to look at for " + name);
                }
            }
            return missing;
        }

        /** Nothing broke, and enough was looked at. */
        public boolean holds() {
            return !isBroken() && notShown().isEmpty();
        }

        /** Of all kinds. */
        public int faultsDone() {
            return faults.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * @param configuration settings of the stages; ports, folders and addresses are chosen here
     * @param folder where the cluster lies, and {@code faults.jsonl}
     * @param tell told of each fault, in a line
     */
    public ChaosRun(Configuration configuration, Path folder, Clock clock, Progress progress, Consumer<String> tell) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
        this.tell = tell;
    }

    /**
     * Ends it wherever it stands, on another thread than it runs on: nothing of it runs when this returns, and no disk of
     * it is mounted. What {@link #run} comes to is of no use then.
     */
    public void end() {
        undoing.close();
    }

    /** @throws StageFailure with code {@code cluster-not-running} or {@code chaos-not-begun} when there is nothing to disturb */
    public Result run(Settings settings) {
        ChaosNewsroom newsroom = ChaosNewsroom.make();
        Cluster.Plan plan =
                new Cluster.Plan(settings.brokers(), settings.instances(), true, settings.clockJumps(), folder);
        try (Disks disks = new Disks(tell)) {
            undoing.add(disks::drop);
            if (settings.fullDisks()) {
                disks.mount(folder);
            }
            Result result;
            try (SchemaIds ids = new SchemaCatalogue();
                    Outside outside = new Outside(
                            plan,
                            newsroom.channels(),
                            newsroom.languages(settings.languages()),
                            new Random(settings.seed() + 1));
                    Cluster cluster = Cluster.of(plan, configured(), this::died)) {
                undoing.add(cluster::kill);
                cluster.begin(
                        ids,
                        (client, schemas) -> DirectoryPublisher.atFirst(client, schemas, clock, () -> "chaos")
                                .apply(newsroom.entries(), false),
                        progress);
                result = disturb(settings, newsroom, ids, outside, cluster, disks.byName());
            }
            if (result.holds()) {
                disks.drop();
            }
            return result;
        }
    }

    /** With whole addresses the website has RSS feeds and sitemaps too, which may name what is withdrawn. */
    private Configuration configured() {
        return configuration.text(Setting.SITE_URL).isEmpty()
                ? configuration.with(Map.of(Setting.SITE_URL, "https://chaos.invalid/"))
                : configuration;
    }

    private Result disturb(
            Settings settings,
            ChaosNewsroom newsroom,
            SchemaIds ids,
            Outside outside,
            Cluster cluster,
            Map<String, SmallDisk> disks) {
        Map<String, Object> client = cluster.configuration().kafkaClient();
        InventedText text = new InventedText(settings.seed());
        List<Person> people = newsroom.people();
        FaultLog log = new FaultLog(settings.seed(), clock, folder.resolve("faults.jsonl"), tell);
        try (Outbox outbox = new Outbox(client, clock);
                Watch watch = new Watch(client, ids);
                Bots bots = new Bots(client, ids, new Roster(people), text, clock);
                Injector injector =
                        new Injector(cluster, outbox, outside.receiver(), log, new Random(~settings.seed()), disks)) {
            undoing.add(injector::close);
            injecting.set(injector);
            Work work = new Work(
                    outbox,
                    ids,
                    watch.ledger(),
                    text,
                    people,
                    newsroom.targets(settings.languages()),
                    new Random(settings.seed()),
                    clock);
            KillProbes probes = new KillProbes(
                    outbox,
                    ids,
                    people,
                    ChaosNewsroom.LANGUAGE,
                    newsroom.targets(settings.languages()).getFirst(),
                    clock);
            Finish finish = new Finish(watch.ledger(), outbox, outside);
            long overAt;
            try (Working _ = new Working(work, settings.workEvery())) {
                progress.begin("the newsroom's work");
                finish.awaitFirst();
                progress.done();
                injector.run(settings.howLong(), settings.faultEvery());
                overAt = System.nanoTime();
            }
            // every stage comes to read of these while what was done to them is undone
            Set<String> killed = new Unfinished(watch.ledger()).killed();
            injector.settle();
            // one that was away had nothing resident
            long resident = cluster.residentBytes();
            log.note("over", "no more faults; the work is left to finish");
            work.settle();
            boolean came =
                    finish.awaitRest(settings.howLong().compareTo(LEAST_REST) > 0 ? settings.howLong() : LEAST_REST);
            Rest rest = new Rest(came, Duration.ofNanos(System.nanoTime() - overAt));
            if (came) {
                probes.send(killed);
                finish.awaitRest(PROBING);
            }
            Map<String, Long> refused = bots.refusals().stream()
                    .collect(Collectors.groupingBy(Rejection::getCode, TreeMap::new, Collectors.counting()));
            log.note(
                    "rest",
                    "the work " + (came ? "came to rest" : "had not come to rest and was given up") + " after "
                            + rest.after().toSeconds() + " s; refused to the bots, who went on: " + refused);
            Audit.Findings findings = new Audit(client, ids)
                    .of(new Audit.Evidence(watch, outbox, probes, outside, injector.endings(), cluster));
            return new Result(
                    settings,
                    findings.invariants(),
                    log.counted(),
                    findings.counts(),
                    injector.endings().byCode(),
                    watch.interruptions(),
                    rest,
                    resident);
        }
    }

    private void died(Member member, int exitCode) {
        Injector injector = injecting.get();
        if (injector != null) {
            injector.died(member, exitCode);
        }
    }

    /** The newsroom at work on a thread of its own, until it is closed. */
    private static final class Working implements AutoCloseable {

        private final CompletableFuture<Void> work;
        private volatile boolean ended;

        Working(Work work, Duration every) {
            this.work = CompletableFuture.runAsync(
                    () -> {
                        while (!ended) {
                            work.step();
                            LockSupport.parkNanos(every.toNanos());
                        }
                    },
                    step -> Thread.ofPlatform().name("chaos-work").start(step));
        }

        /** @throws java.util.concurrent.CompletionException when it ended before: then there was less work than is told */
        @Override
        public void close() {
            ended = true;
            work.join();
        }
    }
}
