package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import io.copyflow.translate.checks.Words.Word;
import java.util.ArrayList;
import java.util.BitSet;
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

    /** Where in a text a phrase without spaces lies. */
    private record Place<T>(int start, String part, T meaning) {}

    private static final int KEY = 3;

    private final Language language;
    private final Map<String, List<Phrase<T>>> byKey = new HashMap<>();

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
            String whole = String.join("", parts);
            byKey.computeIfAbsent(key(whole), key -> new ArrayList<>())
                    .add(new Phrase<>(written, List.of(whole), meaning));
        }
    }

    /** What occurs, each once. */
    Set<T> in(Words words) {
        if (byKey.isEmpty()) {
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

    /** Longer phrases first, each from the left. */
    private Set<T> running(String text) {
        List<Place<T>> places = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            for (int length = 1; length <= Math.min(KEY, text.length() - at); length++) {
                for (Phrase<T> phrase : byKey.getOrDefault(text.substring(at, at + length), List.of())) {
                    String part = phrase.parts().getFirst();
                    if (text.startsWith(part, at)) {
                        places.add(new Place<>(at, part, phrase.meaning()));
                    }
                }
            }
        }
        places.sort(
                Comparator.comparing((Place<T> place) -> place.part().length()).reversed());
        Set<T> found = new LinkedHashSet<>();
        BitSet taken = new BitSet(text.length());
        for (Place<T> place : places) {
            int end = place.start() + place.part().length();
            int free = taken.nextSetBit(place.start());
            if (free < 0 || free >= end) {
                taken.set(place.start(), end);
                found.add(place.meaning());
            }
        }
        return found;
    }
}
