package io.copyflow.launcher.bench;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Waiting for something to be counted. */
final class Waits {

    private static final Duration STALLED = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waits() {}

    /**
     * Waits until a count has grown to what is wanted.
     *
     * @param what for the sentence, such as {@code tasks to be queued}
     * @throws StageFailure with code {@code bench-stalled} when it has not moved for a long time
     */
    static void until(String what, IntSupplier count, int wanted) {
        int last = count.getAsInt();
        long moved = System.nanoTime();
        while (last < wanted) {
            LockSupport.parkNanos(PAUSE.toNanos());
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
}
