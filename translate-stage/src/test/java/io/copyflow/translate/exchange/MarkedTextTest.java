package io.copyflow.translate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.testkit.Seeds;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.Extension.class)
class MarkedTextTest {

    private static final Meaning STRONG = new Meaning(Mark.Kind.STRONG, null);

    @Test
    void marks_of_decomposed_text_lie_on_the_same_words_of_the_composed_one(Seeds seeds) {
        Random random = seeds.random();
        RandomPassages passages = new RandomPassages(random);
        for (int i = 0; i < 1_000; i++) {
            String before = passages.next("").text() + " ";
            String within = "é" + passages.next("").text();
            String after = " " + passages.next("").text();
            MarkedText text = new MarkedText();
            text.text(Normalizer.normalize(before, Normalizer.Form.NFD));
            text.open("1", STRONG);
            text.text(Normalizer.normalize(within, Normalizer.Form.NFD));
            text.close("1");
            text.text(Normalizer.normalize(after, Normalizer.Form.NFD));

            Passage passage = text.gathered("b1").passage();

            assertThat(passage.text()).isEqualTo(Normalizer.normalize(before + within + after, Normalizer.Form.NFC));
            Mark mark = passage.marks().getFirst();
            assertThat(passage.text()
                            .substring(
                                    passage.text().offsetByCodePoints(0, mark.start()),
                                    passage.text().offsetByCodePoints(0, mark.end())))
                    .isEqualTo(Normalizer.normalize(within, Normalizer.Form.NFC));
        }
    }

    @Test
    void a_mark_that_ends_inside_a_character_takes_all_of_it() {
        MarkedText text = new MarkedText();
        text.open("1", STRONG);
        text.text("ae");
        text.close("1");
        text.text("\u0301b");
        assertThat(text.gathered("b1").passage())
                .isEqualTo(new Passage("b1", "a\u00E9b", List.of(new Mark(Mark.Kind.STRONG, 0, 2, null))));
    }

    @Test
    void a_mark_without_text_is_dropped_and_one_without_end_counts_as_left_out() {
        MarkedText text = new MarkedText();
        text.open("1", STRONG);
        text.text("\n\t");
        text.close("1");
        text.open("2", STRONG);
        text.text("a");
        assertThat(text.isBalanced()).isFalse();
        assertThat(text.gathered("b1")).satisfies(gathered -> {
            assertThat(gathered.passage()).isEqualTo(Passage.plain("b1", "a"));
            assertThat(gathered.leftOut()).isEqualTo(1);
        });
    }
}
