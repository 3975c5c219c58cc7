package io.copyflow.launcher.bench;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Offers commands, each under a number of its own: as fast as they are taken, or at a rate, whatever is answered. Whoever is
 * told to come again does so when the time is over that the answer states, and gives up after {@value #MOST_TRIES}
 * refusals; whose outcome is not known asks until it is. For one thread.
 */
final class Offering {

    /** How often a client sends a command that is refused. */
    static final int MOST_TRIES = 8;

    private static final Duration TICK = Duration.ofNanos(500_000);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final IntFunction<CompletableFuture<Reply>> sending;
    private final Tally tally;
    private final Semaphore room;
    private final int connections;
    private final DelayQueue<Command> later = new DelayQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder heldBack = new LongAdder();

    /** A command of which the client does not know yet what became. Of one thread at a time. */
    private static final class Command implements Delayed {

        private final int number;
        private int refusals;
        private boolean mayBeTaken;
        private long due;

        Command(int number) {
            this.number = number;
        }

        /** @return whether its client gives up */
        private boolean refused(Tally tally) {
            refusals++;
            boolean isOver = refusals >= MOST_TRIES && !mayBeTaken;
            if (isOver) {
                tally.givenUp(number);
            }
            return isOver;
        }

        private Duration unknown(Duration after) {
            mayBeTaken = true;
            return after;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due - ((Command) other).due, 0);
        }
    }

    /**
     * @param sending sends the command of a number; never completes exceptionally
     * @param connections how many requests are under way at once, at most
     */
    Offering(IntFunction<CompletableFuture<Reply>> sending, Tally tally, int connections) {
        this.sending = sending;
        this.tally = tally;
        this.connections = connections;
        this.room = new Semaphore(connections);
    }

    /**
     * So many clients, each of which sends its next command when it knows what became of the one before.
     *
     * @return accepted commands a second
     */
    double inTurn(int clients, Duration howLong) {
        long before = tally.counts().accepted();
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            threads.add(Thread.ofVirtual().start(() -> {
                do {
                    untilKnown(new Command(next.getAndIncrement()));
                } while (System.nanoTime() - begin < howLong.toNanos());
            }));
        }
        threads.forEach(Offering::join);
        return (tally.counts().accepted() - before) * 1e9 / (System.nanoTime() - begin);
    }

    /**
     * At a rate, for so long: those whose time to come again is over, and new ones.
     *
     * @param watch called now and then; may throw to end it
     */
    void atRate(double perSecond, Duration howLong, Runnable watch) {
        long begin = System.nanoTime();
        long sent = 0;
        long now;
        do {
            now = Math.min(System.nanoTime() - begin, howLong.toNanos());
            for (; sent < now * perSecond / 1e9; sent++) {
                if (!room.tryAcquire()) {
                    heldBack.increment();
                    continue;
                }
                Command due = later.poll();
                sendAndAgain(due == null ? new Command(next.getAndIncrement()) : due);
            }
            watch.run();
            Waits.pause(TICK);
        } while (now < howLong.toNanos());
    }

    /**
     * No new ones: until every client knows what became of its command.
     *
     * @throws StageFailure with code {@code bench-stalled} when that takes longer
     */
    void finish(Duration patience, Runnable watch) {
        long begin = System.nanoTime();
        while (room.availablePermits() < connections || !later.isEmpty()) {
            Command due = later.poll();
            if (due != null) {
                room.acquireUninterruptibly();
                sendAndAgain(due);
                continue;
            }
            watch.run();
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new StageFailure(
                        "bench-stalled",
                        "Expected every client to learn within " + patience.toSeconds()
                                + " s what became of its command, but "
                                + (later.size() + connections - room.availablePermits())
                                + " did not. Is the machine busy?");
            }
            Waits.pause(TICK);
        }
    }

    private void untilKnown(Command command) {
        Duration pause = Duration.ZERO;
        while (pause != null) {
            LockSupport.parkNanos(pause.toNanos());
            room.acquireUninterruptibly();
            pause = send(command).join();
            room.release();
        }
    }

    /** How often one was to be sent while as many as may be were under way. */
    long heldBack() {
        return heldBack.sum();
    }

    /** How many commands there were. */
    int commands() {
        return next.get();
    }

    /** Sends it, and again later where its client does not know yet what became of it. */
    private void sendAndAgain(Command command) {
        send(command).thenAccept(pause -> {
            if (pause != null) {
                command.due = System.nanoTime() + pause.toNanos();
                later.add(command);
            }
            room.release();
        });
    }

    /** @return how long to wait before it is to be sent again; null where its client knows what became of it */
    private CompletableFuture<@Nullable Duration> send(Command command) {
        tally.sent();
        return sending.apply(command.number).thenApply(reply -> {
            tally.answered(command.number, reply);
            return switch (reply) {
                case Reply.Accepted() -> null;
                case Reply.Refused(int status, Duration after) -> command.refused(tally) ? null : after;
                case Reply.Unanswered(Duration after) -> command.unknown(after);
                // told in the end as never right; whether the command was taken is learnt by asking
                case Reply.Fault _ -> command.unknown(AFTER_FAULT);
            };
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while measuring.", e);
        }
    }
}
