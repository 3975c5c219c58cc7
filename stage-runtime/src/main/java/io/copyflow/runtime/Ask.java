package io.copyflow.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command to one aggregate, as read from a record.
 *
 * @param subject the aggregate
 * @param commandId the sender's id of the command; for a reaction to another stage's event, that event's id
 * @param actor who asks: a person's id, or the stage's name for a reaction
 * @param asked the body of the command as it was sent, to tell a repeat from another command under the same id; null for
 *     a reaction
 * @param command the command in the domain's words
 */
public record Ask<C>(
        Subject subject,
        String commandId,
        String actor,
        @Nullable SpecificRecord asked,
        C command) {

    /** A stage's reaction to an event. */
    public static <C> Ask<C> reaction(Subject subject, String eventId, String actor, C command) {
        return new Ask<>(subject, eventId, actor, null, command);
    }
}
