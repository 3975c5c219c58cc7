package io.copyflow.channels.delivery;

import java.time.Duration;

/** How long to wait after one failure more: half a second, then twice as long each time, half a minute at most. */
public final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration first;
    private final Duration longest;

    public BackOff() {
        this(FIRST, LONGEST);
    }

    /** Of other lengths, such as tests have time for. */
    public BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** The wait after so many failures in a row; none after none. */
    public Duration after(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - 1, 20);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
