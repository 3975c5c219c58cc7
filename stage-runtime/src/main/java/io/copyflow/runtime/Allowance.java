package io.copyflow.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many may be under way at once so that each is answered in good time: more while they are, fewer when they are not. So
 * what waits stays as short as what comes out is slow, and who comes too many hears so at once instead of waiting in vain.
 *
 * <p>It doubles with each round of good answers until one is late, and from then on grows by one a round and is cut by a
 * quarter, as TCP does it; those that had begun before a cut do not cut again. Safe for use by many threads.
 */
public final class Allowance {

    private static final double CUT = 0.75;
    private static final int FIRST = 64;

    private final int least;
    private final int most;
    private final long goodNanos;
    private final LongSupplier nanos;
    private int underWay;
    private double allowed;
    private boolean isTried;
    private long cutAt;

    /**
     * @param least are always let in
     * @param most are never exceeded
     * @param good within which an answer is in good time
     */
    public Allowance(int least, int most, Duration good) {
        this(least, most, good, System::nanoTime);
    }

    Allowance(int least, int most, Duration good, LongSupplier nanos) {
        this.least = least;
        this.most = most;
        this.goodNanos = good.toNanos();
        this.nanos = nanos;
        this.allowed = Math.clamp(FIRST, least, most);
        this.cutAt = nanos.getAsLong();
    }

    /**
     * Lets one in, who must {@link #leave} again.
     *
     * @return whether there is room
     */
    public synchronized boolean enter() {
        if (underWay >= (int) allowed) {
            return false;
        }
        underWay++;
        return true;
    }

    /** @param began when it was let in, by {@link System#nanoTime} */
    public synchronized void leave(long began) {
        long now = nanos.getAsLong();
        // what fills less than half of the room says nothing of how much more would do
        boolean isUsed = underWay * 2 >= allowed;
        underWay--;
        if (now - began > goodNanos) {
            if (began - cutAt >= 0) {
                allowed = Math.max(least, allowed * CUT);
                isTried = true;
                cutAt = now;
            }
        } else if (isUsed) {
            allowed = Math.min(most, allowed + (isTried ? 1 / allowed : 1));
        }
    }

    /** How many may be under way now. */
    public synchronized int allowed() {
        return (int) allowed;
    }
}
