package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link CheckKind#UNTRANSLATED} */
final class UntranslatedCheck implements Check {

    /** So many words in a row that both texts have are a stretch nobody translated, if enough of them are no names. */
    private static final int SHORTEST_STRETCH = 5;

    private static final int FEWEST_PLAIN_WORDS = 3;
    private static final int FEWEST_PLAIN_WORDS_OF_WHOLE = 2;

    @Override
    public List<Warning> look(Pair pair) {
        if (pair.isOneLanguage()) {
            return List.of();
        }
        List<Word> source = pair.source().words().inOrder();
        List<Word> target = pair.target().words().inOrder();
        if (Words.areSame(source, target)) {
            return source.size() >= SHORTEST_STRETCH || plainWords(source) >= FEWEST_PLAIN_WORDS_OF_WHOLE
                    ? pair.warn(
                            CheckKind.UNTRANSLATED,
                            "The text is the source's. Translate it, or tell the editor why it stays.",
                            null,
                            pair.target().text())
                    : List.of();
        }
        String stretch =
                hasSharedStretch(pair) ? stretch(source, target, pair.target().prose()) : null;
        return stretch == null
                ? List.of()
                : pair.warn(
                        CheckKind.UNTRANSLATED,
                        "Part of the text is the source's: “" + Pair.cut(stretch)
                                + "”. Translate it, or tell the editor why it stays.",
                        null,
                        stretch);
    }

    /** Whether so many words of the target stand in a row that the source has too, in whatever order. */
    private static boolean hasSharedStretch(Pair pair) {
        if (pair.shared().isEmpty()) {
            return false;
        }
        int row = 0;
        for (Word word : pair.target().words().inOrder()) {
            row = pair.shared().contains(word.folded()) ? row + 1 : 0;
            if (row == SHORTEST_STRETCH) {
                return true;
            }
        }
        return false;
    }

    /** The first long stretch of the target that the source has too; null when there is none. */
    private static @Nullable String stretch(List<Word> source, List<Word> target, String text) {
        Set<String> inSource = new HashSet<>();
        for (int i = 0; i + SHORTEST_STRETCH <= source.size(); i++) {
            inSource.add(Words.folded(source, i, i + SHORTEST_STRETCH));
        }
        int i = 0;
        while (i + SHORTEST_STRETCH <= target.size()) {
            int end = i;
            while (end + SHORTEST_STRETCH <= target.size()
                    && inSource.contains(Words.folded(target, end, end + SHORTEST_STRETCH))) {
                end++;
            }
            if (end > i) {
                List<Word> stretch = target.subList(i, end - 1 + SHORTEST_STRETCH);
                if (plainWords(stretch) >= FEWEST_PLAIN_WORDS && !isInBrackets(stretch, text)) {
                    return text.substring(
                            stretch.getFirst().start(), stretch.getLast().end());
                }
            }
            i = end + 1;
        }
        return null;
    }

    /** An original name is often given in brackets after its translation. */
    private static boolean isInBrackets(List<Word> stretch, String text) {
        int start = stretch.getFirst().start();
        return start > 0 && "(（[［".indexOf(text.charAt(start - 1)) >= 0;
    }

    /** Words that do not look like names or numbers. */
    private static long plainWords(List<Word> words) {
        return words.stream()
                .filter(word -> {
                    int first = word.written().codePointAt(0);
                    return UCharacter.isLetter(first)
                            && !UCharacter.isUUppercase(first)
                            && !UCharacter.isTitleCase(first);
                })
                .count();
    }
}
