package io.copyflow.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditionMatchTest {

    private static final List<String> EDITIONS =
            List.of("zh-Hans", "en", "fr", "ru", "ar", "pt", "kk-Cyrl", "sr", "ms");

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "EN-us, en",
        "en-Latn-GB-x-wire, en",
        "zh-CN, zh-Hans",
        "zh, zh-Hans",
        "zh-Hans-SG, zh-Hans",
        "cmn-Hans, zh-Hans",
        "kk, kk-Cyrl",
        "kk-KZ, kk-Cyrl",
        "pt-BR, pt",
        "sr-RS, sr",
        "fr-u-nu-latn, fr"
    })
    void r02_a_language_is_its_editions(String tag, String edition) {
        assertThat(EditionMatch.of(tag, EDITIONS)).isEqualTo(edition);
    }

    @ParameterizedTest
    @CsvSource({"zh-TW", "zh-Hant", "kk-Latn", "kk-CN", "sr-Latn", "de", "english", "ms-Arab", "''"})
    void r02_never_across_scripts_or_languages(String tag) {
        assertThat(EditionMatch.of(tag, EDITIONS)).isNull();
    }
}
