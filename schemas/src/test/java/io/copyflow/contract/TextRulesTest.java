package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x09, 0x0A, 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF, 0x202A, 0x202E, 0x2066, 0x2069, 0xD800, 0xDFFF,
                0xFFFE, 0x1FFFF, 0xFDD0, 0xFFFB
            })
    void r03_a_character_that_can_disguise_a_text_is_refused_by_its_number_and_place(int codePoint) {
        Refusal refusal = TextRules.refusal("a" + Character.toString(codePoint), "segment b1");

        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo("text-invalid");
        assertThat(refusal.sentence())
                .startsWith("Expected ")
                .contains("but segment b1 contains U+" + "%04X".formatted(codePoint));
    }

    @Test
    void r03_text_that_is_not_in_nfc_is_refused() {
        assertThat(TextRules.refusal("e\u0301", "segment b1"))
                .isNotNull()
                .extracting(Refusal::code)
                .isEqualTo("text-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "می\u200Cخواهم", "שלום\u200F!", "👩\u200D🚀", "« mot »"})
    void r03_joiners_direction_marks_and_special_spaces_are_text(String text) {
        assertThat(TextRules.refusal(text, "segment b1")).isNull();
    }

    /** Normalising so many would take minutes. */
    @Test
    void r02_marks_piled_higher_than_any_script_needs_are_refused_at_once() {
        assertThat(TextRules.refusal("a" + "\u0301\u0316".repeat(250_000), "segment b1"))
                .extracting(Refusal::code)
                .isEqualTo("text-invalid");
        assertThat(TextRules.piledMarks("a" + "\u0316".repeat(31), "segment b1"))
                .isNotNull();
        assertThat(TextRules.piledMarks("a" + "\u0316".repeat(30), "segment b1"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\n",
                "\u00A0\u3000",
                "\u200B\u200D\u2060\uFEFF",
                "\u0000",
                "\u3164\u115F\uFFA0",
                "\u2800",
                "\uFE0F"
            })
    void r02_what_nobody_can_see_is_blank(String text) {
        assertThat(TextRules.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "\u200B.", "한", "ᠠ", "⠁", "☔\uFE0F"})
    void r02_what_anybody_can_see_is_not(String text) {
        assertThat(TextRules.isBlank(text)).isFalse();
    }
}
