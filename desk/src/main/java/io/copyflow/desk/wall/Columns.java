package io.copyflow.desk.wall;

import io.copyflow.desk.index.Wall;
import java.util.List;

/** Where the columns of a trend lie: two for each slot, what was translated and what was released. */
public record Columns(List<Wall.Slot> slots) {

    private static final int SLOT = 25;
    private static final int HEIGHT = 120;

    public int width() {
        return slots.size() * SLOT;
    }

    public int height() {
        return HEIGHT;
    }

    public int x(int n) {
        return n * SLOT;
    }

    /** How high a column is. */
    public double high(int count) {
        return count == 0 ? 0 : Math.max(2, (double) count * HEIGHT / most());
    }

    public int most() {
        return Math.max(
                1,
                slots.stream()
                        .mapToInt(slot -> Math.max(slot.translated(), slot.released()))
                        .max()
                        .orElse(1));
    }
}
