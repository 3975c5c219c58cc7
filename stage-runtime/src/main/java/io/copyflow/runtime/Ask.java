package io.copyflow.runtime;

import io.copyflow.schemas.signature.SignedCommand;
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
 * @param signed the good signature it came with; null when there was none
 */
public record Ask<C>(
        Subject subject,
        String commandId,
        String actor,
        @Nullable SpecificRecord asked,
        C command,
        @Nullable SignedCommand signed) {

    /** A command that nobody signed. */
    public Ask(Subject subject, String commandId, String actor, @Nullable SpecificRecord asked, C command) {
        this(subject, commandId, actor, asked, command, null);
    }

    /** A stage's reaction to an event. */
    public static <C> Ask<C> reaction(Subject subject, String eventId, String actor, C command) {
        return new Ask<>(subject, eventId, actor, null, command);
    }
}
