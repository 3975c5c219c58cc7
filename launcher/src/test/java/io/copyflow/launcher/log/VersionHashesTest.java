package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionHashesTest {

    private static final String ONE = "12345678a" + "0".repeat(55);
    private static final String OTHER = "12345678b" + "0".repeat(55);

    @Test
    void r13_the_beginning_of_a_hash_names_it_when_no_other_begins_so() {
        assertThat(VersionHashes.resolve("12345678b", Set.of(ONE, OTHER))).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @CsvSource({"1234567, unknown-hash", "99999999, unknown-hash", "12345678, ambiguous-hash", "'', unknown-hash"})
    void r13_what_names_no_text_or_two_is_no_hash(String typed, String code) {
        assertThatThrownBy(() -> VersionHashes.resolve(typed, Set.of(ONE, OTHER)))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
