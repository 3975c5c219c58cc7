package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int BEGINNING = 3;

    private final Language language;
    private final List<Word> inOrder;
    private final Set<String> folded = new HashSet<>();
    private final String running;
    private @Nullable NavigableSet<String> sorted;
    private @Nullable Set<String> near;

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

    /** The words of a short folded phrase in a language that sets words apart. */
    static List<String> parts(String folded) {
        return Arrays.stream(BETWEEN.split(folded))
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

    /** Whether both are the same words, in one order. */
    static boolean areSame(List<Word> one, List<Word> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).folded().equals(other.get(i).folded())) {
                return false;
            }
        }
        return true;
    }

    /** All of them, each once. */
    Set<String> folded() {
        return folded;
    }

    /** Whether the text has every word of a phrase, in whatever form and order. */
    boolean haveAll(Wording phrase) {
        if (!language.isSpaced()) {
            return running.contains(phrase.folded());
        }
        for (String part : phrase.parts()) {
            if (!have(part)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text most likely has a phrase: its words, in forms near to the given ones. */
    boolean haveClosely(Wording phrase) {
        if (!language.isSpaced()) {
            return running.contains(phrase.folded());
        }
        for (String part : phrase.parts()) {
            if (!haveClosely(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean haveClosely(String form) {
        Inflection inflection = language.inflection();
        if (inflection == Inflection.CLITIC) {
            return near().contains(inflection.bare(form));
        }
        if (form.length() > BEGINNING && !near().contains(beginning(form))) {
            return false;
        }
        for (String word : folded) {
            if (inflection.isClose(form, word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What rules out most forms at a glance: what the words can be without the small words written together with them,
     * or their beginnings, which no near form changes.
     */
    private Set<String> near() {
        if (near == null) {
            near = new HashSet<>();
            for (String word : folded) {
                if (language.inflection() == Inflection.CLITIC) {
                    near.addAll(language.inflection().variants(word));
                } else {
                    near.add(beginning(word));
                }
            }
        }
        return near;
    }

    private static String beginning(String word) {
        return word.length() <= BEGINNING ? word : word.substring(0, BEGINNING);
    }

    private NavigableSet<String> sorted() {
        if (sorted == null) {
            sorted = new TreeSet<>(folded);
        }
        return sorted;
    }

    private boolean have(String form) {
        Inflection inflection = language.inflection();
        return switch (inflection) {
            case CLITIC, COMPOUNDING, PREFIXING -> folded.stream().anyMatch(word -> inflection.matches(form, word));
            case UNSPACED, ISOLATING, LIGHT, FUSIONAL, SUFFIXING -> {
                String stem = inflection.stem(form);
                for (String word : sorted().tailSet(stem)) {
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
