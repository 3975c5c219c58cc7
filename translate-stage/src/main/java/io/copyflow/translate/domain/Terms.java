package io.copyflow.translate.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the edition says of work that comes in now.
 *
 * @param at the time of decision
 * @param deadline when it is due; null without a deadline
 * @param leaseMillis how long a claim lasts without activity
 * @param drafting who is asked for a draft; null for nobody
 */
public record Terms(
        Instant at,
        @Nullable Instant deadline,
        long leaseMillis,
        @Nullable Drafting drafting) {

    /**
     * That drafts are asked for.
     *
     * @param requestId the id that a request gets
     * @param engine who is asked
     * @param until when nobody waits for it any more
     */
    public record Drafting(String requestId, String engine, Instant until) {}
}
