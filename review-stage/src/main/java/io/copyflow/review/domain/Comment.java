package io.copyflow.review.domain;

import org.jspecify.annotations.Nullable;

/**
 * An editor's remark.
 *
 * @param segmentId the segment it is about; null for the whole version
 * @param text the remark
 */
public record Comment(@Nullable String segmentId, String text) {}
