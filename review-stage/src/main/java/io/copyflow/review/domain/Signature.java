package io.copyflow.review.domain;

import java.time.Instant;

/**
 * A web editor's signature.
 *
 * @param person who signed
 * @param signedAt when
 */
public record Signature(String person, Instant signedAt) {}
