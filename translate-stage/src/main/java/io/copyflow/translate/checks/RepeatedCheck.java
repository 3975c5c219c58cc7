package io.copyflow.translate.checks;

import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link CheckKind#REPEATED} */
final class RepeatedCheck implements Check {

    private static final int SHORTEST_STRETCH = 8;
    private static final int FEWEST_WORDS = 4;

    @Override
    public List<Warning> look(Pair pair) {
        List<Word> target = pair.target().words().inOrder();
        int at = repeated(pair.target().words());
        if (at < 0 || repeated(pair.source().words()) >= 0) {
            return List.of();
        }
        String found = pair.target().text().substring(target.get(at).start());
        return pair.warn(
                CheckKind.REPEATED,
                "The translation says this twice: “" + Pair.cut(found) + "”. Take one of them out.",
                null,
                found);
    }

    /** The first word of what comes a second time; -1 when nothing does. */
    private static int repeated(Words text) {
        List<Word> words = text.inOrder();
        int half = words.size() / 2;
        // whatever is said twice is made of words that are there again
        int again = words.size() - text.folded().size();
        int shortest = Math.min(half, SHORTEST_STRETCH);
        if (again < shortest || !hasStretchOfWordsThereAgain(words, shortest)) {
            return -1;
        }
        if (words.size() >= FEWEST_WORDS
                && words.size() % 2 == 0
                && Words.folded(words, 0, half).equals(Words.folded(words, half, words.size()))) {
            return half;
        }
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i + SHORTEST_STRETCH <= words.size(); i++) {
            Integer before = first.putIfAbsent(Words.folded(words, i, i + SHORTEST_STRETCH), i);
            if (before != null && before + SHORTEST_STRETCH <= i) {
                return i;
            }
        }
        return -1;
    }

    /** Whether so many words in a row are each in the text twice, in whatever order: few texts have them. */
    private static boolean hasStretchOfWordsThereAgain(List<Word> words, int length) {
        Set<String> once = HashSet.newHashSet(words.size());
        Set<String> again = new HashSet<>();
        for (Word word : words) {
            if (!once.add(word.folded())) {
                again.add(word.folded());
            }
        }
        int row = 0;
        for (Word word : words) {
            row = again.contains(word.folded()) ? row + 1 : 0;
            if (row >= length) {
                return true;
            }
        }
        return false;
    }
}
