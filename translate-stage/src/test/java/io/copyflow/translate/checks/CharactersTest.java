package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    @ParameterizedTest
    @CsvSource({"Қазақстан, 9", "e\u0301t\u0301e, 3", "ที่นี่, 2", "👩‍👩‍👧, 1", "한국어, 3", "كتَب, 3", "'', 0"})
    void a_letter_with_its_marks_is_one(String text, int characters) {
        assertThat(Characters.in(text)).isEqualTo(characters);
    }

    @Test
    void line_breaks_of_two_units_are_one() {
        assertThat(Characters.in("a\r\nb")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_letters_meet_they_are_counted_as_by_unicodes_rules(long seed) {
        Random random = new Random(seed);
        for (int text = 0; text < 20_000; text++) {
            String letters = letters(random);
            assertThat(Characters.in(letters)).as(letters).isEqualTo(byRules(letters));
        }
    }

    /** A few neighbours out of one of the ranges of Unicode's first plane. */
    private static String letters(Random random) {
        int base = random.nextInt(0xD7A4);
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            letters.append((char) Math.min(0xD7A3, base + random.nextInt(0x40)));
        }
        return letters.toString();
    }

    private static int byRules(String text) {
        BreakIterator breaks = BreakIterator.getCharacterInstance();
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
