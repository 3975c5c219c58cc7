package io.copyflow.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When a stage commits: soon where little goes on, seldom where much does. A commit costs the same whether one record is in
 * it or a thousand, and on a busy machine it takes longer: a stage that commits as often then does little else, and takes
 * the time from the others and from the broker too.
 *
 * <p>What was done is committed where the last commit is longer ago than the pause, else when it is, and then together with
 * what was handed to the thread with it, for which it waits no longer than {@link #TOGETHER}. So a story that comes alone
 * waits for nothing, and its fifteen translations that come at once stay together: else the first of them is committed by
 * itself, the others wait for a pause, and so at every stage after it. The pause is never shorter than the setting says, nor
 * than {@value #COMMITS_IN_A_PAUSE} times what a commit takes lately; it grows a little with each commit of records that
 * waited for {@link #LATE} and more before they were worked on, so that it comes to its longest, {@link #LONGEST}, after some
 * seconds of that; where they are worked on in time it shrinks, and where there was nothing to do for a while it is as short
 * as it may be.
 *
 * <p>What is urgent is committed at once, whatever else was, together with what was handed to the thread with it. What else
 * is urgent within {@link #TOGETHER} of that waits for its end and is committed together: else a thousand of them would be a
 * thousand commits. Where a commit takes longer than that, those that come meanwhile are handed out together.
 *
 * <p>How long a record waited is told by the clock that dated it, the broker's or another stage's, and this one's: where
 * this one is ahead, the pauses grow to their longest without need.
 */
final class CommitPace {

    /** Key under which the setting is handed to the processors, as a number of milliseconds. */
    static final String SHORTEST_CONFIG = "copyflow.commit.shortest.ms";

    /** After so long a commit is due whatever it costs. */
    static final Duration LONGEST = Duration.ofMillis(250);

    /** From the beginning of a commit to that of the next it is so many times what it takes, at least. */
    static final int COMMITS_IN_A_PAUSE = 2;

    /** Records that lie in their topic for so long, on an average, are more than the stage gets done in time. */
    static final Duration LATE = Duration.ofMillis(150);

    /** So far apart are commits of what is urgent asked for, at least; and no longer does anything wait for what came with it. */
    static final Duration TOGETHER = Duration.ofMillis(30);

    private static final double GROWTH = 1.1;
    private static final double SHRINKING = 1.5;

    /** What a commit takes lately is told by about so many. */
    private static final int LATELY = 8;

    private final Map<Thread, OfThread> threads = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /** @param clock that Streams looks at for what is due, between two waits */
    CommitPace(InstantSource clock) {
        this.clock = clock;
    }

    /** The pause the settings ask for, in milliseconds; null where none is set, and commits are left to Streams. */
    static @Nullable Long shortest(ProcessorContext<?, ?> context) {
        return context.appConfigs().get(SHORTEST_CONFIG) instanceof Number shortest ? shortest.longValue() : null;
    }

    /**
     * Has what was done by this thread committed in time.
     *
     * @param context of the task that did it
     * @param shortest as {@link #shortest} tells it
     * @param since when it was there to be done, in milliseconds of the epoch
     */
    void worked(ProcessorContext<?, ?> context, long shortest, long since) {
        threads.computeIfAbsent(Thread.currentThread(), _ -> new OfThread(clock))
                .worked(context, shortest, since);
    }

    /** A poll handed so many records to this thread; none means that it has worked on all that were handed to it before. */
    void handedOut(int more) {
        OfThread thread = more == 0
                ? threads.get(Thread.currentThread())
                : threads.computeIfAbsent(Thread.currentThread(), _ -> new OfThread(clock));
        if (thread != null) {
            thread.left = more == 0 ? 0 : thread.left + more;
            // of a commit of nothing, which ends without a word
            thread.committingSince = null;
        }
    }

    /** This thread begins to work on one of the records that were handed to it. */
    void begun() {
        OfThread thread = threads.get(Thread.currentThread());
        if (thread != null) {
            thread.left = Math.max(0, thread.left - 1);
        }
    }

    /** Has what this thread did committed now, or with what else is urgent in a moment. */
    void urgent(ProcessorContext<?, ?> context) {
        threads.computeIfAbsent(Thread.currentThread(), _ -> new OfThread(clock))
                .urgent(context);
    }

    /**
     * How long this thread may wait for records, so that its next commit is in time.
     *
     * @param most where no commit is due
     */
    Duration untilDue(Duration most) {
        OfThread thread = threads.get(Thread.currentThread());
        return thread == null ? most : thread.untilDue(most, clock.millis());
    }

    /** This thread commits, from here until {@link #committed}. */
    void committing() {
        OfThread thread = threads.get(Thread.currentThread());
        if (thread != null) {
            thread.committing(clock.millis());
        }
    }

    /** This thread has committed. */
    void committed() {
        OfThread thread = threads.get(Thread.currentThread());
        if (thread != null) {
            thread.committed(clock.millis());
        }
    }

    /** A task of this thread ends; those that stay count anew. */
    void closed() {
        OfThread thread = threads.remove(Thread.currentThread());
        if (thread != null) {
            thread.cancel();
        }
    }

    /**
     * How long after the last commit the next may be.
     *
     * @param grown by how much was done lately, in milliseconds; at least what the setting says
     * @param takes what a commit takes lately, in milliseconds; NaN when that is not known
     */
    static long pause(double grown, double takes) {
        double wanted = Double.isNaN(takes) ? grown : Math.max(grown, COMMITS_IN_A_PAUSE * takes);
        return (long) Math.min(wanted, LONGEST.toMillis());
    }

    /**
     * What a pause becomes when a commit ends it.
     *
     * @param before the pause, in milliseconds
     * @param shortest as the setting says, in milliseconds
     * @param records done since the commit before
     * @param waited how long all of them lay in their topics, in milliseconds
     */
    static double next(double before, long shortest, int records, long waited) {
        boolean late = waited >= records * LATE.toMillis();
        return Math.clamp(late ? before * GROWTH : before / SHRINKING, shortest, LONGEST.toMillis());
    }

    /** The tasks of a thread are committed together. That thread alone uses it. */
    private static final class OfThread {

        private final InstantSource clock;
        /** Of the records that were handed out, as far as is known: Streams sets some aside by itself. */
        private int left;

        private long committedAt;
        private long urgentAt;
        private boolean isUrgent;
        private int records;
        private long waited;
        private double pause;
        private long dueAt;
        private @Nullable Cancellable due;
        /** What is due waits for the rest of what was handed out, and for nothing else. */
        private boolean isForTheRest;
        /** Null between commits. */
        private @Nullable Long committingSince;
        /** What a commit takes lately; NaN before the first. */
        private double takes = Double.NaN;

        OfThread(InstantSource clock) {
            this.clock = clock;
        }

        void worked(ProcessorContext<?, ?> context, long shortest, long since) {
            long now = context.currentSystemTimeMs();
            records++;
            waited += Math.max(0, now - since);
            pause = Math.max(pause, shortest);
            if (due != null && !isGone(now)) {
                if (isForTheRest && left == 0) {
                    commit(context, pauseAfter(shortest), now);
                }
                return;
            }
            cancel();
            long wait = committedAt + pause(pause, takes) - now;
            if (wait > 0) {
                schedule(context, wait, time -> commitWithTheRest(context, shortest, time));
            } else {
                pause = shortest;
                commitWithTheRest(context, shortest, now);
            }
        }

        private void commitWithTheRest(ProcessorContext<?, ?> context, long shortest, long now) {
            if (left == 0) {
                commit(context, pauseAfter(shortest), now);
            } else {
                schedule(context, TOGETHER.toMillis(), time -> commit(context, pauseAfter(shortest), time));
                isForTheRest = true;
            }
        }

        private double pauseAfter(long shortest) {
            return next(pause, shortest, records, waited);
        }

        /** Streams counts from when it is told so, which is later than the time it gives all that it processes in a round. */
        private void schedule(ProcessorContext<?, ?> context, long wait, Punctuator then) {
            cancel();
            dueAt = clock.millis() + wait;
            due = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, then);
        }

        void urgent(ProcessorContext<?, ?> context) {
            long now = context.currentSystemTimeMs();
            isUrgent = true;
            long wait = urgentAt + TOGETHER.toMillis() - now;
            // a clock that was set back holds nothing up
            boolean isOver = wait <= 0 || wait > TOGETHER.toMillis();
            if (isOver && left == 0) {
                commit(context, pause, now);
                return;
            }
            wait = isOver ? TOGETHER.toMillis() : wait;
            long at = clock.millis() + wait;
            if (due != null && !isGone(now) && dueAt <= at) {
                return;
            }
            schedule(context, wait, time -> commit(context, pause, time));
        }

        void committing(long now) {
            // Streams flushes for each of the thread's tasks
            committingSince = committingSince == null ? now : committingSince;
        }

        void committed(long now) {
            if (committingSince != null) {
                long took = Math.max(0, now - committingSince);
                takes = Double.isNaN(takes) ? took : takes + (took - takes) / LATELY;
                committingSince = null;
            }
        }

        private void commit(ProcessorContext<?, ?> context, double pauseAfter, long now) {
            cancel();
            pause = pauseAfter;
            committedAt = now;
            if (isUrgent) {
                urgentAt = now;
                isUrgent = false;
            }
            records = 0;
            waited = 0;
            context.commit();
        }

        Duration untilDue(Duration most, long now) {
            if (due == null || isGone(now)) {
                return most;
            }
            Duration left = Duration.ofMillis(Math.max(1, dueAt - now));
            return left.compareTo(most) < 0 ? left : most;
        }

        /** The task that was to commit may have gone to another thread since. */
        private boolean isGone(long now) {
            return now > dueAt + LONGEST.toMillis();
        }

        private void cancel() {
            if (due != null) {
                due.cancel();
                due = null;
            }
            isForTheRest = false;
        }
    }
}
