package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "EN, en",
        "ZH-hans, zh-Hans",
        "kk-cyrl, kk-Cyrl",
        "pt-br, pt-BR",
        "sr-latn-rs, sr-Latn-RS",
        "es-419, es-419",
        "iw, he",
        "in, id",
        "yue-hant, yue-Hant",
        "zh-min-nan, nan"
    })
    void has_one_spelling(String tag, String canonical) {
        assertThat(LanguageTag.canonical(tag)).isEqualTo(canonical);
        assertThat(LanguageTag.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "e",
                "english",
                "qq",
                "en_US",
                "en-",
                "-en",
                "en--US",
                "en/US",
                "x-private",
                "en-toolongsubtag",
                "zz"
            })
    void is_null_for_what_is_no_language(String tag) {
        assertThat(LanguageTag.canonical(tag)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ar, rtl",
        "ar-EG, rtl",
        "he, rtl",
        "iw, rtl",
        "fa, rtl",
        "ug, rtl",
        "ckb, rtl",
        "pa-Arab, rtl",
        "uz-Arab, rtl",
        "ff-Adlm, rtl",
        "en, ltr",
        "kk-Cyrl, ltr",
        "ar-Latn, ltr",
        "zh-Hans, ltr",
        "th, ltr",
        "ms, ltr"
    })
    void runs_the_way_its_script_does(String tag, String direction) {
        assertThat(LanguageTag.direction(tag)).isEqualTo(direction);
    }

    @Test
    void a_tag_that_is_none_goes_on_as_it_came_where_a_decider_is_to_refuse_it() {
        assertThat(LanguageTag.canonicalOrAsIs("ZH-hans")).isEqualTo("zh-Hans");
        assertThat(LanguageTag.canonicalOrAsIs("no language")).isEqualTo("no language");
    }

    @Test
    void other_programs_spellings_are_understood() {
        assertThat(LanguageTag.canonicalOfLoose(" pt_br ")).isEqualTo("pt-BR");
        assertThat(LanguageTag.canonicalOfLoose("no language")).isNull();
    }

    @Test
    void no_tag_has_a_slash_because_keys_are_parted_by_one() {
        assertThat(LanguageTag.canonical("zh-Hans-CN-u-ca-chinese")).doesNotContain("/");
    }
}
