package io.copyflow.launcher.log;

import io.copyflow.launcher.log.Screen.Tone;
import java.util.ArrayList;
import java.util.List;

/** Columns under their titles, aligned by what letters take on a screen. The last column is neither cut nor filled. */
final class Table {

    private static final String GAP = "  ";

    /**
     * @param isNumber aligned to the right
     * @param widest what is wider is cut
     */
    record Column(String title, boolean isNumber, int widest) {

        static Column text(String title) {
            return new Column(title, false, Integer.MAX_VALUE);
        }

        static Column text(String title, int widest) {
            return new Column(title, false, widest);
        }

        static Column number(String title) {
            return new Column(title, true, Integer.MAX_VALUE);
        }
    }

    record Cell(String text, Tone tone) {

        static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }

        static Cell of(long number) {
            return new Cell(number == 0 ? "·" : Long.toString(number), number == 0 ? Tone.FAINT : Tone.PLAIN);
        }
    }

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + cells.length + " cells");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The titles, then the rows. */
    List<String> lines(Screen screen) {
        int[] widths = columns.stream()
                .mapToInt(column -> PlainText.width(column.title()))
                .toArray();
        for (List<Cell> row : rows) {
            for (int n = 0; n < row.size(); n++) {
                int width = PlainText.width(row.get(n).text());
                widths[n] = Math.max(widths[n], Math.min(width, columns.get(n).widest()));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(
                columns.stream()
                        .map(column -> new Cell(column.title(), Tone.FAINT))
                        .toList(),
                widths,
                screen));
        rows.forEach(row -> lines.add(line(row, widths, screen)));
        return lines;
    }

    private String line(List<Cell> cells, int[] widths, Screen screen) {
        StringBuilder line = new StringBuilder();
        for (int n = 0; n < cells.size(); n++) {
            Cell cell = cells.get(n);
            boolean last = n == cells.size() - 1;
            boolean number = columns.get(n).isNumber();
            String text = last && !number ? cell.text() : PlainText.cut(cell.text(), widths[n]);
            String fill = last && !number ? "" : " ".repeat(widths[n] - PlainText.width(text));
            String shown = screen.show(text, cell.tone());
            line.append(n == 0 ? "" : GAP).append(number ? fill + shown : shown + fill);
        }
        return line.toString().stripTrailing();
    }
}
