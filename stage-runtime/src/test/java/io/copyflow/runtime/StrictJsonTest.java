package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": NaN} | NaN and Infinity are no numbers of JSON",
                "{\"a\": -Infinity} | NaN and Infinity are no numbers of JSON",
                "{\"a\": 1, \"a\": 2} | a name stands twice in one object",
                "{\"a\": 1 | it ends too early",
                "{\"a\": 01} | what stands there is none",
                "{\"a\": /* b */ 1} | what stands there is none",
                "{} {} | what stands there is none",
                "nonsense | what stands there is none"
            })
    void what_is_no_json_is_refused_in_words_of_ours_with_its_place(String json, String reason) {
        UnreadableInputException refused =
                catchThrowableOfType(UnreadableInputException.class, () -> StrictJson.read(json.getBytes(UTF_8)));

        assertThat(refused.code()).isEqualTo("json-malformed");
        assertThat(refused.sentence())
                .matches("Expected JSON, but at line 1, column \\d+: " + reason + "\\. Correct it there\\.");
    }
}
