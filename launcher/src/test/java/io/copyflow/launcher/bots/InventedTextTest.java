package io.copyflow.launcher.bots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.TranslatedSegment;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventedTextTest {

    private final InventedText text = new InventedText(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en", "ar", "de", "el", "es", "fr", "it", "ja", "kk-Cyrl", "ko", "ms", "pt", "ru", "sw", "th", "zh-Hans"
            })
    void aTextIsOfTheSizeAndInTheFormThatIsMeasured(String language) {
        List<TranslatedSegment> translated = text.translate(language, InventedText.segments(text.story("m-7", "en")));

        assertThat(translated).hasSize(1 + InventedText.PARAGRAPHS);
        assertThat(translated.stream()
                        .mapToInt(each -> each.getText().getBytes(UTF_8).length)
                        .sum())
                .isBetween(2_300, 3_300);
        assertThat(translated).allMatch(each -> Normalizer.isNormalized(each.getText(), Normalizer.Form.NFC));
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherStoryAnother() {
        List<Block> story = text.story("m-7", "en");

        assertThat(new InventedText(1).story("m-7", "en")).isEqualTo(story);
        assertThat(new InventedText(2).story("m-7", "en")).isNotEqualTo(story);
        assertThat(text.story("m-8", "en")).doesNotContainAnyElementsOf(story);
    }
}
