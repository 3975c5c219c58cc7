package io.copyflow.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.runtime.EditDistance;
import io.copyflow.testkit.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.Extension.class)
class LikenessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The minister resigned.     | The minister resigned.         | 100",
                "'The  minister resigned. ' | The minister\u00a0resigned.    | 100",
                "Zürich                     | Zu\u0308rich                   | 100",
                "The Minister RESIGNED.     | The minister resigned.         | 99",
                "Ｔｈｅ minister resigned.  | The minister resigned.         | 99",
                "The minister resigned.     | The ministers resigned.        | 95",
                "The minister resigned.     | Rain is expected in the north. | 20",
                "总统周二会见了外长          | 总统周三会见了外长              | 88",
                "Президент бүгін келді      | Президент кеше келді           | 76",
                "استقال الوزير أمس          | استقال الوزير اليوم            | 73",
            })
    void is_the_distance_over_the_length_of_the_longer(String one, String other, int score) {
        assertThat(new Likeness(SourceText.of(one)).to(SourceText.of(other))).isEqualTo(score);
        assertThat(new Likeness(SourceText.of(other)).to(SourceText.of(one))).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "In 2024 the bank lent 5 million. | In 2025 the bank lent 5 million.  | 86",
                "In 2024 the bank lent 5 million. | In 2024 the bank lent five million. | 78",
                "في ٢٠٢٤ أقرض البنك              | في ٢٠٢٥ أقرض البنك                 | 84",
                "In 2024 the bank lent.           | In 2024 a bank lent.                | 86",
                "٣ وزراء                          | 3 وزراء                            | 85",
            })
    void takes_ten_off_where_numbers_differ(String one, String other, int score) {
        assertThat(new Likeness(SourceText.of(one)).to(SourceText.of(other))).isEqualTo(score);
    }

    @Test
    void is_the_plain_algorithms_distance_for_texts_of_any_length(Seeds seeds) {
        Random random = seeds.random();
        for (int round = 0; round < 2_000; round++) {
            String one = letters(random, 1 + random.nextInt(200));
            String other = random.nextBoolean() ? letters(random, 1 + random.nextInt(200)) : altered(random, one);
            int longer = Math.max(one.length(), other.length());
            int expected = one.equals(other) ? 100 : 100 * (longer - EditDistance.between(one, other)) / longer;

            assertThat(new Likeness(SourceText.of(one)).to(SourceText.of(other)))
                    .as("%s / %s", one, other)
                    .isEqualTo(expected);
        }
    }

    @Test
    void ends_for_texts_too_long_to_compare() {
        String endless = "ab ".repeat(Likeness.LONGEST);

        assertThat(new Likeness(SourceText.of(endless)).to(SourceText.of(endless + "c")))
                .isZero();
        assertThat(new Likeness(SourceText.of(endless)).to(SourceText.of(endless)))
                .isEqualTo(100);
    }

    private static String altered(Random random, String text) {
        StringBuilder altered = new StringBuilder(text);
        for (int i = random.nextInt(10); i > 0; i--) {
            altered.setCharAt(
                    random.nextInt(altered.length()), letters(random, 1).charAt(0));
        }
        return altered.toString();
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(6)));
        }
        return letters.toString();
    }
}
