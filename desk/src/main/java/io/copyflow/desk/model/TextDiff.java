package io.copyflow.desk.model;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a text changed, segment by segment and word by word, as the language has words. */
public final class TextDiff {

    private TextDiff() {}

    /** Whether words were there before, are there now, or both. */
    public enum Kind {
        KEPT,
        GONE,
        NEW
    }

    public record Stretch(Kind kind, String text) {}

    /**
     * A segment of either text.
     *
     * @param line as it is now, or as it was where it is gone
     * @param words what was kept, is gone, is new, in order
     * @param marksOnly whether the words are the same, but not what is marked of them
     */
    public record Segment(Line line, List<Stretch> words, boolean marksOnly) {

        public boolean isChanged() {
            return marksOnly || words.stream().anyMatch(stretch -> stretch.kind != Kind.KEPT);
        }
    }

    /** The segments of the newer text in its order, then those that are gone. */
    public static List<Segment> of(VersionText before, VersionText after, String language) {
        Map<String, Line> old = byId(before);
        Map<String, Line> now = byId(after);
        Set<String> ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(old.keySet());
        List<Segment> segments = new ArrayList<>();
        for (String id : ids) {
            Line was = old.get(id);
            Line is = now.get(id);
            Line shown = is == null ? was : is;
            if (shown != null) {
                segments.add(new Segment(
                        shown,
                        words(text(was), text(is), language),
                        was != null
                                && is != null
                                && was.text().equals(is.text())
                                && !was.marks().equals(is.marks())));
            }
        }
        return segments;
    }

    /** What was kept, is gone, is new between two texts. */
    public static List<Stretch> words(String before, String after, String language) {
        List<Stretch> words = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(split(before, language), split(after, language), true)
                .getDeltas()) {
            String gone = String.join("", delta.getSource().getLines());
            String here = String.join("", delta.getTarget().getLines());
            if (delta.getType() == DeltaType.EQUAL) {
                words.add(new Stretch(Kind.KEPT, gone));
                continue;
            }
            if (!gone.isEmpty()) {
                words.add(new Stretch(Kind.GONE, gone));
            }
            if (!here.isEmpty()) {
                words.add(new Stretch(Kind.NEW, here));
            }
        }
        return words;
    }

    private static Map<String, Line> byId(VersionText text) {
        Map<String, Line> lines = new LinkedHashMap<>();
        text.lines().forEach(line -> lines.put(line.id(), line));
        return lines;
    }

    private static String text(@Nullable Line line) {
        return line == null ? "" : line.text();
    }

    private static List<String> split(String text, String language) {
        List<String> words = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.forLanguageTag(language));
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }
}
