package io.copyflow.runtime;

import java.util.List;

/**
 * What a record means to a stage.
 *
 * @param asks commands to aggregates with the record's key, in the order to decide them; none when it does not concern
 *     the stage
 * @param keeps what to put on shelves; done before the asks are decided
 */
public record Reading<C>(List<Ask<C>> asks, List<Keep<?>> keeps) {

    public Reading {
        asks = List.copyOf(asks);
        keeps = List.copyOf(keeps);
    }

    public static <C> Reading<C> nothing() {
        return new Reading<>(List.of(), List.of());
    }

    public static <C> Reading<C> of(Ask<C> ask) {
        return new Reading<>(List.of(ask), List.of());
    }

    public static <C> Reading<C> of(List<Ask<C>> asks) {
        return new Reading<>(asks, List.of());
    }
}
