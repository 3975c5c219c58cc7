package io.copyflow.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.engine.TranslationEngine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftsTest {

    @Test
    void the_memory_alone_drafts_unless_a_machine_is_set() {
        try (TranslationEngine engines = engines("memory", "", null)) {
            assertThat(engines.name()).isEqualTo("memory");
        }
        try (TranslationEngine engines = engines("libretranslate", "http://127.0.0.1:5000", null)) {
            assertThat(engines.name()).isEqualTo("libretranslate, memory");
        }
        try (TranslationEngine engines = engines("deepl", "", "a key")) {
            assertThat(engines.name()).isEqualTo("deepl, memory");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "libretranslate, '', setting-missing",
        "libretranslate, ftp://example.org, setting-malformed",
        "libretranslate, not an address, setting-malformed",
        "deepl, '', setting-missing",
        "google, '', setting-malformed"
    })
    void an_engine_that_cannot_work_is_refused_at_the_start(String engine, String url, String code) {
        assertThat(catchThrowableOfType(StageFailure.class, () -> engines(engine, url, null))
                        .code())
                .isEqualTo(code);
    }

    private static TranslationEngine engines(String engine, String url, @Nullable String key) {
        return Drafts.engines(
                Configuration.defaults().with(Map.of(Setting.DRAFTS_ENGINE, engine, Setting.DRAFTS_URL, url)),
                key,
                (from, to, text, limit, lowest) -> List.of(),
                Clock.systemUTC());
    }
}
