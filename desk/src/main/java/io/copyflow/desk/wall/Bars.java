package io.copyflow.desk.wall;

import io.copyflow.desk.index.Wall;
import java.util.ArrayList;
import java.util.List;

/** Where the stretches of bars lie: one bar a language, one stretch for each heap. Units are of the drawing. */
public record Bars(List<Wall.Row> rows) {

    static final int WIDTH = 600;

    public record Piece(String heap, int count, double x, double width) {}

    public int width() {
        return WIDTH;
    }

    public List<Piece> pieces(Wall.Row row) {
        double scale = (double) WIDTH / longest();
        List<Piece> pieces = new ArrayList<>();
        double x = 0;
        for (WallPage.Heap heap : WallPage.Heap.values()) {
            int count = heap.count(row);
            if (count > 0) {
                pieces.add(new Piece(heap.label(), count, x, count * scale));
                x += count * scale;
            }
        }
        return pieces;
    }

    private int longest() {
        return rows.stream().mapToInt(Wall.Row::inWork).reduce(1, Math::max);
    }
}
