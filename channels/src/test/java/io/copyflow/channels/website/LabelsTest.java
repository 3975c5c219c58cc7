package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LabelsTest {

    static final java.util.List<String> LANGUAGES = SampleStory.LANGUAGES;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_language_has_every_label_with_the_gaps_of_the_english_one(String language) throws IOException {
        Properties english = file("en");
        Properties words = file(language);

        assertThat(words.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(words.getProperty(key)).as(key).isNotBlank();
            assertThat(words.getProperty(key).contains("{0}"))
                    .as(key)
                    .isEqualTo(english.getProperty(key).contains("{0}"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kk, kk-Cyrl",
        "pt-BR, pt",
        "zh, zh-Hans",
        "zh-CN, zh-Hans",
        "zh-Hant, en",
        "zh-TW, en",
        "kk-Latn, en",
        "ms-Arab, en",
        "fa, en",
        "tlh, en"
    })
    void a_language_without_labels_takes_those_of_its_script_or_english_ones_marked_as_english(
            String tag, String labels) {
        assertThat(Labels.of(tag).language()).isEqualTo(labels);
    }

    @Test
    void a_language_is_called_by_its_own_name() {
        assertThat(Labels.ownName("kk-Cyrl")).isEqualTo("Қазақша");
        assertThat(Labels.ownName("fa")).isEqualTo("فارسی");
        assertThat(Labels.ownName("pt-PT")).isNotEqualTo(Labels.ownName("pt"));
    }

    private static Properties file(String language) throws IOException {
        Properties words = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(Labels.class.getResourceAsStream("labels/" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
