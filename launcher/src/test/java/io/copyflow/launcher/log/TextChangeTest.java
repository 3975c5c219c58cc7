package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TextChangeTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @Test
    void r26_words_that_changed_are_marked_and_what_stayed_is_left_out() {
        TextChange change = TextChange.between(
                story(
                        "en",
                        List.of(text("headline", "Rain at last"), text("b1", "Same")),
                        List.of(text("headline", "Rain in May"), text("b1", "Same"), text("b2", "More"))),
                1,
                2,
                null);

        assertThat(change.lines()).containsExactly("headline: Rain [-at-]{+in+} [-last-]{+May+}", "b2 (new): {+More+}");
    }

    @Test
    void right_to_left_words_cannot_turn_the_marks_around_them() {
        TextChange change = TextChange.between(
                story("ar", List.of(text("headline", "مطر أخيراً")), List.of(text("headline", "مطر اليوم"))),
                1,
                2,
                "ar");

        assertThat(change.lines().getFirst()).contains("[-\u2068أخيراً\u2069-]").contains("{+\u2068اليوم\u2069+}");
    }

    @Test
    void languages_without_spaces_have_words_too() {
        TextChange change = TextChange.between(
                story("zh-Hans", List.of(text("headline", "今天下雨")), List.of(text("headline", "明天下雨"))),
                1,
                2,
                "zh-Hans");

        assertThat(change.json().at("/segments/0/words").size()).isGreaterThan(1);
    }

    @Test
    void a_revision_there_is_not_is_told_with_those_there_are() {
        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> TextChange.between(
                        story("en", List.of(text("headline", "A")), List.of(text("headline", "B"))), 1, 3, null));

        assertThat(refused.code()).isEqualTo("unknown-revision");
        assertThat(refused).hasMessageContaining("[1, 2]");
    }

    @Test
    void another_picture_is_told_though_its_alternative_text_stayed() {
        TextChange change = TextChange.between(story("en", List.of(picture("1")), List.of(picture("2"))), 1, 2, null);

        assertThat(change.lines()).containsExactly("b1 (another picture or video): A well");
        assertThat(change.json().at("/segments/0/mediaAfter").asText()).isEqualTo("2".repeat(64));
    }

    private static Segment picture(String digit) {
        return new Segment(
                "b1",
                SegmentKind.ALTERNATIVE_TEXT,
                "A well",
                List.of(),
                new MediaReference(digit.repeat(64), "image/png", 9L, 3, 2, null));
    }

    private static Segment text(String id, String text) {
        return new Segment(
                id, id.startsWith("b") ? SegmentKind.PARAGRAPH : SegmentKind.HEADLINE, text, List.of(), null);
    }

    private static List<LogRecord> story(String language, List<Segment> first, List<Segment> second) {
        return List.of(
                record(new StoryAccepted(
                        1, "c", language, first, "", List.of("a"), null, null, 5, List.of(), null, null)),
                record(new StoryRevised(
                        2,
                        RevisionClass.UPDATE,
                        null,
                        language,
                        second,
                        List.of(),
                        List.of(),
                        "",
                        List.of("a"),
                        null,
                        null,
                        5,
                        List.of(),
                        null,
                        null)));
    }

    private static LogRecord record(SpecificRecord body) {
        return new LogRecord(
                Topics.STORY_EVENTS,
                0,
                0,
                NOON,
                "s1",
                new RecordHeaders(),
                new LogRecord.Value(new StoryEventEnvelope("ingest:s1:1", "s1", "a", NOON, "c1", body)));
    }
}
