package io.copyflow.ingest.gateway;

import com.ibm.icu.text.Normalizer2;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.TextRules;
import io.copyflow.runtime.UnreadableInputException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text made fit to be a segment's, with where each of its code points went. Source: docs/semantics.md, rule 3.
 *
 * <p>Control characters and the embeddings, overrides and isolates of direction are removed; runs of ASCII white space
 * and line breaks become one space, none at the ends; the whole is brought to NFC. Takes time in proportion to the text.
 */
final class CleanText {

    private final String text;
    /** For each code point of the raw text, and its end, the code point of the clean text it begins. */
    private final int[] places;

    private final Set<String> removed;

    private CleanText(String text, int[] places, Set<String> removed) {
        this.text = text;
        this.places = places;
        this.removed = removed;
    }

    static CleanText of(String raw) {
        int[] from = raw.codePoints().toArray();
        int[] places = new int[from.length + 1];
        int[] kept = new int[from.length];
        Set<String> removed = new TreeSet<>();
        int length = 0;
        boolean space = false;
        for (int i = 0; i < from.length; i++) {
            int c = from[i];
            if (isFoldable(c)) {
                places[i] = length;
                space = length > 0;
            } else if (TextRules.isForbidden(c)) {
                places[i] = length;
                if (c != 0xFEFF) {
                    removed.add(String.format(Locale.ROOT, "U+%04X", c));
                }
            } else if (length == 0 && isBlankAtEnds(c)) {
                places[i] = 0;
            } else {
                if (space) {
                    kept[length++] = ' ';
                    space = false;
                }
                places[i] = length;
                kept[length++] = c;
            }
        }
        while (length > 0 && (kept[length - 1] == ' ' || isBlankAtEnds(kept[length - 1]))) {
            length--;
        }
        places[from.length] = length;
        for (int i = 0; i < from.length; i++) {
            places[i] = Math.min(places[i], length);
        }
        return new CleanText(new String(kept, 0, length), places, removed).normalised();
    }

    String text() {
        return text;
    }

    boolean isBlank() {
        return TextRules.isBlank(text);
    }

    /** The characters that were taken out because they could disguise the text, such as {@code U+202E}. */
    Set<String> removed() {
        return removed;
    }

    /** How many code points the raw text had. */
    int rawLength() {
        return places.length - 1;
    }

    /** Marks of the raw text on the clean one; a mark with nothing left in it is left out. */
    List<Mark> marks(List<Mark> raw) {
        if (raw.isEmpty()) {
            return List.of();
        }
        int[] clean = text.codePoints().toArray();
        List<Mark> marks = new ArrayList<>(raw.size());
        for (Mark mark : raw) {
            int start = places[mark.start()];
            int end = places[mark.end()];
            // at most one space at either side, as runs were folded
            if (start < end && clean[start] == ' ') {
                start++;
            }
            if (start < end && clean[end - 1] == ' ') {
                end--;
            }
            if (start < end) {
                marks.add(new Mark(mark.kind(), start, end, mark.target()));
            }
        }
        marks.sort(Comparator.comparingInt(Mark::start)
                .thenComparing(Comparator.comparingInt(Mark::end).reversed()));
        return marks;
    }

    /** Each stretch between boundaries is normalised by itself; a place inside one moves to its end. */
    private CleanText normalised() {
        Refusal piled = TextRules.piledMarks(text, "a text");
        if (piled != null) {
            throw new UnreadableInputException(piled.code(), piled.sentence());
        }
        if (Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return this;
        }
        Normalizer2 nfc = Normalizer2.getNFCInstance();
        int[] from = text.codePoints().toArray();
        int[] moved = new int[from.length + 1];
        StringBuilder out = new StringBuilder(text.length());
        int length = 0;
        int i = 0;
        while (i < from.length) {
            int end = i + 1;
            while (end < from.length && !nfc.hasBoundaryBefore(from[end])) {
                end++;
            }
            String stretch = nfc.normalize(new String(from, i, end - i));
            moved[i] = length;
            length += stretch.codePointCount(0, stretch.length());
            for (int inside = i + 1; inside < end; inside++) {
                moved[inside] = length;
            }
            out.append(stretch);
            i = end;
        }
        moved[from.length] = length;
        int[] composed = new int[places.length];
        for (int p = 0; p < places.length; p++) {
            composed[p] = moved[places[p]];
        }
        return new CleanText(out.toString(), composed, removed);
    }

    private static boolean isFoldable(int c) {
        return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** No-break and ideographic spaces are text inside a line, but indentation at its ends. */
    private static boolean isBlankAtEnds(int c) {
        return c == 0xA0 || c == 0x3000;
    }
}
