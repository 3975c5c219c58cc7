package io.copyflow.review.domain;

import java.time.Instant;

/**
 * An editor's approval.
 *
 * @param approver who approved
 * @param approvedAt when
 */
public record Approval(String approver, Instant approvedAt) {}
