package io.copyflow.translate.checks;

import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A segment of the source and its translation.
 *
 * @param glossary prepared for the two languages
 * @param shared words that both texts have, folded: most often names, or none
 */
record Pair(Side source, Side target, PreparedGlossary glossary, Set<String> shared) {

    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAME = 60;

    static Pair of(Side source, Side target, PreparedGlossary glossary) {
        Set<String> shared = new HashSet<>();
        for (Word word : target.words().inOrder()) {
            if (source.words().folded().contains(word.folded())) {
                shared.add(word.folded());
            }
        }
        return new Pair(source, target, glossary, Collections.unmodifiableSet(shared));
    }

    /** Whether both are written in one language, if perhaps in two scripts or for two countries. */
    boolean isOneLanguage() {
        return source.language().name().equals(target.language().name());
    }

    Warning warning(CheckKind kind, String sentence, @Nullable String expected, @Nullable String found) {
        return new Warning(
                kind.id(), kind.severity(), target.passage().id(), sentence, shortened(expected), shortened(found));
    }

    List<Warning> warn(CheckKind kind, String sentence, @Nullable String expected, @Nullable String found) {
        return List.of(warning(kind, sentence, expected, found));
    }

    /** Wordings for a sentence: the first few, each cut short, as a text may have any number of them. */
    static String named(Collection<String> wordings) {
        String first = wordings.stream().limit(MOST_NAMED).map(Pair::cut).collect(Collectors.joining(", "));
        return wordings.size() <= MOST_NAMED ? first : first + " and " + (wordings.size() - MOST_NAMED) + " more";
    }

    /** The same; null when there are none. */
    static @Nullable String namedIfAny(Collection<String> wordings) {
        return wordings.isEmpty() ? null : named(wordings);
    }

    private static @Nullable String shortened(@Nullable String detail) {
        return detail == null || detail.length() <= MOST_NAMED * (LONGEST_NAME + 3) ? detail : cut(detail);
    }

    static String cut(String wording) {
        return wording.codePointCount(0, wording.length()) <= LONGEST_NAME
                ? wording
                : wording.substring(0, wording.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
