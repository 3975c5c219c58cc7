package io.copyflow.publish.domain;

import java.time.Instant;

/**
 * The newest correction of a language that was out.
 *
 * @param revision the source revision that corrects
 * @param openedAt when it was read
 * @param dueAt by when it is to be everywhere
 * @param carriedBy the first release that carries it; 0 while there is none
 */
public record Correction(int revision, Instant openedAt, Instant dueAt, long carriedBy) {}
