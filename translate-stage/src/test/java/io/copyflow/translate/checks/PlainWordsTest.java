package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordsTest {

    /** One or more of each kind, and what is often met beside them. */
    private static final String USUAL =
            "aZéжүαعابक한국19٣ _\u202F.,:;'’·-–“”\"!?()\u0301\u064B\u094D\u00AD\u200E\u00A0\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "The mayor's plan, 3.5 km long; The|mayor's|plan|km|long",
                "Әкім 2026 жылғы жоспар; Әкім|жылғы|жоспар",
                "أيضًا في المدينة; أيضًا|في|المدينة",
                "서울은 2026년에; 서울은|년에",
                "e.g. B12 or 3D; e.g|or|3D"
            })
    void words_end_with_letters(String text, String words) {
        assertThat(plain(text)).containsExactly(words.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"议会", "ที่นี่", "ぎかい", "שלום", "a 👍", "a\u200Db"})
    void what_takes_a_dictionary_or_more_rules_is_left_to_them(String text) {
        assertThat(PlainWords.find(text, (start, end) -> {})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_stands_side_by_side_words_are_those_of_unicodes_rules(long seed) {
        Random random = new Random(seed);
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ENGLISH);
        for (int round = 0; round < 60_000; round++) {
            assertSame(text(random), breaks);
        }
    }

    @Test
    void every_character_is_to_its_neighbours_what_it_is_by_unicodes_rules() {
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ENGLISH);
        for (char c = 0; c < Character.MIN_SURROGATE; c++) {
            for (String neighbours : List.of("ab", "12", "a1", "1a", "_a", "a ", "한국", ".a")) {
                assertSame("" + neighbours.charAt(0) + c + neighbours.charAt(1), breaks);
                assertSame("" + neighbours.charAt(0) + c + c + neighbours.charAt(1), breaks);
            }
        }
    }

    private static void assertSame(String text, BreakIterator breaks) {
        List<String> words = new ArrayList<>();
        if (PlainWords.find(text, (start, end) -> words.add(text.substring(start, end)))) {
            assertThat(words).as(() -> escaped(text)).isEqualTo(byRules(text, breaks));
        }
    }

    /** Of what is usual, among it a few neighbours out of one of the ranges of Unicode's first plane. */
    private static String text(Random random) {
        int base = random.nextInt(Character.MIN_SURROGATE);
        int foreign = random.nextInt(4);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(
                    random.nextInt(8) < foreign
                            ? (char) Math.min(Character.MIN_SURROGATE - 1, base + random.nextInt(0x40))
                            : USUAL.charAt(random.nextInt(USUAL.length())));
        }
        return text.toString();
    }

    private static List<String> plain(String text) {
        List<String> words = new ArrayList<>();
        assertThat(PlainWords.find(text, (start, end) -> words.add(text.substring(start, end))))
                .isTrue();
        return words;
    }

    private static List<String> byRules(String text, BreakIterator breaks) {
        breaks.setText(text);
        List<String> words = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_LETTER) {
                words.add(text.substring(start, end));
            }
        }
        return words;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("\\u%04X", c)));
        return escaped.toString();
    }
}
