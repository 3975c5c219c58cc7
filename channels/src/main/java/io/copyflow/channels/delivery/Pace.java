package io.copyflow.channels.delivery;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: so many calls in an hour, some at once. For one thread. */
public final class Pace {

    private final double perSecond;
    private final double most;
    private double tokens;
    private Instant filled;

    /**
     * @param perHour calls in an hour; more than 0
     * @param atOnce calls that may come at once after a quiet time
     */
    public Pace(int perHour, int atOnce, Instant now) {
        this.perSecond = perHour / 3600.0;
        this.most = atOnce;
        this.tokens = atOnce;
        this.filled = now;
    }

    /** Takes one call's token when there is one; else how long until there is. */
    public Duration take(Instant now) {
        double passed = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        tokens = Math.min(most, tokens + passed * perSecond);
        filled = now;
        if (tokens >= 1) {
            tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * 1e9));
    }
}
