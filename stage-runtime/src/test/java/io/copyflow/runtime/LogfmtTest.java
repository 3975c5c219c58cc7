package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogfmtTest {

    @ParameterizedTest
    @CsvSource({"kk-Cyrl", "s1/fr", "http://127.0.0.1:8400/stories", "история"})
    void what_is_plain_stays_as_it_is(String plain) {
        assertThat(Logfmt.value(plain)).isEqualTo(plain);
    }

    @Test
    void a_sentence_stands_in_quotes() {
        assertThat(Logfmt.value("The disk is full.")).isEqualTo("\"The disk is full.\"");
        assertThat(Logfmt.value("a=b")).isEqualTo("\"a=b\"");
        assertThat(Logfmt.value("")).isEqualTo("\"\"");
        assertThat(Logfmt.value(null)).isEqualTo("null");
    }

    @Test
    void no_value_ends_its_quotes_or_its_line() {
        assertThat(Logfmt.value("x\" code=no-space\r\nWARN forged\\"))
                .isEqualTo("\"x\\\" code=no-space\\r\\nWARN forged\\\\\"");
        assertThat(Logfmt.value("a\u0000b\u001b[2Jc\u2028d\u0085e"))
                .isEqualTo("\"a\\u{0}b\\u{1b}[2Jc\\u{2028}d\\u{85}e\"");
    }

    @Test
    void no_value_turns_or_hides_what_stands_beside_it() {
        assertThat(Logfmt.value("a\u202eb\u2066c\u200b")).isEqualTo("\"a\\u{202e}b\\u{2066}c\\u{200b}\"");
        assertThat(Logfmt.value("\ud800")).isEqualTo("\"\\u{d800}\"");
    }
}
