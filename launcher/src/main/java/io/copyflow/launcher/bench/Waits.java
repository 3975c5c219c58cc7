package io.copyflow.launcher.bench;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Waiting for something, as long as it is worth it. */
final class Waits {

    private static final Duration STALLED = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waits() {}

    /**
     * Waits until a count has grown to what is wanted.
     *
     * @param what for the sentence, such as {@code tasks to be queued}
     * @param watch run meanwhile; may throw to end it, as what is waited for cannot come any more
     * @throws StageFailure with code {@code bench-stalled} when it has not moved for a long time
     */
    static void until(String what, IntSupplier count, int wanted, Runnable watch) {
        int last = count.getAsInt();
        long moved = System.nanoTime();
        while (last < wanted) {
            pause(PAUSE);
            watch.run();
            int now = count.getAsInt();
            if (now != last) {
                last = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > STALLED.toNanos()) {
                throw new StageFailure(
                        "bench-stalled",
                        "Expected " + wanted + " " + what + ", but it stopped at " + now + " for " + STALLED.toSeconds()
                                + " s.");
            }
        }
    }

    /** @throws StageFailure with code {@code interrupted} */
    static void pause(Duration howLong) {
        LockSupport.parkNanos(howLong.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new StageFailure("interrupted", "Interrupted while measuring.");
        }
    }

    /**
     * To be called while waiting for what another thread has to do first.
     *
     * @param expected such as {@code Kafka to take every command}
     * @param failure the first thing that went wrong there; null while nothing did
     * @throws StageFailure with code {@code bench-stalled} where something did
     */
    static void demandNone(String expected, @Nullable Exception failure) {
        if (failure != null) {
            throw new StageFailure(
                    "bench-stalled",
                    "Expected " + expected + ", but: " + failure + ". Look at the log, and measure again.",
                    failure);
        }
    }
}
