package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import io.copyflow.translate.checks.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds phrases of one language in texts of it, by their first words, so that thousands of phrases cost little. Where
 * two lie on one stretch of text, the longer counts.
 *
 * @param <T> what a phrase stands for
 */
final class PhraseIndex<T> {

    private record Phrase<T>(String written, List<String> parts, T meaning) {}

    private static final int KEY = 3;
    private static final Comparator<Phrase<?>> LONGEST_FIRST = Comparator.comparing(
                    (Phrase<?> phrase) -> phrase.parts().getFirst().length())
            .reversed();

    private final Language language;
    private final Map<String, List<Phrase<T>>> byKey = new HashMap<>();
    private final List<Phrase<T>> running = new ArrayList<>();

    PhraseIndex(Language language) {
        this.language = language;
    }

    void add(String written, T meaning) {
        List<String> parts = Wording.of(written).parts();
        if (parts.isEmpty()) {
            return;
        }
        if (language.isSpaced()) {
            String first = language.inflection().bare(parts.getFirst());
            byKey.computeIfAbsent(key(first), key -> new ArrayList<>()).add(new Phrase<>(written, parts, meaning));
        } else {
            Phrase<T> phrase = new Phrase<>(written, List.of(String.join("", parts)), meaning);
            int place = Collections.binarySearch(running, phrase, LONGEST_FIRST);
            running.add(place < 0 ? -place - 1 : place, phrase);
        }
    }

    /** What occurs, each once. */
    Set<T> in(Words words) {
        if (byKey.isEmpty() && running.isEmpty()) {
            return Set.of();
        }
        return language.isSpaced() ? spaced(words.inOrder()) : running(words.running());
    }

    private static String key(String word) {
        return word.substring(0, Math.min(KEY, word.length()));
    }

    private Set<T> spaced(List<Word> words) {
        Set<T> found = new LinkedHashSet<>();
        int i = 0;
        while (i < words.size()) {
            Phrase<T> longest = longestAt(words, i);
            if (longest != null) {
                found.add(longest.meaning());
            }
            i += longest == null ? 1 : longest.parts().size();
        }
        return found;
    }

    private @Nullable Phrase<T> longestAt(List<Word> words, int place) {
        Phrase<T> longest = null;
        for (String variant : language.inflection().variants(words.get(place).folded())) {
            for (Phrase<T> phrase : byKey.getOrDefault(key(variant), List.of())) {
                if ((longest == null || phrase.parts().size() > longest.parts().size()) && isAt(words, place, phrase)) {
                    longest = phrase;
                }
            }
        }
        return longest;
    }

    private boolean isAt(List<Word> words, int place, Phrase<T> phrase) {
        int length = phrase.parts().size();
        if (place + length > words.size() || !hasCaseOf(words.subList(place, place + length), phrase.written())) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!language.inflection()
                    .isClose(phrase.parts().get(i), words.get(place + i).folded())) {
                return false;
            }
        }
        return true;
    }

    /** US is not us, and Polish is not polish. */
    private static boolean hasCaseOf(List<Word> words, String phrase) {
        if (phrase.codePoints().allMatch(UCharacter::isUUppercase)) {
            return words.getFirst().written().startsWith(phrase);
        }
        return !UCharacter.isUUppercase(phrase.codePointAt(0))
                || UCharacter.isUUppercase(words.getFirst().written().codePointAt(0));
    }

    private Set<T> running(String text) {
        Set<T> found = new LinkedHashSet<>();
        StringBuilder left = new StringBuilder(text);
        for (Phrase<T> phrase : running) {
            String part = phrase.parts().getFirst();
            for (int at = left.indexOf(part); at >= 0; at = left.indexOf(part, at + part.length())) {
                found.add(phrase.meaning());
                left.replace(at, at + part.length(), "\uFFFF".repeat(part.length()));
            }
        }
        return found;
    }
}
