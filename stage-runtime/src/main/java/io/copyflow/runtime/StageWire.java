package io.copyflow.runtime;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * The only part of a stage that knows both Avro and the domain: it translates, and decides nothing.
 *
 * <p>Methods may throw; the record then goes to dead letters and nothing of it takes effect.
 *
 * @param <S> the domain's state
 * @param <C> the domain's commands
 * @param <E> the domain's events
 */
public interface StageWire<S, C, E> {

    /** What a record asks of which aggregates. */
    Reading<C> read(Inbound inbound, StageData data);

    /** The records an event becomes. {@code after} is the state with the event applied. */
    Writing write(E event, EventContext context, S after, StageData data);

    /** The state as it is kept; one of {@code StateTypes}. */
    SpecificRecord writeState(S state);

    /** The state as it was kept; the reverse of {@link #writeState}. */
    S readState(SpecificRecord state);

    /** The command that a due timer becomes. */
    C due(Instant now);
}
