package io.copyflow.translate.exchange;

import com.ibm.icu.text.Normalizer2;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.TextRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the text and inline codes of one segment in the order a file has them, and makes a passage of them.
 *
 * <p>White space that holds a line break or tab is the file's layout: it becomes one space, and nothing at the ends.
 * Plain spaces stay. Control characters, direction overrides and the like are taken out and told; the text is brought to NFC. Source:
 * docs/semantics.md, rule 3.
 */
final class MarkedText {

    private static final Comparator<Mark> READING_ORDER = Comparator.comparingInt(Mark::start)
            .thenComparing(Comparator.comparingInt(Mark::end).reversed());

    private final StringBuilder raw = new StringBuilder();
    private final Map<String, Span> open = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private int length;
    private int leftOut;

    /** A stretch of the raw text, in code points; its end is -1 while it is open. */
    private static final class Span {
        private final @Nullable Meaning meaning;
        private final int start;
        private int end = -1;

        Span(@Nullable Meaning meaning, int start) {
            this.meaning = meaning;
            this.start = start;
        }
    }

    /**
     * What was gathered.
     *
     * @param leftOut how many inline codes have no meaning here; a pair counts once
     * @param removed characters taken out, such as {@code U+202E}
     */
    record Gathered(Passage passage, int leftOut, Set<String> removed) {}

    void text(String text) {
        raw.append(text);
        length += text.codePointCount(0, text.length());
    }

    /**
     * A paired code begins.
     *
     * @param key what its end will name
     * @param meaning null when it has none here
     * @return false when one of that key is open already
     */
    boolean open(String key, @Nullable Meaning meaning) {
        Span span = new Span(meaning, length);
        if (open.putIfAbsent(key, span) != null) {
            return false;
        }
        spans.add(span);
        return true;
    }

    /** A paired code ends; false when none of that key is open. */
    boolean close(String key) {
        Span span = open.remove(key);
        if (span == null) {
            return false;
        }
        span.end = length;
        return true;
    }

    /** Whether every paired code has ended. */
    boolean isBalanced() {
        return open.isEmpty();
    }

    /** A code that stands alone. */
    void leaveOut() {
        leftOut++;
    }

    /** How many UTF-16 units were gathered. */
    int size() {
        return raw.length();
    }

    /** The first control character that is no white space, such as {@code U+0001}; null when there is none. */
    @Nullable
    String controlCharacter() {
        return raw.codePoints()
                .filter(c -> !isWhite(c) && (Character.isISOControl(c) || isSurrogate(c)))
                .mapToObj(MarkedText::named)
                .findFirst()
                .orElse(null);
    }

    /** The passage. A code that was never closed counts as left out. */
    Gathered gathered(String id) {
        int[] points = raw.codePoints().toArray();
        int[] places = new int[points.length + 1];
        int[] kept = new int[points.length];
        Set<String> removed = new TreeSet<>();
        int size = 0;
        int i = 0;
        while (i < points.length) {
            int end = i;
            boolean layout = false;
            while (end < points.length && isWhite(points[end])) {
                layout |= points[end] != ' ';
                end++;
            }
            if (layout) {
                Arrays.fill(places, i, end, size);
                if (size > 0 && end < points.length) {
                    kept[size++] = ' ';
                }
                i = end;
                continue;
            }
            places[i] = size;
            if (TextRules.isForbidden(points[i])) {
                removed.add(named(points[i]));
            } else {
                kept[size++] = points[i];
            }
            i++;
        }
        places[points.length] = size;
        String clean = new String(kept, 0, size);
        Composed composed = composed(clean, size);
        int unmeant = 0;
        List<Mark> marks = new ArrayList<>();
        for (Span span : spans) {
            Meaning meaning = span.meaning;
            if (meaning == null || span.end < 0) {
                unmeant++;
                continue;
            }
            int start = composed.places()[places[span.start]];
            int to = composed.places()[places[span.end]];
            if (start < to) {
                marks.add(new Mark(meaning.kind(), start, to, meaning.target()));
            }
        }
        marks.sort(READING_ORDER);
        return new Gathered(new Passage(id, composed.text(), marks), leftOut + unmeant, removed);
    }

    /** Marks in the order every file and passage has them: by their start, the longer one first. */
    static List<Mark> inReadingOrder(List<Mark> marks) {
        return marks.stream().sorted(READING_ORDER).toList();
    }

    /**
     * A text in NFC.
     *
     * @param places for each code point it had before, and its end, where that is now; a place inside what is one
     *     character now moves to its end
     */
    private record Composed(String text, int[] places) {}

    private static Composed composed(String text, int length) {
        int[] places = new int[length + 1];
        Normalizer2 nfc = Normalizer2.getNFCInstance();
        if (nfc.isNormalized(text)) {
            Arrays.setAll(places, i -> i);
            return new Composed(text, places);
        }
        int[] points = text.codePoints().toArray();
        StringBuilder composed = new StringBuilder(text.length());
        int size = 0;
        int i = 0;
        while (i < points.length) {
            int end = i + 1;
            while (end < points.length && !nfc.hasBoundaryBefore(points[end])) {
                end++;
            }
            String stretch = nfc.normalize(new String(points, i, end - i));
            places[i] = size;
            size += stretch.codePointCount(0, stretch.length());
            Arrays.fill(places, i + 1, end, size);
            composed.append(stretch);
            i = end;
        }
        places[length] = size;
        return new Composed(composed.toString(), places);
    }

    private static boolean isWhite(int c) {
        return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static String named(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }
}
