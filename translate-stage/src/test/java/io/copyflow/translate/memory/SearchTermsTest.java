package io.copyflow.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTermsTest {

    @Test
    void are_the_beginnings_of_words_whole_numbers_and_no_punctuation() {
        assertThat(SearchTerms.of(SourceText.of("Ministers’ 2024 report: 1234567, ministerial!")))
                .containsExactly("minis", "2024", "repor", "1234567");
    }

    @Test
    void keep_the_marks_of_a_word() {
        assertThat(SearchTerms.of(SourceText.of("कि हिन्दी"))).containsExactly("कि", "हिन्द");
    }

    @Test
    void are_pairs_of_letters_in_chinese_japanese_and_korean() {
        assertThat(SearchTerms.of(SourceText.of("总统会见，新"))).containsExactly("总统", "统会", "会见", "新");
        assertThat(SearchTerms.of(SourceText.of("東京でG7"))).containsExactly("東京", "京で", "g7");
        assertThat(SearchTerms.of(SourceText.of("서울에서"))).containsExactly("서울", "울에", "에서");
    }

    @Test
    void are_three_letters_each_in_thai() {
        assertThat(SearchTerms.of(SourceText.of("ข่าววันนี้")))
                .startsWith("ข่า", "่าว", "าวว")
                .hasSize(8);
    }

    @Test
    void of_a_text_without_letters_there_are_none() {
        assertThat(SearchTerms.of(SourceText.of("— * —"))).isEmpty();
    }
}
