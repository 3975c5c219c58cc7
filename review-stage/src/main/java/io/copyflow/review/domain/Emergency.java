package io.copyflow.review.domain;

/** How a version was cleared without approval and signatures of people who did not contribute. */
public record Emergency(BrokenGlass glass, Countersignature countersignature) {}
