package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

    @Test
    void a_tag_that_asks_for_other_rules_has_words_by_those() {
        String text = "e.g. three";

        assertThat(written(text, "en-US")).containsExactly("e.g", "three");
        assertThat(written(text, "en-US-u-va-posix")).containsExactly("e", "g", "three");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_stands_side_by_side_words_are_those_of_unicodes_rules(long seed) {
        Random random = new Random(seed);
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ENGLISH);
        int rounds = 60_000;
        int plain = 0;
        for (int round = 0; round < rounds; round++) {
            plain += isFoundPlainly(text(random), breaks) ? 1 : 0;
        }
        assertThat(plain).as("looked at without dictionaries").isGreaterThan(rounds * 60 / 100);
    }

    /** Once some languages had rules of their own, for the colon: what has them again must not be broken without them. */
    @Test
    void no_language_has_rules_of_its_own() {
        Random random = new Random(4);
        List<String> texts = new ArrayList<>();
        for (char c : USUAL.toCharArray()) {
            for (String neighbours : List.of("ab", "12", "a1", "1a", "_a", "한국")) {
                texts.add("" + neighbours.charAt(0) + c + neighbours.charAt(1));
            }
        }
        Stream.generate(() -> text(random)).limit(200).forEach(texts::add);
        int plain = 0;
        int all = 0;
        for (ULocale locale : BreakIterator.getAvailableULocales()) {
            if (new Language(locale.toLanguageTag()).hasUsualWords()) {
                BreakIterator breaks = BreakIterator.getWordInstance(locale);
                for (String text : texts) {
                    all++;
                    plain += isFoundPlainly(text, breaks) ? 1 : 0;
                }
            }
        }
        assertThat(plain).as("looked at without dictionaries").isGreaterThan(all * 75 / 100);
    }

    @Test
    void every_character_is_to_its_neighbours_what_it_is_by_unicodes_rules() {
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ENGLISH);
        int plain = 0;
        int all = 0;
        for (char c = 0; c < Character.MIN_SURROGATE; c++) {
            for (String neighbours : List.of("ab", "12", "a1", "1a", "_a", "a ", "한국", ".a")) {
                String one = "" + neighbours.charAt(0) + c + neighbours.charAt(1);
                String two = "" + neighbours.charAt(0) + c + c + neighbours.charAt(1);
                all += 2;
                plain += (isFoundPlainly(one, breaks) ? 1 : 0) + (isFoundPlainly(two, breaks) ? 1 : 0);
            }
        }
        assertThat(plain).as("looked at without dictionaries").isGreaterThan(all * 35 / 100);
    }

    /**
     * Whether the words are found plainly; then they have to be those of the rules.
     *
     * @return false when the text is left to the rules
     */
    private static boolean isFoundPlainly(String text, BreakIterator breaks) {
        List<String> words = new ArrayList<>();
        if (!PlainWords.find(text, (start, end) -> words.add(text.substring(start, end)))) {
            return false;
        }
        assertThat(words).as(() -> escaped(text)).isEqualTo(byRules(text, breaks));
        return true;
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

    private static List<String> written(String text, String tag) {
        return Words.of(text, new Language(tag)).inOrder().stream()
                .map(Words.Word::written)
                .toList();
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
