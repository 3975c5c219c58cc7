package io.copyflow.desk.index;

import io.copyflow.desk.model.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param words of a text, of people's names, or a story's id; between quotation marks they stand together. Empty for
 *     everything, newest first
 * @param language only texts in it; null for all
 * @param standing only versions that stand so; null for all
 * @param desk only stories of that desk; null for all
 * @param from only texts handed in then or later; null for all
 * @param until only texts handed in before; null for all
 * @param limit the most versions to give
 */
public record SearchQuestion(
        String words,
        @Nullable String language,
        @Nullable Standing standing,
        @Nullable String desk,
        @Nullable Instant from,
        @Nullable Instant until,
        int limit) {}
