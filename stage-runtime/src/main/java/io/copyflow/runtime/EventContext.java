package io.copyflow.runtime;

import java.time.Instant;

/**
 * What is known of an event besides what happened.
 *
 * @param subject the aggregate it happened to
 * @param eventId unique: stage, aggregate and the number of the event in it, such as {@code translate-stage:sabc/fr:3}
 * @param actor who asked
 * @param at when it was decided
 * @param commandId the command, or the event of another stage, that led to it
 */
public record EventContext(Subject subject, String eventId, String actor, Instant at, String commandId) {}
