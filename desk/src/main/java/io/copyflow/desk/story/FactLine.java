package io.copyflow.desk.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, in words.
 *
 * @param language of the version it is about; null for the whole story
 * @param tone {@code good}, {@code bad}, {@code waiting}, or empty
 * @param what in the desk's words
 * @param quoted what somebody wrote, or a stage said; null for nothing
 */
public record FactLine(
        Instant at,
        @Nullable String language,
        String tone,
        String what,
        @Nullable String quoted) {}
