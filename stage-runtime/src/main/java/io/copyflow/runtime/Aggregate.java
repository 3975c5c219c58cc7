package io.copyflow.runtime;

import io.copyflow.contract.FactChain;
import io.copyflow.schemas.state.AggregateSnapshot;
import io.copyflow.schemas.state.RememberedCommand;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** An aggregate while a record is worked on. */
final class Aggregate<S> {

    private final Stage<S, ?, ?> stage;
    private final StageSerdes serdes;

    /** Whether there was one before this record. */
    final boolean stored;

    final @Nullable Instant storedDueAt;
    S state;
    long events;

    @Nullable
    Instant dueAt;

    List<RememberedCommand> remembered;

    /** The link of its newest fact. */
    byte[] chain;

    boolean changed;

    /** @param snapshot null where there is none yet */
    Aggregate(Stage<S, ?, ?> stage, StageSerdes serdes, String id, @Nullable AggregateSnapshot snapshot) {
        this.stage = stage;
        this.serdes = serdes;
        stored = snapshot != null;
        ByteBuffer link = snapshot == null ? null : snapshot.getChain();
        chain = link == null ? FactChain.start(stage.name(), id) : Utils.toArray(link);
        if (snapshot == null) {
            state = stage.decider().initial();
            storedDueAt = null;
            remembered = List.of();
        } else {
            state = stage.wire().readState(serdes.readState(Utils.toArray(snapshot.getState())));
            events = snapshot.getEvents();
            storedDueAt = snapshot.getDueAt();
            remembered = snapshot.getRemembered();
        }
        dueAt = storedDueAt;
    }

    byte[] bytes() {
        byte[] kept = serdes.writeState(stage.wire().writeState(state));
        return serdes.writeSnapshot(
                new AggregateSnapshot(events, dueAt, ByteBuffer.wrap(kept), remembered, ByteBuffer.wrap(chain)));
    }
}
