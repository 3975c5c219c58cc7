package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.launcher.log.Table.Cell;
import io.copyflow.launcher.log.Table.Column;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Screen FILE = Screen.plain(80, ZoneOffset.UTC);

    @Test
    void columns_align_by_what_letters_take_on_a_screen() {
        Table table = new Table(List.of(Column.text("NAME"), Column.number("N"), Column.text("WHAT")))
                .row(Cell.of("李伟明"), Cell.of(7), Cell.of("wide"))
                .row(Cell.of("ภาษาไทย"), Cell.of(1000), Cell.of("combining"))
                .row(Cell.of("abc"), Cell.of(0), Cell.of("none"));

        assertThat(table.lines(FILE))
                .containsExactly(
                        "NAME        N  WHAT", "李伟明      7  wide", "ภาษาไทย  1000  combining", "abc         ·  none");
    }

    @Test
    void what_is_too_wide_is_cut_but_not_in_the_last_column() {
        Table table = new Table(List.of(Column.text("A", 6), Column.text("B", 6)))
                .row(Cell.of("简体中文版"), Cell.of("abcdefghij"));

        assertThat(table.lines(FILE)).containsExactly("A       B", "简体…   abcdefghij");
    }

    @Test
    void colours_and_isolates_take_no_room() {
        Screen terminal = new Screen(true, true, 80, ZoneOffset.UTC);
        Table table = new Table(List.of(Column.text("A"), Column.text("B")))
                .row(new Cell(PlainText.isolated("خبر"), Tone.GOOD), Cell.of("x"))
                .row(Cell.of("abcd"), Cell.of("y"));

        List<String> lines = table.lines(terminal);

        assertThat(lines.get(1)).isEqualTo("\u001b[32m\u2068خبر\u2069\u001b[39m   x");
        assertThat(lines.get(2)).isEqualTo("abcd  y");
    }

    @Test
    void a_cut_text_closes_its_isolates() {
        assertThat(PlainText.cut(PlainText.isolated("خبر عاجل جدا"), 6)).isEqualTo("\u2068خبر ع\u2069…");
    }
}
