package io.copyflow.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Where a task of a stage keeps what it knows: its aggregates, when they are due, and its shelves. */
final class StageStores {

    private final String stage;
    private final KeyValueStore<String, byte[]> aggregates;
    private final TimerIndex timers;
    private final Map<String, KeyValueStore<String, byte[]>> shelves = new HashMap<>();

    StageStores(Stage<?, ?, ?> stage, ProcessorContext<String, byte[]> context) {
        this.stage = stage.name();
        this.aggregates = context.getStateStore(DeciderTopology.aggregateStore(stage));
        this.timers = new TimerIndex(context.getStateStore(DeciderTopology.timerStore(stage)));
        for (Shelf<?> shelf : stage.shelves()) {
            shelves.put(shelf.name(), context.getStateStore(shelf.name()));
        }
    }

    KeyValueStore<String, byte[]> aggregates() {
        return aggregates;
    }

    TimerIndex timers() {
        return timers;
    }

    /** @throws IllegalArgumentException when the stage declares none of that name */
    KeyValueStore<String, byte[]> shelf(String name) {
        KeyValueStore<String, byte[]> shelf = shelves.get(name);
        if (shelf == null) {
            throw new IllegalArgumentException(stage + " declares no shelf " + name);
        }
        return shelf;
    }

    /** The stage's own state is no record's fault: the stage stops there rather than lose what is asked. */
    KafkaException unreadable(String what, RuntimeException cause) {
        return new KafkaException(
                "state-unreadable: The state of " + what + " in " + stage
                        + " cannot be read. It may be a newer Copyflow's: run that, or delete the stage's folder in"
                        + " data.dir/state to have it restored.",
                cause);
    }
}
