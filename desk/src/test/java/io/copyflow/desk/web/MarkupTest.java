package io.copyflow.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void signs_become_marks_in_code_points() {
        Markup.Marked read =
                Markup.read("🌧 **Nine** days of __heavy__ rain, [the service](https://met.example/r) said.");

        assertThat(read.text()).isEqualTo("🌧 Nine days of heavy rain, the service said.");
        assertThat(read.marks())
                .containsExactly(
                        new Mark(Mark.Kind.STRONG, 2, 6, null),
                        new Mark(Mark.Kind.EMPHASIS, 15, 20, null),
                        new Mark(Mark.Kind.LINK, 27, 38, "https://met.example/r"));
    }

    @Test
    void marks_lie_inside_each_other() {
        Markup.Marked read = Markup.read("**all __of__ it** and [**a** link](https://x.example/)");

        assertThat(read.text()).isEqualTo("all of it and a link");
        assertThat(read.marks())
                .containsExactly(
                        new Mark(Mark.Kind.STRONG, 0, 9, null),
                        new Mark(Mark.Kind.EMPHASIS, 4, 6, null),
                        new Mark(Mark.Kind.LINK, 14, 20, "https://x.example/"),
                        new Mark(Mark.Kind.STRONG, 14, 15, null));
    }

    @Test
    void what_never_closes_and_what_leads_nowhere_is_text() {
        for (String text : List.of(
                "5 * 3",
                "snake_case and * and __",
                "a [note] here",
                "[bad](javascript:alert(1))",
                "[no] (https://x.example)")) {
            assertThat(Markup.read(text)).isEqualTo(new Markup.Marked(text, List.of()));
        }
        assertThat(Markup.read("\\*not\\* \\[this\\]").text()).isEqualTo("*not* [this]");
    }

    @Test
    void what_is_written_is_read_the_same() {
        Random random = new Random(7);
        String[] parts = {"**", "__", "*", "_", "[", "](https://x.example/)", "]", "word ", "字", "\\", "🌧", "(", ")"};
        for (int round = 0; round < 5_000; round++) {
            StringBuilder typed = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                typed.append(parts[random.nextInt(parts.length)]);
            }
            Markup.Marked first = Markup.read(typed.toString());
            if (MarkRules.refusal(first.text(), first.marks(), "it") == null) {
                assertThat(Markup.read(Markup.write(first.text(), first.marks())))
                        .as("%s as %s", typed, Markup.write(first.text(), first.marks()))
                        .isEqualTo(first);
            }
        }
    }
}
