package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryIdTest {

    @Test
    void made_ids_are_valid() {
        for (int i = 0; i < 1000; i++) {
            String id = StoryId.of("wire", "item-" + i);
            assertThat(id).hasSize(21).matches("s[a-z2-7]{20}");
            assertThat(StoryId.isValid(id)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "story-1", "sabc"})
    void accepts_lower_case_letters_digits_and_hyphens(String id) {
        assertThat(StoryId.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a b", "a/b", "a.b", "история", "a\n", "a\u0000"})
    void refuses_what_could_not_be_a_key_or_a_path(String id) {
        assertThat(StoryId.isValid(id)).isFalse();
    }

    @Test
    void is_at_most_64_long() {
        assertThat(StoryId.isValid("a".repeat(64))).isTrue();
        assertThat(StoryId.isValid("a".repeat(65))).isFalse();
    }
}
