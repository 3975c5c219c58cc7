package io.copyflow.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/** For how long nothing has moved: whoever waits for much gives up when it does not come nearer. Any number of threads may use it. */
final class Stillness {

    private final LongSupplier nanos;
    private volatile long movedAt;

    /** It begins now. */
    Stillness() {
        this(System::nanoTime);
    }

    /** @param nanos a clock as {@link System#nanoTime} is one */
    Stillness(LongSupplier nanos) {
        this.nanos = nanos;
        this.movedAt = nanos.getAsLong();
    }

    /** Something moved. */
    void moved() {
        movedAt = nanos.getAsLong();
    }

    /** Whether for so long, or longer, nothing has moved. */
    boolean isAsLongAs(Duration patience) {
        return nanos.getAsLong() - movedAt >= patience.toNanos();
    }
}
