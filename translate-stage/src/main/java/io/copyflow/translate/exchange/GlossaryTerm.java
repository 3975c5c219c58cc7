package io.copyflow.translate.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing and what it is called.
 *
 * @param id as the glossary calls it, or {@code line-N} where it does not
 * @param terms accepted wordings by BCP 47 tag in canonical spelling, the preferred one first
 * @param forbidden wordings not to use, by BCP 47 tag in canonical spelling
 * @param doNotTranslate whether it stays as it is in every language
 * @param note for people; null when there is none
 */
public record GlossaryTerm(
        String id,
        Map<String, List<String>> terms,
        Map<String, List<String>> forbidden,
        boolean doNotTranslate,
        @Nullable String note) {

    public GlossaryTerm {
        terms = copy(terms);
        forbidden = copy(forbidden);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> wordings) {
        Map<String, List<String>> copy = new TreeMap<>();
        wordings.forEach((language, list) -> copy.put(language, List.copyOf(list)));
        return Map.copyOf(copy);
    }
}
