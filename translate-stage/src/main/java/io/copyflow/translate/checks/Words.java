package io.copyflow.translate.checks;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, found by Unicode's rules and dictionaries. For one thread.
 *
 * <p>Words are compared folded, by {@link Folding}.
 */
final class Words {

    /**
     * A word.
     *
     * @param start in UTF-16 units of the text
     * @param end exclusive
     */
    record Word(String written, String folded, int start, int end) {}

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int BEGINNING = 3;

    private final String text;
    private final Language language;
    private final List<Word> inOrder;
    private final Set<String> folded;
    private @Nullable String running;
    private @Nullable NavigableSet<String> sorted;
    private @Nullable Set<String> near;

    private Words(String text, Language language, List<Word> inOrder) {
        this.text = text;
        this.language = language;
        this.inOrder = inOrder;
        this.folded = HashSet.newHashSet(inOrder.size());
        for (Word word : inOrder) {
            folded.add(word.folded());
        }
    }

    static Words of(String text, Language language) {
        List<Word> words = new ArrayList<>();
        if (!language.hasUsualWords() || !PlainWords.find(text, (start, end) -> add(words, text, start, end))) {
            words.clear();
            addByRules(words, text, language.wordBreaks());
        }
        return new Words(text, language, words);
    }

    private static void addByRules(List<Word> words, String text, BreakIterator breaks) {
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_LETTER) {
                add(words, text, start, end);
            }
        }
    }

    /** Unicode keeps l'eau and Sainsbury's together; what is said here of words is said of their parts. */
    private static void add(List<Word> words, String text, int start, int end) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '\'' || text.charAt(i) == '’') {
                if (i > from) {
                    String written = text.substring(from, i);
                    words.add(new Word(written, Folding.fold(written), from, i));
                }
                from = i + 1;
            }
        }
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
            return running().contains(phrase.folded());
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
            return running().contains(phrase.folded());
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
        if (running == null) {
            running = language.isSpaced() ? "" : Folding.fold(text).replace(" ", "");
        }
        return running;
    }
}
