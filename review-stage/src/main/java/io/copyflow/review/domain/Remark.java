package io.copyflow.review.domain;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a version.
 *
 * @param segmentId the segment it is about; null for the whole version
 * @param text the words
 */
public record Remark(@Nullable String segmentId, String text) {}
