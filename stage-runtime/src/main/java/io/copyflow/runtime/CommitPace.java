package io.copyflow.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When a stage commits: soon where little goes on, seldom where much does. A commit costs the same whether one record is in
 * it or a thousand, and on a busy machine it takes longer: a stage that commits as often then does little else, and takes
 * the time from the others and from the broker too.
 *
 * <p>What was done may be committed where the last commit began longer ago than the pause, else when it did. It is, as soon as
 * the thread has worked on all it has and is about to wait for more, or {@link #TOGETHER} later where it has that much. So a
 * story that comes alone waits for nothing, and its fifteen translations that come at once stay together: else the first of
 * them is committed by itself, the others wait for a pause, and so at every stage after it. The pause is never shorter than
 * the setting says, nor than {@value #COMMITS_IN_A_PAUSE} times what a commit takes lately; it grows a little with each
 * commit of records that waited for {@link #LATE} and more before they were worked on, so that it comes to its longest,
 * {@link #LONGEST}, after some seconds of that; where they are worked on in time it shrinks, and where there was nothing to
 * do for a while it is as short as it may be.
 *
 * <p>What is urgent may be committed at once, whatever else was. What else is urgent within {@link #TOGETHER} of that waits
 * for its end and is committed together: else a thousand of them would be a thousand commits.
 *
 * <p>Streams commits by itself too, after its own interval, and a commit that is asked for here and fails is tried again by
 * it. Whoever asked for them, commits count from when the producer tells of them.
 *
 * <p>How long a record waited is told by the clock that dated it, the broker's or another stage's, and this one's: where
 * this one is ahead, the pauses grow to their longest without need. All else goes by a clock that nobody sets.
 */
final class CommitPace {

    /** Key under which the setting is handed to the processors, as a number of milliseconds. */
    static final String SHORTEST_CONFIG = "copyflow.commit.shortest.ms";

    /** The longest pause, whatever a commit takes. */
    static final Duration LONGEST = Duration.ofMillis(250);

    /** From the beginning of a commit to that of the next it is so many times what it takes, at least. */
    static final int COMMITS_IN_A_PAUSE = 2;

    /** Records that lie in their topic for so long, on an average, are more than the stage gets done in time. */
    static final Duration LATE = Duration.ofMillis(150);

    /** So far apart are commits of what is urgent, at least; and no longer does a commit wait for what came with it. */
    static final Duration TOGETHER = Duration.ofMillis(30);

    private static final double GROWTH = 1.1;
    private static final double SHRINKING = 1.5;

    /** What a commit takes lately is told by about so many. */
    private static final int LATELY = 8;

    private final ThreadLocal<OfThread> thread = ThreadLocal.withInitial(OfThread::new);
    private final LongSupplier clock;

    CommitPace() {
        this(() -> System.nanoTime() / 1_000_000);
    }

    /** @param clock in milliseconds since any time, that is never set */
    CommitPace(LongSupplier clock) {
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
        thread.get().worked(context, shortest, since, clock.getAsLong());
    }

    /** Has what this thread did committed now, or with what else is urgent in a moment. */
    void urgent(ProcessorContext<?, ?> context) {
        thread.get().urgent(context, clock.getAsLong());
    }

    /**
     * This thread has worked on all it has, and is about to wait for more. What may be committed is committed before it does
     * anything else.
     *
     * @param most how long it would wait
     * @return how long it may wait, so that its next commit is in time
     */
    Duration beforeWaiting(Duration most) {
        return thread.get().beforeWaiting(most, clock.getAsLong());
    }

    /** This thread commits, from here until {@link #committed}. */
    void committing() {
        thread.get().committing(clock.getAsLong());
    }

    /** This thread has committed all it did. */
    void committed() {
        thread.get().committed(clock.getAsLong());
    }

    /**
     * A task of this thread ends, and cannot be asked to commit any more: what the others did and is not committed yet is left
     * to their next record, and to Streams.
     *
     * @param context of the task
     */
    void closed(ProcessorContext<?, ?> context) {
        OfThread mine = thread.get();
        if (mine.uncommitted == context) {
            mine.uncommitted = null;
            mine.isAsked = false;
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

        /** Of the last task that did something since the last commit; null where none did. */
        private @Nullable ProcessorContext<?, ?> uncommitted;
        /** From here on that may be committed. */
        private long readyAt;

        private boolean isAsked;
        private boolean isUrgent;
        private int records;
        private long waited;
        private long shortest;
        private double pause;

        /** When the last commit began; null before the first. */
        private @Nullable Long committedAt;
        /** When the last one with something urgent did. */
        private @Nullable Long urgentAt;
        /** Null between commits. */
        private @Nullable Long committingSince;
        /** What a commit takes lately; NaN before the first. */
        private double takes = Double.NaN;

        void worked(ProcessorContext<?, ?> context, long atLeast, long since, long now) {
            shortest = atLeast;
            records++;
            waited += Math.max(0, context.currentSystemTimeMs() - since);
            if (uncommitted == null) {
                pause = Math.max(pause, shortest);
                long pauseEnds = committedAt == null ? now : committedAt + pause(pause, takes);
                if (pauseEnds <= now) {
                    pause = shortest;
                }
                readyAt = Math.max(now, pauseEnds);
            }
            uncommitted = context;
            askWhereLate(context, now);
        }

        void urgent(ProcessorContext<?, ?> context, long now) {
            long readyForIt = urgentAt == null ? now : Math.max(now, urgentAt + TOGETHER.toMillis());
            readyAt = uncommitted == null ? readyForIt : Math.min(readyAt, readyForIt);
            uncommitted = context;
            isUrgent = true;
            askWhereLate(context, now);
        }

        /** Where much is handed to the thread at once it comes to no wait for long. */
        private void askWhereLate(ProcessorContext<?, ?> context, long now) {
            if (!isAsked && now - readyAt >= TOGETHER.toMillis()) {
                ask(context);
            }
        }

        Duration beforeWaiting(Duration most, long now) {
            // of a commit of nothing, which ends without a word
            committingSince = null;
            if (uncommitted == null) {
                return most;
            }
            if (isAsked) {
                // it could not commit, and tries again
                ask(uncommitted);
                return shorter(most, TOGETHER);
            }
            if (readyAt <= now) {
                ask(uncommitted);
                return Duration.ZERO;
            }
            return shorter(most, Duration.ofMillis(readyAt - now));
        }

        private void ask(ProcessorContext<?, ?> context) {
            isAsked = true;
            context.commit();
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        void committing(long now) {
            // Streams flushes for each of the thread's tasks
            committingSince = committingSince == null ? now : committingSince;
        }

        void committed(long now) {
            if (committingSince == null) {
                return;
            }
            long took = Math.min(now - committingSince, LONGEST.toMillis());
            takes = Double.isNaN(takes) ? took : takes + (took - takes) / LATELY;
            committedAt = committingSince;
            urgentAt = isUrgent ? committingSince : urgentAt;
            pause = records == 0 ? pause : next(pause, shortest, records, waited);
            committingSince = null;
            uncommitted = null;
            isAsked = false;
            isUrgent = false;
            records = 0;
            waited = 0;
        }
    }
}
