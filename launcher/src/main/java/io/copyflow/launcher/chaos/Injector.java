package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.launcher.cluster.Member;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.runtime.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does one fault after the other to a cluster, as they are drawn, some while others last. While as many last as may, only
 * light ones come: a machine with few cores takes long to start what was killed, and faults go on.
 */
final class Injector implements AutoCloseable {

    private static final int AT_ONCE = 5;
    private static final int LIGHT_AT_ONCE = 3;
    /** In seconds. */
    private static final int FARTHEST_JUMP = 50;

    private static final Duration STARTING = Duration.ofSeconds(90);
    private static final Duration ENDING = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<Topic<?>> COMMANDS = List.of(
            Topics.STORY_COMMANDS,
            Topics.TRANSLATION_COMMANDS,
            Topics.REVIEW_COMMANDS,
            Topics.PUBLICATION_COMMANDS,
            Topics.KILL_COMMANDS);
    private static final Map<FaultKind, Receiver.Trouble> NETWORK = Map.of(
            FaultKind.NETWORK_DOWN, Receiver.Trouble.DOWN,
            FaultKind.NETWORK_SLOW, Receiver.Trouble.SLOW,
            FaultKind.LOSE_ANSWERS, Receiver.Trouble.LOSING);

    private final Cluster cluster;
    private final Outbox outbox;
    private final Receiver receiver;
    private final Leaders leaders;
    private final FaultLog log;
    private final Random random;
    private final Map<String, SmallDisk> disks;
    private final Draw draw;
    private final Set<Member> busy = ConcurrentHashMap.newKeySet();
    private final Map<Thread, FaultKind> open = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Endings endings = new Endings(System::nanoTime);
    private volatile boolean closed;
    private int number;

    /**
     * @param receiver whom channels call
     * @param disks those that may be filled, by the name of the process
     */
    Injector(
            Cluster cluster,
            Outbox outbox,
            Receiver receiver,
            FaultLog log,
            Random random,
            Map<String, SmallDisk> disks) {
        this.disks = Map.copyOf(disks);
        this.cluster = cluster;
        this.outbox = outbox;
        this.receiver = receiver;
        this.leaders = new Leaders(cluster.configuration().kafkaClient());
        this.draw = new Draw(cluster, disks.keySet(), random);
        this.log = log;
        this.random = random;
    }

    /** Does faults for so long, one about every so often. */
    void run(Duration howLong, Duration every) {
        long end = System.nanoTime() + howLong.toNanos();
        while (!closed && System.nanoTime() < end) {
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
        threads.forEach(Injector::join);
        cluster.members().forEach(this::bring);
    }

    /** Leaves what is open as it is, and returns when nothing is done any more: nobody starts a process after that. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        threads.forEach(Thread::interrupt);
        threads.forEach(Injector::join);
    }

    /** On a thread of its own; not at all once this is closed. */
    private synchronized void start(Thread thread) {
        if (!closed) {
            threads.add(thread);
            thread.start();
        }
    }

    /** Processes that were started and ended by themselves, to be started again. */
    Endings endings() {
        return endings;
    }

    /** A process that ended without being ended: where no fault is at work on it, it is started again. */
    void died(Member member, int exitCode) {
        if (closed) {
            return;
        }
        endings.ended(member.name(), exitCode, member.told());
        if (member.kind() == Member.Kind.BROKER) {
            endings.begin(member);
        }
        log.note("ended", member.name() + " ended by itself with code " + exitCode + "; it is started again");
        if (busy.add(member)) {
            start(Thread.ofVirtual().unstarted(() -> {
                try {
                    bring(member);
                } finally {
                    busy.remove(member);
                    threads.remove(Thread.currentThread());
                }
            }));
        }
    }

    private @Nullable Fault next() {
        long light = open.values().stream().filter(FaultKind::isLight).count();
        boolean isFull = open.size() - light >= AT_ONCE;
        return isFull && light >= LIGHT_AT_ONCE
                ? null
                : draw.next(isFull, busy, open.values().stream().noneMatch(NETWORK::containsKey));
    }

    private void begin(Fault fault) {
        int which = ++number;
        busy.addAll(fault.whom());
        if (Endings.isCause(fault)) {
            endings.begin(fault);
        }
        List<String> whom =
                new ArrayList<>(fault.whom().stream().map(Member::name).toList());
        if (fault.kind() == FaultKind.POISON) {
            whom.addAll(poison(new Random(fault.seed())));
        }
        if (whom.isEmpty()) {
            whom.add(NETWORK.containsKey(fault.kind()) ? "the receiver of webhooks" : "the cluster");
        }
        log.fault(which, fault.kind(), whom, fault.howLong());
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                doIt(which, fault);
            } catch (RuntimeException e) {
                log.notDone(which, fault.kind(), Failures.tell(e).sentence());
            } finally {
                endings.over(fault);
                busy.removeAll(fault.whom());
                open.remove(Thread.currentThread());
                threads.remove(Thread.currentThread());
            }
        });
        open.put(thread, fault.kind());
        start(thread);
    }

    private void doIt(int which, Fault fault) {
        List<Member> whom = fault.whom();
        switch (fault.kind()) {
            case KILL_STAGE, KILL_INSTANCES, KILL_BROKER, KILL_BROKERS, KILL_CHANNELS -> {
                Member.kill(whom);
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
            case PAUSE_STAGE, PAUSE_BROKER, PAUSE_CHANNELS, HICCUP -> {
                whom.getFirst().pause();
                waitFor(fault.howLong());
                bring(whom.getFirst());
            }
            case STOP_STAGE, RESTART_BROKER, RESTART_BROKERS, STOP_CHANNELS -> {
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
            case NETWORK_DOWN, NETWORK_SLOW, LOSE_ANSWERS -> {
                receiver.be(Objects.requireNonNull(NETWORK.get(fault.kind())));
                waitFor(fault.howLong());
                receiver.be(Receiver.Trouble.NONE);
            }
            case JUMP_CLOCK -> {
                Duration ahead = jump(new Random(fault.seed()));
                log.note("clock", "fault " + which + ": its clock is " + ahead.toSeconds() + " s ahead");
                whom.getFirst().setClock(ahead);
                waitFor(fault.howLong());
                whom.getFirst().setClock(Duration.ZERO);
                bring(whom.getFirst());
            }
            case MOVE_LEADERS -> {
                int moved = leaders.move(new Random(fault.seed()));
                if (moved == 0) {
                    throw new IllegalStateException("no partition took another leader");
                }
                log.note("moved", "fault " + which + ": " + moved + " partitions have another leader");
            }
            case POISON -> {
                // was sent when it was told of
            }
        }
    }

    /** Ahead, or behind where it is negative. */
    private static Duration jump(Random chance) {
        Duration howFar = Duration.ofSeconds(5 + chance.nextInt(FARTHEST_JUMP - 5));
        return chance.nextBoolean() ? howFar : howFar.negated();
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
        while (!closed && System.nanoTime() < deadline) {
            member.resume();
            member.start();
            if (member.awaitRunning(STARTING)) {
                endings.over(member);
                return;
            }
            waitFor(Duration.ofSeconds(1));
        }
        if (!closed) {
            log.note("not-running", member.name() + " did not come to run again");
        }
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
