package io.copyflow.translate.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the whole memory has for a text: first what was translated word for word, the newest first, then what is like it.
 * The table of exact matches knows a cleared text within moments, the index of what is like it after its next commit;
 * while either is being filled, the other answers for it.
 */
public final class Suggestions implements Recollection {

    private final List<Recollection> memories;

    /** @param memories in the order they are to be asked; not closed with this */
    public Suggestions(List<Recollection> memories) {
        this.memories = List.copyOf(memories);
    }

    @Override
    public List<Suggestion> suggest(String sourceLanguage, String language, String text, int limit, int lowestScore) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MOST + ", not " + limit);
        }
        Set<Object> seen = new HashSet<>();
        List<Suggestion> exact = new ArrayList<>();
        List<Suggestion> fuzzy = new ArrayList<>();
        for (Recollection memory : memories) {
            if (exact.size() < limit) {
                memory.suggest(sourceLanguage, language, text, limit, lowestScore).stream()
                        .filter(suggestion -> seen.add(suggestion.entry().saying()))
                        .forEach(suggestion ->
                                (suggestion.kind() == Suggestion.Kind.EXACT ? exact : fuzzy).add(suggestion));
            }
        }
        exact.addAll(fuzzy);
        return List.copyOf(exact.subList(0, Math.min(limit, exact.size())));
    }
}
