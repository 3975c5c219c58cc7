package io.copyflow.runtime;

import io.copyflow.schemas.signature.SignedCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides what happened.
 *
 * @param subject the aggregate it happened to
 * @param eventId unique: stage, aggregate and the number of the event in it, such as {@code translate-stage:sabc/fr:3}
 * @param actor who asked
 * @param at when it was decided
 * @param commandId the command, or the event of another stage, that led to it
 * @param signed the good signature that command came with; null when there was none
 */
public record EventContext(
        Subject subject,
        String eventId,
        String actor,
        Instant at,
        String commandId,
        @Nullable SignedCommand signed) {

    /** Of what no signed command led to. */
    public EventContext(Subject subject, String eventId, String actor, Instant at, String commandId) {
        this(subject, eventId, actor, at, commandId, null);
    }
}
