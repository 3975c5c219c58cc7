package io.copyflow.desk.wall;

import io.copyflow.desk.index.Wall;
import io.copyflow.desk.model.Step;
import java.time.Duration;
import java.util.List;

/** Where the lengths of a step lie: for each language a span from the median to what 95 of 100 took at most. */
public record Spans(List<Wall.Row> all, Step step) {

    private static final int WIDTH = 600;

    public List<Wall.Row> rows() {
        return all.stream().filter(row -> row.figures(step) != null).toList();
    }

    public int width() {
        return WIDTH;
    }

    public double x(Duration length) {
        return Math.max(3, length.toMillis() * (double) WIDTH / longest());
    }

    private long longest() {
        long longest = 1;
        for (Wall.Row row : all) {
            Wall.Figures figures = row.figures(step);
            if (figures != null) {
                longest = Math.max(longest, figures.p95().toMillis());
            }
        }
        return longest;
    }
}
