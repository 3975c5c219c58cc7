package io.copyflow.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind of aggregate: pure functions, so that replay equals processing.
 *
 * @param <S> state, immutable
 * @param <C> commands, a sealed interface in the imperative; time and ids come in with them
 * @param <E> events, a sealed interface in the past tense
 */
public interface Decider<S, C, E> {

    /** The state of an aggregate nothing has happened to yet. */
    S initial();

    /** What follows from a command: events, perhaps none, or a refusal. Changes nothing. */
    Decision<E> decide(S state, C command);

    /** The state after an event. Never refuses: what was decided has happened. */
    S evolve(S state, E event);

    /** When the aggregate wants to be woken with {@link StageWire#due}; null for never. */
    default @Nullable Instant dueAt(S state) {
        return null;
    }
}
