package io.copyflow.translate.domain;

import java.time.Instant;

/** Who holds a translation, and until when if nothing happens. */
public record Lease(String holder, Instant until) {}
