package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a picture of the source means for its translations. Source: docs/semantics.md, rules 8 and 10. */
class PicturesTest {

    private static final MediaReference WELL = new MediaReference("a".repeat(64), "image/png", 9, 3, 2, null);
    private static final MediaReference BRIDGE = new MediaReference("b".repeat(64), "image/png", 9, 3, 2, null);
    private static final Passage HEADLINE = Passage.plain("headline", "Rain");
    private static final Passage PICTURE =
            Passage.plain("b1", "A woman at work").with(WELL);

    @Test
    void r08_another_picture_opens_its_alternative_text_again_though_the_words_stayed() {
        SourceMove move = move(PICTURE, PICTURE.with(BRIDGE));

        assertThat(move.changes()).extracting(SourceChange::segmentId).containsExactly("b1");
    }

    @Test
    void r10_another_picture_may_touch_everything_so_no_older_translation_is_carried_over_it() {
        assertThat(move(PICTURE, PICTURE.with(BRIDGE)).step().touches()).isEqualTo(EnumSet.allOf(Touch.class));
    }

    @Test
    void r10_the_same_picture_from_elsewhere_is_no_change() {
        MediaReference elsewhere = new MediaReference(
                WELL.hash(), WELL.mediaType(), WELL.bytes(), WELL.width(), WELL.height(), "https://example.org/well");

        assertThat(move(PICTURE, PICTURE.with(elsewhere)).changes()).isEmpty();
    }

    @Test
    void r13_a_translation_has_the_pictures_of_its_source_whatever_was_handed_in() {
        Reference reference = new Reference(
                List.of(HEADLINE, PICTURE), new PublishedMetadata("s1", "en", 3, null, null), Glossary.EMPTY);
        List<TranslatedSegment> handedIn = List.of(
                new TranslatedSegment(Passage.plain("headline", "La pluie").with(BRIDGE), Origin.PERSON, null),
                new TranslatedSegment(Passage.plain("b1", "Une femme au travail"), Origin.PERSON, null));

        assertThat(reference.withMedia(handedIn))
                .extracting(segment -> segment.passage().media())
                .containsExactly(null, WELL);
    }

    private static SourceMove move(Passage before, Passage after) {
        return SourceMove.between(
                "en",
                SourceText.of(1, List.of(HEADLINE, before), List.of("reporter")),
                SourceText.of(2, List.of(HEADLINE, after), List.of("reporter")),
                RevisionClass.MINOR,
                "reporter");
    }
}
