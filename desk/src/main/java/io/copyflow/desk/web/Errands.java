package io.copyflow.desk.web;

import io.copyflow.desk.door.Setout;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is on their way to the provider, by a secret of their browser: each for a while, and no more than so many. */
final class Errands {

    private record Errand(Setout.Underway way, Instant until) {}

    private final InstantSource clock;
    private final Duration kept;
    private final int most;
    // the first to be over first
    private final Map<String, Errand> underway = new LinkedHashMap<>();

    Errands(InstantSource clock, Duration kept, int most) {
        this.clock = clock;
        this.kept = kept;
        this.most = most;
    }

    /** @return whether there was room; nobody else's errand is dropped for it */
    synchronized boolean begin(String secret, Setout.Underway way) {
        Instant now = clock.instant();
        Iterator<Errand> first = underway.values().iterator();
        while (first.hasNext() && !first.next().until.isAfter(now)) {
            first.remove();
        }
        if (underway.size() >= most) {
            return false;
        }
        underway.put(secret, new Errand(way, now.plus(kept)));
        return true;
    }

    /** The errand, which is over by that; null when there is none, or it took too long. */
    synchronized Setout.@Nullable Underway end(@Nullable String secret) {
        Errand errand = secret == null ? null : underway.remove(secret);
        return errand == null || !errand.until.isAfter(clock.instant()) ? null : errand.way;
    }
}
