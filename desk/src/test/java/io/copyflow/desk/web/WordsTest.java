package io.copyflow.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import io.copyflow.contract.Role;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-Hans", "kk-Cyrl", "ar"})
    void every_language_says_the_same_things_with_the_same_gaps(String language) {
        Words english = Words.of("en");
        Words other = Words.of(language);

        assertThat(other.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(gaps(other.pattern(key))).as("%s in %s", key, language).isEqualTo(gaps(english.pattern(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-Hans", "kk-Cyrl", "ar"})
    void nothing_but_names_is_left_in_english(String language) {
        Words english = Words.of("en");
        Words other = Words.of(language);

        assertThat(english.keys().stream()
                        .filter(key -> english.pattern(key).matches(".*\\p{L}{3,}.*"))
                        .filter(key -> english.pattern(key).equals(other.pattern(key))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-Hans", "kk-Cyrl", "ar"})
    void no_word_stands_twice_where_the_later_would_hide_the_earlier(String language) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(Words.class.getResourceAsStream("words/" + language + ".properties"))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.matches("[\\w.-]+ = .*"))
                            .map(line -> line.substring(0, line.indexOf(" = "))))
                    .hasSizeGreaterThan(100)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatever_can_be_so_has_a_word() {
        Words words = Words.of("en");
        for (Standing standing : Standing.values()) {
            assertThat(words.has("standing." + standing.label()))
                    .as(standing.name())
                    .isTrue();
        }
        for (Phase phase : Phase.values()) {
            assertThat(words.has("phase." + phase.label())).as(phase.name()).isTrue();
        }
        for (Role role : Role.values()) {
            assertThat(words.has("role." + role.label())).as(role.name()).isTrue();
        }
    }

    @Test
    void numbers_and_lengths_are_said_as_the_language_says_them() {
        assertThat(Words.of("en").say("board.late", 1)).isEqualTo("1 story is late");
        assertThat(Words.of("en").say("board.late", 3)).isEqualTo("3 stories are late");
        assertThat(Words.of("en").length(Duration.ofMinutes(-125))).isEqualTo("2 hr");
        assertThat(Words.of("en").length(Duration.ofMinutes(119))).isEqualTo("119 min");
        assertThat(Words.of("en").length(Duration.ofHours(47))).isEqualTo("47 hr");
        assertThat(Words.of("en").length(Duration.ofSeconds(40))).isEqualTo("40 sec");
        assertThat(Words.of("zh-Hans").length(Duration.ofDays(3))).isEqualTo("3天");
    }

    @Test
    void headers_that_say_nothing_give_english() {
        assertThat(Words.forReader(null, "**;;q=x").language()).isEqualTo("en");
        assertThat(Words.forReader("xx", null).language()).isEqualTo("en");
        assertThat(Words.forReader("ar", "zh").language()).isEqualTo("ar");
    }

    @Test
    void a_time_says_its_day_and_year_where_they_are_not_todays() {
        Words english = Words.of("en");
        Instant now = Instant.parse("2026-03-03T12:00:00Z");

        assertThat(english.time(Instant.parse("2026-03-03T18:30:00Z"), now, ZoneOffset.UTC))
                .isEqualTo("18:30");
        assertThat(english.time(Instant.parse("2026-09-12T10:00:00Z"), now, ZoneOffset.UTC))
                .contains("Sep", "12")
                .doesNotContain("2026");
        assertThat(english.time(Instant.parse("2028-09-12T10:00:00Z"), now, ZoneOffset.UTC))
                .contains("2028");
    }

    private static Set<String> gaps(String pattern) {
        Set<String> gaps = new TreeSet<>();
        MessagePattern parsed = new MessagePattern(pattern);
        for (int i = 0; i < parsed.countParts(); i++) {
            MessagePattern.Part part = parsed.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER) {
                gaps.add(parsed.getSubstring(part));
            }
        }
        return gaps;
    }
}
