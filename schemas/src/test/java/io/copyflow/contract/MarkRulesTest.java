package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkRulesTest {

    private static final String TEXT = "0123456789";

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("inside the text", List.of(strong(-1, 3))),
                Arguments.of("inside the text", List.of(strong(3, 3))),
                Arguments.of("inside the text", List.of(strong(4, 3))),
                Arguments.of("inside the text", List.of(strong(4, 11))),
                Arguments.of("in order", List.of(strong(4, 5), emphasis(3, 4))),
                Arguments.of("do not cross", List.of(strong(0, 5), emphasis(3, 8))),
                Arguments.of("do not cross", List.of(strong(0, 5), link(0, 9), emphasis(3, 7))),
                Arguments.of("apart from each other", List.of(strong(0, 5), strong(2, 4))),
                Arguments.of("on links only", List.of(new Mark(Mark.Kind.STRONG, 0, 4, "https://example.org/"))),
                Arguments.of("http or https", List.of(new Mark(Mark.Kind.LINK, 0, 4, null))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void r11_marks_that_lie_badly_are_refused_by_what_is_wrong(String expected, List<Mark> marks) {
        Refusal refusal = MarkRules.refusal(TEXT, marks, "segment b1");

        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo("mark-invalid");
        assertThat(refusal.sentence()).startsWith("Expected ").contains(expected, "in segment b1");
    }

    @Test
    void r11_marks_may_touch_and_nest() {
        assertThat(MarkRules.refusal(TEXT, List.of(link(0, 10), strong(0, 5), emphasis(2, 5), strong(5, 6)), "it"))
                .isNull();
        assertThat(MarkRules.refusal(TEXT, List.of(strong(0, 5), link(0, 10)), "it"))
                .isNull();
    }

    @Test
    void r02_marks_are_counted_in_code_points() {
        assertThat(MarkRules.refusal("😀😀", List.of(strong(1, 2)), "it")).isNull();
        assertThat(MarkRules.refusal("😀😀", List.of(strong(1, 3)), "it")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "HTTPS://EXAMPLE.ORG/a?b=c#d", "https://пример.example/"})
    void r03_links_lead_to_the_web(String target) {
        assertThat(MarkRules.isLinkTarget(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@example.org",
                "//example.org",
                "/path",
                "http://",
                "https://user@example.org/",
                "https://exa mple.org/",
                "https://example.org/\u202Egro",
                "https://example.org/\uD83D",
                ""
            })
    void r03_links_lead_nowhere_else(String target) {
        assertThat(MarkRules.isLinkTarget(target)).isFalse();
    }

    @Test
    void r03_an_address_has_an_end() {
        String longest = "https://example.org/" + "x".repeat(2_028);

        assertThat(MarkRules.isLinkTarget(longest)).isTrue();
        assertThat(MarkRules.isLinkTarget(longest + "x")).isFalse();
    }

    private static Mark strong(int start, int end) {
        return new Mark(Mark.Kind.STRONG, start, end, null);
    }

    private static Mark emphasis(int start, int end) {
        return new Mark(Mark.Kind.EMPHASIS, start, end, null);
    }

    private static Mark link(int start, int end) {
        return new Mark(Mark.Kind.LINK, start, end, "https://example.org/");
    }
}
