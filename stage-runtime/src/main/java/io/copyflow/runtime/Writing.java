package io.copyflow.runtime;

import java.util.List;

/**
 * What an event leads to outside the aggregate.
 *
 * @param outputs records to write, in order; none for an event that is the stage's own affair
 * @param keeps what to put on shelves or take off
 */
public record Writing(List<Output> outputs, List<Keep<?>> keeps) {

    public Writing {
        outputs = List.copyOf(outputs);
        keeps = List.copyOf(keeps);
    }

    public static Writing nothing() {
        return new Writing(List.of(), List.of());
    }

    public static Writing of(Output output) {
        return new Writing(List.of(output), List.of());
    }
}
