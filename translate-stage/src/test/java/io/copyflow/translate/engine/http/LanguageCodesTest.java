package io.copyflow.translate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageCodesTest {

    private final Dialect deepL = new DeepL(DeepL.PRO, new Secret("key"));
    private final Dialect libreTranslate = new LibreTranslate(URI.create("http://127.0.0.1"), null);

    @ParameterizedTest
    @CsvSource({
        "en, EN, EN-US",
        "en-GB, EN, EN-GB",
        "en-AU, EN, EN-GB",
        "pt, PT, PT-BR",
        "pt-PT, PT, PT-PT",
        "pt-AO, PT, PT-PT",
        "zh, ZH, ZH-HANS",
        "zh-Hans, ZH, ZH-HANS",
        "zh-TW, ZH, ZH-HANT",
        "de, DE, DE",
        "es-MX, ES, ES",
        "ar, AR, AR",
        "kk, KK, KK",
        "kk-Cyrl, KK, KK",
        "kk-Latn, ,",
        "kk-Arab, ,",
        "sr, SR, SR",
        "sr-Latn, ,",
    })
    void of_deepl_name_the_kind_where_there_are_several(String tag, String source, String target) {
        assertThat(deepL.sourceCode(tag)).isEqualTo(source);
        assertThat(deepL.targetCode(tag)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "pt-BR, pt",
        "zh-Hans, zh-Hans",
        "zh, zh-Hans",
        "zh-HK, zh-Hant",
        "sw, sw",
        "kk-Cyrl, kk",
        "kk-Latn,",
        "el, el",
    })
    void of_libretranslate_are_of_the_language_alone_but_for_chinese(String tag, String code) {
        assertThat(libreTranslate.sourceCode(tag)).isEqualTo(code);
        assertThat(libreTranslate.targetCode(tag)).isEqualTo(code);
    }

    @Test
    void addresses_keep_the_path_of_the_server() {
        assertThat(new LibreTranslate(URI.create("https://example.org/mt"), null).address())
                .hasToString("https://example.org/mt/translate");
        assertThat(new LibreTranslate(URI.create("https://example.org"), null).address())
                .hasToString("https://example.org/translate");
        assertThat(deepL.address()).hasToString("https://api.deepl.com/v2/translate");
        assertThat(DeepL.serverOf(new Secret("key:fx"))).isEqualTo(DeepL.FREE);
    }
}
