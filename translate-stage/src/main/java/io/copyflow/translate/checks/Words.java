package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The words of a text, found by Unicode's rules and dictionaries. For one thread.
 *
 * <p>Words are compared folded: without case, accents, vowel signs of Arabic and Hebrew, and invisible characters.
 */
final class Words {

    /**
     * A word.
     *
     * @param start in UTF-16 units of the text
     * @param end exclusive
     */
    record Word(String written, String folded, int start, int end) {}

    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private final Language language;
    private final List<Word> inOrder;
    private final NavigableSet<String> folded = new TreeSet<>();
    private final String running;

    private Words(Language language, List<Word> inOrder, String running) {
        this.language = language;
        this.inOrder = inOrder;
        this.running = running;
        inOrder.forEach(word -> folded.add(word.folded()));
    }

    static Words of(String text, Language language) {
        List<Word> words = new ArrayList<>();
        BreakIterator breaks = language.wordBreaks();
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_LETTER) {
                add(words, text, start, end);
            }
        }
        return new Words(language, words, language.isSpaced() ? "" : fold(text).replace(" ", ""));
    }

    /** Unicode keeps l'eau and Sainsbury's together; what is said here of words is said of their parts. */
    private static void add(List<Word> words, String text, int start, int end) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '\'' || text.charAt(i) == '’') {
                if (i > from) {
                    String written = text.substring(from, i);
                    words.add(new Word(written, fold(written), from, i));
                }
                from = i + 1;
            }
        }
    }

    static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String apart = NFD.normalize(text);
        StringBuilder kept = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (!isFoldedAway(c)) {
                kept.append(
                        switch (c) {
                            case 'ى' -> 'ي';
                            case 'ة' -> 'ه';
                            default -> c;
                        });
            }
        }
        return UCharacter.foldCase(NFC.normalize(kept), true);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFoldedAway(char c) {
        return c >= 0x300 && c <= 0x36F // accents
                || c >= 0x591 && c <= 0x5C7 // Hebrew points
                || c >= 0x64B && c <= 0x65F // Arabic vowel signs and hamzas
                || c == 0x670
                || c == 0x640 // tatweel
                || c == 0xAD
                || c >= 0x200B && c <= 0x200F
                || c == 0x2060;
    }

    /** The folded words of a short phrase in a language that sets words apart. */
    static List<String> parts(String phrase) {
        return Arrays.stream(fold(phrase).split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Words side by side, as one text to compare. */
    static String folded(List<Word> words, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(words.get(i).folded()).append(' ');
        }
        return text.toString();
    }

    List<Word> inOrder() {
        return inOrder;
    }

    /** Whether the text has every word of a phrase, in whatever form and order. */
    boolean haveAll(String phrase) {
        if (!language.isSpaced()) {
            return running.contains(fold(phrase).replace(" ", ""));
        }
        return parts(phrase).stream().allMatch(this::have);
    }

    /** Whether the text most likely has a phrase: its words, in forms near to the given ones. */
    boolean haveClosely(String phrase) {
        if (!language.isSpaced()) {
            return haveAll(phrase);
        }
        return parts(phrase).stream()
                .allMatch(form ->
                        folded.stream().anyMatch(word -> language.inflection().isClose(form, word)));
    }

    private boolean have(String form) {
        Inflection inflection = language.inflection();
        return switch (inflection) {
            case CLITIC, COMPOUNDING, PREFIXING -> folded.stream().anyMatch(word -> inflection.matches(form, word));
            case UNSPACED, ISOLATING, LIGHT, FUSIONAL, SUFFIXING -> {
                String stem = inflection.stem(form);
                for (String word : folded.tailSet(stem)) {
                    if (!word.startsWith(stem)) {
                        yield false;
                    }
                    if (inflection.matches(form, word)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    /** The text in one piece, folded and without spaces; empty for a language that sets words apart. */
    String running() {
        return running;
    }
}
