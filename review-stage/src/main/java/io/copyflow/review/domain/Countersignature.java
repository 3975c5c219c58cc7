package io.copyflow.review.domain;

import io.copyflow.contract.Role;
import java.time.Instant;

/**
 * That somebody else stands by a broken glass.
 *
 * @param person who
 * @param role as what: editor, web editor or chief, but not as what the glass was broken
 * @param signedAt when
 */
public record Countersignature(String person, Role role, Instant signedAt) {}
