package io.copyflow.review.domain;

import io.copyflow.contract.Role;
import java.time.Instant;

/**
 * That somebody vouched for a version alone. Source: docs/semantics.md, rule 16.
 *
 * @param person who
 * @param role as what: editor or chief
 * @param reason why
 * @param brokenAt when
 */
public record BrokenGlass(String person, Role role, String reason, Instant brokenAt) {}
