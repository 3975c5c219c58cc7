package io.copyflow.publish.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when nothing of a story is released.
 *
 * @param until null for an embargo without a time, which somebody must lift
 * @param note what was agreed; null where nobody said
 */
public record Embargo(@Nullable Instant until, @Nullable String note) {

    boolean holdsAt(Instant time) {
        return until == null || time.isBefore(until);
    }

    /** Whether it ends before the other one does. */
    boolean endsBefore(Embargo other) {
        return until != null && (other.until == null || until.isBefore(other.until));
    }
}
