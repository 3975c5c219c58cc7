package io.copyflow.ingest.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a story, in all its languages, must not be published. Source: docs/semantics.md, rules 4 and 20.
 *
 * @param until null for an open-ended one, which ends when somebody lifts it
 * @param note what whoever set it says about it, for colleagues; never published
 */
public record Embargo(@Nullable Instant until, @Nullable String note) {

    public static Embargo until(Instant until) {
        return new Embargo(until, null);
    }

    public static Embargo openEnded(@Nullable String note) {
        return new Embargo(null, note);
    }
}
