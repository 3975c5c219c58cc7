package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import io.copyflow.launcher.process.LocalNewsroom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does one fault after the other to a cluster, which and to whom by a seed, some while others last: no more than a few at
 * once, none twice on the same process, and of several brokers no more than one is away, unless all are. While as many
 * last as may, only light ones come: a machine with few cores takes long to start what was killed, and faults go on.
 */
final class Injector {

    private static final int AT_ONCE = 5;
    private static final int LIGHT_AT_ONCE = 3;
    private static final Duration STARTING = Duration.ofSeconds(90);
    private static final Duration ENDING = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<Topic<?>> COMMANDS = List.of(
            Topics.STORY_COMMANDS,
            Topics.TRANSLATION_COMMANDS,
            Topics.REVIEW_COMMANDS,
            Topics.PUBLICATION_COMMANDS,
            Topics.KILL_COMMANDS);

    private final Cluster cluster;
    private final Outbox outbox;
    private final Leaders leaders;
    private final FaultLog log;
    private final Random random;
    private final Map<String, SmallDisk> disks;
    private final List<FaultKind> bag = new ArrayList<>();
    private final List<FaultKind> lightBag = new ArrayList<>();
    private final Set<Member> busy = ConcurrentHashMap.newKeySet();
    private final Map<Thread, FaultKind> open = new ConcurrentHashMap<>();
    private final AtomicInteger gaveUp = new AtomicInteger();
    private int number;

    /** A fault that is to be done. */
    private record Fault(FaultKind kind, List<Member> whom, Duration howLong, long seed) {}

    /** @param disks those that may be filled, by the name of the process */
    Injector(Cluster cluster, Outbox outbox, FaultLog log, Random random, Map<String, SmallDisk> disks) {
        this.disks = Map.copyOf(disks);
        this.cluster = cluster;
        this.outbox = outbox;
        this.leaders = new Leaders(cluster.configuration().kafkaClient());
        this.log = log;
        this.random = random;
    }

    /** Does faults for so long, one about every so often. */
    void run(Duration howLong, Duration every) {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < end) {
            Fault fault = next();
            if (fault == null) {
                LockSupport.parkNanos(PAUSE.toNanos());
                continue;
            }
            begin(fault);
            double wait = every.toNanos() * (0.5 + random.nextDouble());
            LockSupport.parkNanos((long) Math.min(wait, Math.max(0, end - System.nanoTime())));
        }
    }

    /** Waits until what was done is undone, and every process runs. */
    void settle() {
        open.keySet().forEach(Injector::join);
        cluster.members().forEach(this::bring);
    }

    /** How often a process that was started ended by itself, to be started again. */
    int gaveUp() {
        return gaveUp.get();
    }

    /** A process that ended without being ended: where no fault is at work on it, it is started again. */
    void died(Member member, int exitCode) {
        gaveUp.incrementAndGet();
        log.note("ended", member.name() + " ended by itself with code " + exitCode + "; it is started again");
        if (busy.add(member)) {
            Thread.ofVirtual().start(() -> {
                try {
                    bring(member);
                } finally {
                    busy.remove(member);
                }
            });
        }
    }

    private @Nullable Fault next() {
        long light = open.values().stream().filter(FaultKind::isLight).count();
        if (open.size() - light < AT_ONCE) {
            return next(bag, _ -> true);
        }
        return light < LIGHT_AT_ONCE ? next(lightBag, FaultKind::isLight) : null;
    }

    private @Nullable Fault next(List<FaultKind> from, Predicate<FaultKind> which) {
        for (int tries = 0; tries < 20; tries++) {
            if (from.isEmpty()) {
                FaultKind.bag(cluster.plan().brokers(), !disks.isEmpty()).stream()
                        .filter(which)
                        .forEach(from::add);
                Collections.shuffle(from, random);
            }
            Fault fault = of(from.removeLast());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /** Null when all it could be done to have something done to them. */
    private @Nullable Fault of(FaultKind kind) {
        return switch (kind) {
            case KILL_STAGE, LOSE_STATE -> one(kind, cluster.stages(), 0, 3_000);
            case PAUSE_STAGE -> one(kind, cluster.stages(), 11_000, 15_000);
            case STOP_STAGE -> one(kind, cluster.stages(), 0, 12_000);
            case HICCUP -> one(kind, isBrokerBusy() ? cluster.stages() : cluster.members(), 300, 4_000);
            case KILL_INSTANCES -> instances(kind);
            case POISON -> new Fault(kind, List.of(), Duration.ZERO, random.nextLong());
            case KILL_BROKER, RESTART_BROKER -> isBrokerBusy() ? null : one(kind, cluster.brokers(), 0, 5_000);
            case PAUSE_BROKER -> isBrokerBusy() ? null : one(kind, cluster.brokers(), 7_000, 11_000);
            case KILL_BROKERS, RESTART_BROKERS ->
                isBrokerBusy() ? null : new Fault(kind, cluster.brokers(), millis(0, 3_000), 0);
            case FILL_DISK -> one(kind, withDisks(), 4_000, 12_000);
            case MOVE_LEADERS -> isBrokerBusy() ? null : new Fault(kind, List.of(), Duration.ZERO, random.nextLong());
        };
    }

    private List<Member> withDisks() {
        return cluster.members().stream()
                .filter(member -> disks.containsKey(member.name()))
                .filter(member -> member.kind() == Member.Kind.STAGE || !isBrokerBusy())
                .toList();
    }

    private boolean isBrokerBusy() {
        return cluster.brokers().stream().anyMatch(busy::contains);
    }

    private @Nullable Fault one(FaultKind kind, List<Member> among, int least, int most) {
        List<Member> free = among.stream().filter(this::isFree).toList();
        return free.isEmpty()
                ? null
                : new Fault(kind, List.of(free.get(random.nextInt(free.size()))), millis(least, most), 0);
    }

    private @Nullable Fault instances(FaultKind kind) {
        String role = Topics.STAGES.get(random.nextInt(Topics.STAGES.size()));
        List<Member> all = cluster.stages().stream()
                .filter(member -> member.role().equals(role))
                .toList();
        return all.stream().allMatch(this::isFree) ? new Fault(kind, all, millis(0, 3_000), 0) : null;
    }

    private boolean isFree(Member member) {
        return member.state() == Member.State.RUNNING && !busy.contains(member);
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least));
    }

    private void begin(Fault fault) {
        int which = ++number;
        busy.addAll(fault.whom());
        List<String> whom =
                new ArrayList<>(fault.whom().stream().map(Member::name).toList());
        if (fault.kind() == FaultKind.POISON) {
            whom.addAll(poison(new Random(fault.seed())));
        }
        log.fault(which, fault.kind(), whom.isEmpty() ? List.of("the cluster") : whom, fault.howLong());
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                doIt(which, fault);
            } finally {
                busy.removeAll(fault.whom());
                open.remove(Thread.currentThread());
            }
        });
        open.put(thread, fault.kind());
        thread.start();
    }

    private void doIt(int which, Fault fault) {
        List<Member> whom = fault.whom();
        switch (fault.kind()) {
            case KILL_STAGE, KILL_INSTANCES, KILL_BROKER, KILL_BROKERS -> {
                whom.parallelStream().forEach(Member::kill);
                waitFor(fault.howLong());
                whom.forEach(Member::start);
                whom.forEach(this::bring);
            }
            case LOSE_STATE -> {
                whom.getFirst().kill();
                lose(whom.getFirst());
                waitFor(fault.howLong());
                bring(whom.getFirst());
            }
            case PAUSE_STAGE, PAUSE_BROKER, HICCUP -> {
                whom.getFirst().pause();
                waitFor(fault.howLong());
                whom.getFirst().resume();
            }
            case STOP_STAGE, RESTART_BROKER, RESTART_BROKERS -> {
                for (Member member : whom) {
                    if (!member.end(ENDING)) {
                        log.note(
                                "not-ended",
                                "fault " + which + ": " + member.name() + " did not end in " + ENDING.toSeconds()
                                        + " s and was killed");
                    }
                    waitFor(fault.howLong());
                    bring(member);
                }
            }
            case FILL_DISK -> {
                SmallDisk disk =
                        Objects.requireNonNull(disks.get(whom.getFirst().name()));
                disk.fill();
                waitFor(fault.howLong());
                disk.free();
                bring(whom.getFirst());
            }
            case MOVE_LEADERS -> log.note("moved", "fault " + which + ": " + leaders.move(new Random(fault.seed())));
            case POISON -> {
                // was sent when it was told of
            }
        }
    }

    /** Sends three records that are no commands, and says onto which topics. */
    private List<String> poison(Random chance) {
        List<String> onto = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            Topic<?> topic = COMMANDS.get(chance.nextInt(COMMANDS.size()));
            byte[] bytes = new byte[1 + chance.nextInt(40)];
            chance.nextBytes(bytes);
            // with the framing of a schema nobody has, and without any
            bytes[0] = (byte) (chance.nextBoolean() ? 0 : 0x7f);
            outbox.poison(topic, "poison-" + chance.nextInt(1_000), chance.nextInt(5) == 0 ? null : bytes);
            onto.add(topic.name());
        }
        return onto;
    }

    private void lose(Member member) {
        // not the folder itself, which may be a disk of its own
        try (Stream<Path> inside = Files.list(cluster.plan().folder().resolve(member.name()))) {
            for (Path path : inside.toList()) {
                LocalNewsroom.empty(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, again where it gives up, until it runs. */
    private void bring(Member member) {
        long deadline = System.nanoTime() + 3 * STARTING.toNanos();
        while (System.nanoTime() < deadline) {
            member.resume();
            member.start();
            if (member.awaitRunning(STARTING)) {
                return;
            }
            waitFor(Duration.ofSeconds(1));
        }
        log.note("not-running", member.name() + " did not come to run again");
    }

    private static void waitFor(Duration howLong) {
        LockSupport.parkNanos(howLong.toNanos());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
