package io.copyflow.runtime;

import io.copyflow.catalogue.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A stage, complete: what it reads and writes, its rules and its wire. It runs the same on any cluster.
 *
 * @param name as the module is called, such as {@code review-stage}
 * @param noun what its aggregates are, singular, such as {@code review}; stores and nodes are named after it
 * @param inputs topics it reads, the directory not counted
 * @param outputs topics it writes, rejections and dead letters not counted
 * @param stateType what {@link StageWire#writeState} gives
 * @param shelves stores beside the aggregates'
 */
public record Stage<S, C, E>(
        String name,
        String noun,
        List<Topic<?>> inputs,
        List<Topic<?>> outputs,
        Decider<S, C, E> decider,
        StageWire<S, C, E> wire,
        Class<? extends SpecificRecord> stateType,
        List<Shelf<?>> shelves) {

    public Stage {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        shelves = List.copyOf(shelves);
    }

    /** The Streams application id: {@code copyflow-} and the name. */
    public String applicationId() {
        return "copyflow-" + name;
    }
}
