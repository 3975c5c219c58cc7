package io.copyflow.review.domain;

import org.jspecify.annotations.Nullable;

/**
 * A remark that was accepted.
 *
 * @param id tells it from all other comments on this language of the story, such as {@code c3}
 * @param segmentId the segment its thread is about; null for the whole version
 * @param text the words
 */
public record Comment(String id, @Nullable String segmentId, String text) {}
