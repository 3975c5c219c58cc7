package io.copyflow.translate.memory;

import java.util.List;

/** Something that remembers translations. Any number of threads may ask. */
public interface Recollection {

    /** The most that can be asked for at once. */
    int MOST = 50;

    /** The lowest score that is suggested. */
    int THRESHOLD = 60;

    /**
     * Entries whose source is the text or like it, the best first; of entries that say the same only the first.
     *
     * @param sourceLanguage canonical BCP 47 tag, as the entries have it
     * @param language canonical BCP 47 tag of the translation
     * @param text of one segment
     * @param limit how many at most, 1 to {@value #MOST}
     */
    default List<Suggestion> suggest(String sourceLanguage, String language, String text, int limit) {
        return suggest(sourceLanguage, language, text, limit, THRESHOLD);
    }

    /**
     * The same, of those with a certain score or a higher one. Whoever wants the same text only says 100, and what is like
     * it is not looked for.
     *
     * @param lowestScore {@value #THRESHOLD} to 100
     */
    List<Suggestion> suggest(String sourceLanguage, String language, String text, int limit, int lowestScore);
}
