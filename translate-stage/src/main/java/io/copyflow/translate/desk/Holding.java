package io.copyflow.translate.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody holds a translation.
 *
 * @param leaseUntil when the claim runs out
 * @param commandId the command that led to it; null where it was before what was followed
 */
public record Holding(
        String storyId,
        String language,
        String person,
        Instant leaseUntil,
        @Nullable String commandId) {}
