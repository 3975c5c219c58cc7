package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlBlocksTest {

    private final Notes notes = new Notes();

    @Test
    void r03_blocks_become_segments_of_their_kind() {
        assertThat(blocks("""
                <h2>Repairs</h2><p>One
                   paragraph.</p>loose text<ul><li>first</li><li><p>second</p></li></ul>
                <blockquote><p>Said</p><p>again</p></blockquote><table><tr><td>a</td><td>b</td></tr></table>"""))
                .containsExactly(
                        Block.plain(SegmentKind.SUBHEADING, "Repairs"),
                        Block.plain(SegmentKind.PARAGRAPH, "One paragraph."),
                        Block.plain(SegmentKind.PARAGRAPH, "loose text"),
                        Block.plain(SegmentKind.LIST_ITEM, "first"),
                        Block.plain(SegmentKind.LIST_ITEM, "second"),
                        Block.plain(SegmentKind.QUOTE, "Said"),
                        Block.plain(SegmentKind.QUOTE, "again"),
                        Block.plain(SegmentKind.PARAGRAPH, "a b"));
    }

    @Test
    void r03_marks_lie_where_their_text_is_after_folding_and_composing() {
        List<Block> blocks = blocks("<p>\n  e\u0301 😀 <b> strong <em>both</em></b> and"
                + " <a href='https://example.org/x'>link</a>, <i></i>end</p>");
        assertThat(blocks).hasSize(1);
        Block block = blocks.getFirst();
        assertThat(block.text()).isEqualTo("é 😀 strong both and link, end");
        assertThat(block.marks())
                .containsExactly(
                        new Mark(Mark.Kind.STRONG, 4, 15, null),
                        new Mark(Mark.Kind.EMPHASIS, 11, 15, null),
                        new Mark(Mark.Kind.LINK, 20, 24, "https://example.org/x"));
    }

    @Test
    void r03_a_mark_over_two_paragraphs_is_a_mark_in_each() {
        assertThat(blocks("<strong><p>One</p><p>Two</p></strong>"))
                .extracting(Block::marks)
                .containsExactly(
                        List.of(new Mark(Mark.Kind.STRONG, 0, 3, null)),
                        List.of(new Mark(Mark.Kind.STRONG, 0, 3, null)));
    }

    @Test
    void r03_a_mark_goes_on_after_a_break_from_the_start_of_the_next_block() {
        assertThat(blocks("<p>ab <b>c<br><br>dd</b> e</p>"))
                .extracting(Block::marks)
                .containsExactly(
                        List.of(new Mark(Mark.Kind.STRONG, 3, 4, null)),
                        List.of(new Mark(Mark.Kind.STRONG, 0, 2, null)));
    }

    @Test
    void r03_a_mark_that_begins_inside_a_character_begins_after_it() {
        CleanText text = CleanText.of("xe\u0301y");
        assertThat(text.text()).isEqualTo("xéy");
        assertThat(text.marks(List.of(new Mark(Mark.Kind.STRONG, 2, 4, null))))
                .containsExactly(new Mark(Mark.Kind.STRONG, 2, 3, null));
    }

    @Test
    void r03_one_line_break_is_a_space_and_two_are_a_paragraph() {
        assertThat(blocks("<p>a<br>b<br/> <br/>c</p>")).extracting(Block::text).containsExactly("a b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>x</script>",
                "<style>x</style>",
                "<p hidden>x</p>",
                "<span style='display : NONE'>x</span>",
                "<div style='color:red;visibility:hidden'>x</div>",
                "<p style='font-size:0px'>x</p>",
                "<!-- x -->",
                "<p style='opacity:0'>x</p>",
                "<noscript>x</noscript>",
                "<template>x</template>",
                "<iframe>x</iframe>",
                "<svg><text>x</text></svg>",
                "<img src='https://t.example/x.gif' alt='x'>",
                "<textarea>x</textarea>",
                "<object>x</object>",
                "<p>&nbsp;</p>",
                "<p>\u200B</p>",
                "<title>x</title>"
            })
    void r03_scripts_styles_pictures_and_hidden_text_are_left_out(String html) {
        assertThat(blocks(html + "<p>seen</p>")).containsExactly(Block.plain(SegmentKind.PARAGRAPH, "seen"));
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1)",
        "java&#10;script:alert(1)",
        "data:x",
        "/relative",
        "mailto:a@example.org",
        "''",
        "https://a@b.example/"
    })
    void r03_links_elsewhere_lose_the_link_and_keep_their_text(String href) {
        assertThat(blocks("<p>a <a href='" + href + "'>text</a></p>"))
                .containsExactly(Block.plain(SegmentKind.PARAGRAPH, "a text"));
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void r03_controls_that_disguise_text_are_removed_and_noted() {
        assertThat(blocks("<p>a\u202Eb\u2067c\u0007d\u200Fe&#x202D;</p>"))
                .containsExactly(Block.plain(SegmentKind.PARAGRAPH, "abcd\u200Fe"));
        assertThat(notes.all()).containsExactly("Removed U+0007, U+202D, U+202E, U+2067 from $.x.");
    }

    @Test
    void r03_nesting_without_end_is_read_in_time() {
        assertThat(blocks("<div><b><i>".repeat(15_000) + "deep"))
                .extracting(Block::text)
                .containsExactly("deep");
    }

    @Test
    void r03_offsets_are_mapped_in_one_pass() {
        String long_ = "e\u0301 ".repeat(50_000);
        StringBuilder html = new StringBuilder("<p>");
        for (int i = 0; i < 5_000; i++) {
            html.append("<b>e\u0301</b> ");
        }
        List<Block> blocks = blocks(html.append(long_).append("</p>").toString());
        assertThat(blocks.getFirst().marks())
                .hasSize(5_000)
                .last()
                .isEqualTo(new Mark(Mark.Kind.STRONG, 9_998, 9_999, null));
    }

    private List<Block> blocks(String html) {
        return HtmlBlocks.of(html, "$.x", notes);
    }
}
