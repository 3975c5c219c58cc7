package io.copyflow.translate.checks;

import io.copyflow.contract.Passage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found out lately of texts in the source's language: the translations of a segment come from many languages,
 * one after the other. For one thread.
 */
final class RecentSides {

    /** Some 10 MB; the segments of about a hundred stories. */
    private static final int MOST = 2_000;

    private record Key(String language, Passage passage) {}

    private final Map<Key, Side> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Side> eldest) {
            return size() > MOST;
        }
    };

    Side side(Language language, Passage passage) {
        return recent.computeIfAbsent(new Key(language.tag(), passage), key -> new Side(language, passage));
    }
}
