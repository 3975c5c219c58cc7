package io.copyflow.desk.index;

import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The newsroom in figures: what waits now, and how long steps took that were over within a window of time.
 *
 * @param languages what is to be seen of each, the longest queue first
 * @param whole the same of all languages together
 * @param hours what was done in each slot of the window, the oldest first
 */
public record Wall(Instant now, Duration window, List<Row> languages, Row whole, List<Slot> hours) {

    private static final int SLOTS = 24;

    /**
     * One language, or all.
     *
     * @param standing how many versions stand so
     * @param overdue translations that are late
     * @param owed corrections that are owed
     * @param versionsOwingLate versions with one of them overdue; each counts once, however many it owes
     * @param took for each step that was gone
     */
    public record Row(
            String language,
            Map<Standing, Integer> standing,
            int overdue,
            int owed,
            int versionsOwingLate,
            Map<Step, Figures> took) {

        public int count(Standing... some) {
            return Arrays.stream(some)
                    .mapToInt(each -> standing.getOrDefault(each, 0))
                    .sum();
        }

        public int inWork() {
            return count(
                    Standing.QUEUED,
                    Standing.CLAIMED,
                    Standing.IN_REVIEW,
                    Standing.APPROVED,
                    Standing.GLASS_BROKEN,
                    Standing.CLEARED,
                    Standing.HELD);
        }

        /** Null where none was gone. */
        public @Nullable Figures figures(Step step) {
            return took.get(step);
        }
    }

    /**
     * Lengths of a step.
     *
     * @param p95 as long as 95 of 100 took at most
     */
    public record Figures(int count, Duration median, Duration p95) {}

    /**
     * A stretch of the window.
     *
     * @param translated how many translations were handed in
     * @param released how many versions were released for the first time
     */
    public record Slot(Instant from, int translated, int released) {}

    static Wall of(IndexSearcher searcher, Instant now, Duration window) throws IOException {
        Adding adding = new Adding(now, window);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            adding.read(leaf.reader());
        }
        return adding.build();
    }

    private static final class Counting {

        final int[] standing = new int[Standing.values().length];
        final Map<Step, List<Long>> took = new EnumMap<>(Step.class);
        int overdue;
        int owed;
        int versionsOwingLate;

        void took(Step step, long millis) {
            took.computeIfAbsent(step, any -> new ArrayList<>()).add(millis);
        }

        Row row(String language) {
            Map<Standing, Integer> stands = new EnumMap<>(Standing.class);
            for (Standing each : Standing.values()) {
                if (standing[each.ordinal()] > 0) {
                    stands.put(each, standing[each.ordinal()]);
                }
            }
            Map<Step, Figures> figures = new EnumMap<>(Step.class);
            took.forEach((step, all) -> figures.put(step, figures(all)));
            return new Row(language, stands, overdue, owed, versionsOwingLate, figures);
        }

        private static Figures figures(List<Long> all) {
            long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Figures(
                    sorted.length,
                    Duration.ofMillis(sorted[(sorted.length - 1) / 2]),
                    Duration.ofMillis(sorted[(int) Math.ceil(sorted.length * 0.95) - 1]));
        }
    }

    private static final class Adding {

        private final Instant now;
        private final Duration window;
        private final long from;
        private final Map<String, Counting> languages = new HashMap<>();
        private final Counting whole = new Counting();
        private final int[] translated = new int[SLOTS];
        private final int[] released = new int[SLOTS];

        Adding(Instant now, Duration window) {
            this.now = now;
            this.window = window;
            this.from = now.minus(window).toEpochMilli();
        }

        void read(LeafReader leaf) throws IOException {
            NumericDocValues stands = DocValues.getNumeric(leaf, States.STANDS);
            SortedDocValues language = DocValues.getSorted(leaf, States.TASK_LANGUAGE);
            NumericDocValues due = DocValues.getNumeric(leaf, States.TASK_DUE);
            NumericDocValues owes = DocValues.getNumeric(leaf, States.OWES);
            NumericDocValues owesBy = DocValues.getNumeric(leaf, States.OWES_BY);
            Map<Step, NumericDocValues> lengths = new EnumMap<>(Step.class);
            Map<Step, NumericDocValues> ends = new EnumMap<>(Step.class);
            for (Step step : Step.values()) {
                lengths.put(step, DocValues.getNumeric(leaf, States.length(step)));
                ends.put(step, DocValues.getNumeric(leaf, States.end(step)));
            }
            Bits alive = leaf.getLiveDocs();
            while (stands.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
                int document = stands.docID();
                if ((alive != null && !alive.get(document)) || !language.advanceExact(document)) {
                    continue;
                }
                Counting row = languages.computeIfAbsent(
                        language.lookupOrd(language.ordValue()).utf8ToString(), any -> new Counting());
                row.standing[(int) stands.longValue()]++;
                whole.standing[(int) stands.longValue()]++;
                if (due.advanceExact(document) && due.longValue() < now.toEpochMilli()) {
                    row.overdue++;
                    whole.overdue++;
                }
                if (owes.advanceExact(document) && owesBy.advanceExact(document)) {
                    owe(row, owes.longValue(), owesBy.longValue());
                    owe(whole, owes.longValue(), owesBy.longValue());
                }
                for (Step step : Step.values()) {
                    took(row, step, document, ends.get(step), lengths.get(step));
                }
            }
        }

        private void owe(Counting row, long count, long by) {
            row.owed += (int) count;
            row.versionsOwingLate += by <= now.toEpochMilli() ? 1 : 0;
        }

        private void took(
                Counting row,
                Step step,
                int document,
                @Nullable NumericDocValues ends,
                @Nullable NumericDocValues lengths)
                throws IOException {
            if (ends == null || lengths == null || !ends.advanceExact(document) || !lengths.advanceExact(document)) {
                return;
            }
            long end = ends.longValue();
            if (end < from || end > now.toEpochMilli()) {
                return;
            }
            row.took(step, lengths.longValue());
            whole.took(step, lengths.longValue());
            int slot = (int) Math.min(SLOTS - 1, (end - from) * SLOTS / Math.max(1, window.toMillis()));
            if (step == Step.TRANSLATION) {
                translated[slot]++;
            } else if (step == Step.WHOLE) {
                released[slot]++;
            }
        }

        Wall build() {
            List<Row> rows = new ArrayList<>();
            languages.forEach((language, counting) -> rows.add(counting.row(language)));
            rows.sort(Comparator.comparing(Row::inWork).reversed().thenComparing(Row::language));
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < SLOTS; i++) {
                slots.add(new Slot(
                        Instant.ofEpochMilli(from + window.toMillis() * i / SLOTS), translated[i], released[i]));
            }
            return new Wall(now, window, rows, whole.row(""), slots);
        }
    }
}
