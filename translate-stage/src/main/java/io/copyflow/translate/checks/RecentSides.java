package io.copyflow.translate.checks;

import io.copyflow.contract.Passage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found out lately of texts in the source's language: the translations of a segment come from many languages,
 * one after the other. For one thread.
 */
final class RecentSides {

    /** In UTF-16 units of text: the segments of about a hundred stories, which take some 10 MB. */
    private static final int MOST_TEXT = 250_000;

    /** A whole story in one segment is not worth the place of a hundred. */
    private static final int LONGEST = 10_000;

    private record Key(String language, Passage passage) {}

    private final Map<Key, Side> recent = new LinkedHashMap<>(16, 0.75f, true);
    private int text;

    Side side(Language language, Passage passage) {
        if (passage.text().length() > LONGEST) {
            return new Side(language, passage);
        }
        Key key = new Key(language.tag(), passage);
        Side side = recent.get(key);
        if (side == null) {
            side = new Side(language, passage);
            recent.put(key, side);
            text += passage.text().length();
            forgetOldest();
        }
        return side;
    }

    private void forgetOldest() {
        for (Iterator<Key> oldest = recent.keySet().iterator(); text > MOST_TEXT; ) {
            text -= oldest.next().passage().text().length();
            oldest.remove();
        }
    }
}
