package io.copyflow.desk.wall;

import io.copyflow.desk.index.Wall;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.Step;
import io.copyflow.desk.web.Frame;
import java.util.List;

/**
 * The wallboard.
 *
 * @param week whether it shows a week, not a day
 */
public record WallPage(Frame frame, Wall wall, boolean week) {

    private static final int MOST_LANGUAGES = 16;

    /** What waits, in the order of a version's way. */
    public enum Heap {
        QUEUED(Standing.QUEUED),
        CLAIMED(Standing.CLAIMED),
        IN_REVIEW(Standing.IN_REVIEW),
        APPROVED(Standing.APPROVED, Standing.GLASS_BROKEN),
        CLEARED(Standing.CLEARED, Standing.HELD);

        private final Standing[] standings;

        Heap(Standing... standings) {
            this.standings = standings;
        }

        public String label() {
            return standings[0].label();
        }

        public int count(Wall.Row row) {
            return row.count(standings);
        }
    }

    public List<Heap> heaps() {
        return List.of(Heap.values());
    }

    public List<Step> steps() {
        return List.of(Step.values());
    }

    /** Languages with anything to show. */
    public List<Wall.Row> rows() {
        return wall.languages().stream()
                .filter(row -> row.inWork() > 0 || !row.took().isEmpty())
                .limit(MOST_LANGUAGES)
                .toList();
    }

    public Bars bars() {
        return new Bars(rows().stream().filter(row -> row.inWork() > 0).toList());
    }

    public Columns columns() {
        return new Columns(wall.hours());
    }

    public Spans spans(Step step) {
        return new Spans(rows(), step);
    }

    public String address() {
        return "/wall/figures" + (week ? "?window=week" : "");
    }
}
