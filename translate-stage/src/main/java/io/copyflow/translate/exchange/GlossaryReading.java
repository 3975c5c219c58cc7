package io.copyflow.translate.exchange;

import io.copyflow.contract.Refusal;
import java.util.List;

/** What a glossary file holds, or why it cannot be read. */
public sealed interface GlossaryReading {

    /**
     * It was read to its end.
     *
     * @param terms in the file's order
     * @param leftOut how many entries cannot be used
     * @param faults the first thousand of these, in the file's order
     */
    record Read(List<GlossaryTerm> terms, int leftOut, List<Fault> faults) implements GlossaryReading {
        public Read {
            terms = List.copyOf(terms);
            faults = List.copyOf(faults);
        }
    }

    /** It cannot be read, no part of it. */
    record Refused(Refusal refusal) implements GlossaryReading {}

    /**
     * An entry left out.
     *
     * @param line where it begins
     * @param why {@code language-invalid}, {@code term-missing}, {@code term-invalid}, {@code term-contradicted},
     *     {@code id-invalid}, {@code id-repeated}, {@code flag-invalid} or {@code row-too-long}, with a sentence
     */
    record Fault(int line, Refusal why) {}
}
