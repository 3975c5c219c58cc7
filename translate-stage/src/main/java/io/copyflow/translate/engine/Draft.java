package io.copyflow.translate.engine;

import io.copyflow.translate.domain.Origin;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a request for a draft. */
public sealed interface Draft {

    /**
     * A draft.
     *
     * @param pieces one for each text asked for, in their order
     */
    record Translated(List<Piece> pieces) implements Draft {
        public Translated {
            pieces = List.copyOf(pieces);
        }
    }

    /** The engine does not translate from this language, or not into that one. */
    record UnsupportedPair(String sourceLanguage, String language) implements Draft {}

    /** No draft. Neither code nor sentence holds anything of a text, an answer or a key. */
    sealed interface Fault extends Draft {

        /** For programs: kebab-case, stable. */
        String code();

        /** What is wrong and what to do. */
        String sentence();
    }

    /**
     * The same may work later.
     *
     * @param retryAfter how long the engine wants to be left alone; null when it did not say
     */
    record PassingFault(
            String code, String sentence, @Nullable Duration retryAfter) implements Fault {}

    /** The same will not work later. */
    record PermanentFault(String code, String sentence) implements Fault {}

    /** The draft of one text. */
    sealed interface Piece {}

    /**
     * A text, for a person to look over.
     *
     * @param text in NFC, not blank, without inline marks
     * @param origin told apart for ever. Source: docs/semantics.md, rule 12
     * @param originDetail the story of the memory or the engine of the machine
     */
    record Made(String text, Origin origin, String originDetail) implements Piece {}

    /** The engine has nothing to offer for this text. */
    record Missing() implements Piece {}
}
