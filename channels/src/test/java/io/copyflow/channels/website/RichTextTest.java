package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.website.RichText.Link;
import io.copyflow.channels.website.RichText.Span;
import io.copyflow.contract.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {

    @Test
    void marks_count_code_points_so_that_an_emoji_before_them_shifts_nothing() {
        RichText text = RichText.of("🌧️🌧 rain", List.of(mark(Mark.Kind.STRONG, 4, 8, null)));

        assertThat(text.links())
                .containsExactly(
                        new Link(null, List.of(new Span("🌧️🌧 ", false, false), new Span("rain", true, false))));
    }

    @Test
    void a_link_that_is_partly_strong_stays_one_link() {
        RichText text = RichText.of(
                "see the trial now",
                List.of(mark(Mark.Kind.LINK, 4, 13, "https://example.org/"), mark(Mark.Kind.STRONG, 8, 17, null)));

        assertThat(text.links())
                .containsExactly(
                        new Link(null, List.of(new Span("see ", false, false))),
                        new Link(
                                "https://example.org/",
                                List.of(new Span("the ", false, false), new Span("trial", true, false))),
                        new Link(null, List.of(new Span(" now", true, false))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.example",
                "https://x y",
                "file:///etc/passwd",
                "mailto:a@example.org",
                "https://bank.example@evil.example/",
                ""
            })
    void r03_a_link_where_no_link_may_lead_is_plain_text(String target) {
        RichText text = RichText.of("word", List.of(mark(Mark.Kind.LINK, 0, 4, target)));

        assertThat(text.links()).containsExactly(new Link(null, List.of(new Span("word", false, false))));
    }

    @Test
    void marks_outside_the_text_or_turned_round_are_left_out() {
        RichText text = RichText.of(
                "word",
                List.of(
                        mark(Mark.Kind.STRONG, -1, 2, null),
                        mark(Mark.Kind.STRONG, 2, 5, null),
                        mark(Mark.Kind.EMPHASIS, 3, 1, null),
                        mark(Mark.Kind.EMPHASIS, 2, 2, null)));

        assertThat(text.links()).containsExactly(new Link(null, List.of(new Span("word", false, false))));
    }

    @Test
    void no_text_gives_nothing() {
        assertThat(RichText.of("", List.of()).links()).isEmpty();
    }

    private static Mark mark(Mark.Kind kind, int start, int end, @Nullable String target) {
        return new Mark(kind, start, end, target);
    }
}
