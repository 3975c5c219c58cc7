package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "Éire, eire",
        "Straße, strasse",
        "Қазақстан, қазақстан",
        "ΠΌΛΗΣ, πολησ",
        "كِتَابٌ, كتاب",
        "مدينة, مدينه",
        "かﾞ, かﾞ",
        "각, 각",
        "議会, 議会"
    })
    void case_accents_and_vowel_signs_are_gone(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_characters_meet_they_are_folded_as_by_unicodes_rules(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            String text = text(random);
            assertThat(Folding.fold(text)).as(text).isEqualTo(Folding.byRules(text));
        }
    }

    /** A few neighbours out of one of the ranges of Unicode's first plane, with marks that may become one with them. */
    private static String text(Random random) {
        int base = random.nextInt(0xFFC0);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? "aÉß\u0301\u0327\u3099\u11A8\u094D\u064E".charAt(random.nextInt(9))
                            : (char) (base + random.nextInt(0x40)));
        }
        return text.toString();
    }
}
