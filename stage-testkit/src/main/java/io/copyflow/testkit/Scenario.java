package io.copyflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code given(events).when(command).then(events)}, or {@code thenRefused(code)}, for any decider:
 *
 * <pre>{@code
 * Scenario.of(decider::initial, decider::decide, decider::evolve,
 *             decision -> decision instanceof Accepted<E>(var events) ? Optional.of(events) : Optional.empty(),
 *             decision -> decision instanceof Refused<E> refused ? refused.code() : "")
 *     .given(new DoorOpened())
 *     .when(new OpenDoor())
 *     .thenRefused("already-open");
 * }</pre>
 *
 * A scenario never changes: {@code given} answers a new one, so a class may keep one and start every test from it.
 *
 * <p>{@code S} state, {@code C} command, {@code D} decision, {@code E} event.
 */
public final class Scenario<S, C, D, E> {
    private final Supplier<S> initial;
    private final BiFunction<S, C, D> decide;
    private final BiFunction<S, E, S> evolve;
    private final Function<D, Optional<List<E>>> accepted;
    private final Function<D, String> refusalCode;
    private final List<E> history;

    private Scenario(
            Supplier<S> initial,
            BiFunction<S, C, D> decide,
            BiFunction<S, E, S> evolve,
            Function<D, Optional<List<E>>> accepted,
            Function<D, String> refusalCode,
            List<E> history) {
        this.initial = initial;
        this.decide = decide;
        this.evolve = evolve;
        this.accepted = accepted;
        this.refusalCode = refusalCode;
        this.history = history;
    }

    /**
     * @param accepted the events of a decision, empty (not an empty list) for a refusal
     * @param refusalCode the code of a decision that is a refusal; never called with another
     */
    public static <S, C, D, E> Scenario<S, C, D, E> of(
            Supplier<S> initial,
            BiFunction<S, C, D> decide,
            BiFunction<S, E, S> evolve,
            Function<D, Optional<List<E>>> accepted,
            Function<D, String> refusalCode) {
        return new Scenario<>(initial, decide, evolve, accepted, refusalCode, List.of());
    }

    /** Adds to what has happened so far. */
    @SafeVarargs
    public final Scenario<S, C, D, E> given(E... events) {
        List<E> longer = Stream.concat(history.stream(), Stream.of(events)).toList();
        return new Scenario<>(initial, decide, evolve, accepted, refusalCode, longer);
    }

    public Outcome when(C command) {
        S state = after(initial.get(), history);
        return new Outcome(state, decide.apply(state, command));
    }

    private S after(S state, List<E> events) {
        for (E event : events) {
            state = evolve.apply(state, event);
        }
        return state;
    }

    /** What was decided. Its checks may be chained. */
    public final class Outcome {
        private final S before;
        private final D decision;

        private Outcome(S before, D decision) {
            this.before = before;
            this.decision = decision;
        }

        /** Exactly these, in this order; none at all: accepted, and nothing new has happened. */
        @SafeVarargs
        public final Outcome then(E... events) {
            assertThat(events()).containsExactly(events);
            return this;
        }

        public Outcome thenRefused(String code) {
            accepted.apply(decision).ifPresent(events -> fail("Expected the refusal %s, but got %s", code, events));
            assertThat(refusalCode.apply(decision)).as("code of %s", decision).isEqualTo(code);
            return this;
        }

        /** Looks at the state after the decided events. */
        public Outcome thenState(Consumer<S> check) {
            check.accept(after(before, events()));
            return this;
        }

        private List<E> events() {
            return accepted.apply(decision).orElseThrow(() -> new AssertionError("Refused: " + decision));
        }
    }
}
