package io.copyflow.translate.memory;

import com.ibm.icu.lang.UScript;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a text is found by. A word is a stretch of letters, digits and their marks; of one longer than {@value #STEM}
 * code points its beginning stands for it, so that its endings make no difference. Where a script writes no spaces
 * between words, or puts particles behind them, every two neighbouring letters are a term (Chinese, Japanese, Korean),
 * or every three (Thai, Lao, Khmer, Burmese, Tibetan).
 *
 * <p>What terms a text has is part of the index: a change here asks for a new {@link TranslationMemory#FORMAT}.
 */
final class SearchTerms {

    private static final int STEM = 5;

    private SearchTerms() {}

    /** The distinct terms, in the order of the text. */
    static Set<String> of(SourceText text) {
        Set<String> terms = new LinkedHashSet<>();
        int[] letters = text.folded();
        int start = 0;
        while (start < letters.length) {
            int gram = gram(letters[start]);
            int end = start + 1;
            while (gram >= 0 && end < letters.length && gram(letters[end]) == gram) {
                end++;
            }
            if (gram > 0) {
                addGrams(terms, letters, start, end, gram);
            } else if (gram == 0) {
                addWord(terms, letters, start, end);
            }
            start = end;
        }
        return terms;
    }

    private static void addGrams(Collection<String> terms, int[] letters, int start, int end, int gram) {
        for (int from = start; from == start || from + gram <= end; from++) {
            terms.add(new String(letters, from, Math.min(gram, end - from)));
        }
    }

    private static void addWord(Collection<String> terms, int[] letters, int start, int end) {
        boolean number = Character.isDigit(letters[start]);
        terms.add(new String(letters, start, number ? end - start : Math.min(STEM, end - start)));
    }

    /** How many neighbouring letters of the script make a term; 0 where words do; −1 between words. */
    private static int gram(int codePoint) {
        if (!isOfAWord(codePoint)) {
            return -1;
        }
        return switch (UScript.getScript(codePoint)) {
            case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.BOPOMOFO, UScript.HANGUL, UScript.YI -> 2;
            case UScript.THAI, UScript.LAO, UScript.KHMER, UScript.MYANMAR, UScript.TIBETAN -> 3;
            default -> 0;
        };
    }

    private static boolean isOfAWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }
}
