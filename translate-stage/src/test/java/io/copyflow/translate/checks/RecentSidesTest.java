package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Glossary;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentSidesTest {

    private final RecentSides recent = new RecentSides();
    private final Language english = new Language("en");

    @Test
    void a_segment_is_looked_at_once_for_all_its_translations() {
        Side side = recent.side(english, passage("b1", 100));
        assertThat(recent.side(english, passage("b1", 100))).isSameAs(side);
        assertThat(recent.side(english, passage("b1", 101))).isNotSameAs(side);
        assertThat(recent.side(new Language("de"), passage("b1", 100))).isNotSameAs(side);
    }

    @Test
    void what_was_looked_at_longest_ago_gives_way() {
        Side first = recent.side(english, passage("first", 5_000));
        Side second = recent.side(english, passage("second", 5_000));
        for (int n = 0; n < 48; n++) {
            recent.side(english, passage("b" + n, 5_000));
        }
        assertThat(recent.side(english, passage("first", 5_000))).isSameAs(first);
        recent.side(english, passage("last", 5_000));
        assertThat(recent.side(english, passage("first", 5_000))).isSameAs(first);
        assertThat(recent.side(english, passage("second", 5_000))).isNotSameAs(second);
    }

    @Test
    void a_story_in_one_segment_is_not_kept() {
        assertThat(recent.side(english, passage("b1", 500_000)))
                .isNotSameAs(recent.side(english, passage("b1", 500_000)));
    }

    @Test
    void what_one_translation_is_compared_with_it_cannot_change_for_the_others() {
        Side side = recent.side(english, new Passage("b1", "On Monday, 3 May, in Paris", List.of()));
        Glossary none = new Glossary(List.of(), List.of(), List.of());

        assertThat(side.months()).containsExactly(4).isUnmodifiable();
        assertThat(side.days()).containsExactly(1).isUnmodifiable();
        assertThat(Pair.of(side, side, new PreparedGlossary(none, english, english))
                        .shared())
                .contains("paris")
                .isUnmodifiable();
    }

    private static Passage passage(String id, int length) {
        return new Passage(id, "x".repeat(length), List.of());
    }
}
