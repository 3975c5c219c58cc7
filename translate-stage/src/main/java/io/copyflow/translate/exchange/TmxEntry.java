package io.copyflow.translate.exchange;

import io.copyflow.contract.Refusal;

/** What a TMX file has next: an entry, or one that cannot be used. */
public sealed interface TmxEntry {

    /** The line of the file it begins in. */
    int line();

    /** An entry to take. */
    record Taken(TmxUnit unit, int line) implements TmxEntry {}

    /**
     * An entry to do without.
     *
     * @param why {@code too-few-languages}, {@code language-invalid}, {@code inline-unbalanced}, {@code text-invalid},
     *     {@code text-blank}, {@code text-too-long} or {@code entry-too-large}, with a sentence
     */
    record Skipped(Refusal why, int line) implements TmxEntry {}
}
