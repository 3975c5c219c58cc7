package io.copyflow.runtime;

import java.util.List;

/** What a decider says to a command. */
public sealed interface Decision<E> {

    /** It was accepted and led to these events; none means that all is as asked already. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * It was refused and nothing happened.
     *
     * @param code for programs: kebab-case, stable
     * @param sentence for a person: "Expected … but …", and what to do
     */
    record Refused<E>(String code, String sentence) implements Decision<E> {}

    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> accept(List<E> events) {
        return new Accepted<>(events);
    }

    static <E> Decision<E> refuse(String code, String sentence) {
        return new Refused<>(code, sentence);
    }
}
