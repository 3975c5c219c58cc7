package io.copyflow.desk.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {

    private static final MediaReference PICTURE = new MediaReference("a".repeat(64), "image/png", 3, 30, 20, null);

    /** {@code P} is a picture, {@code c} a caption, {@code r} a credit, anything else a paragraph of that text. */
    private static List<Draft.Part> blocks(String letters) {
        return Arrays.stream(letters.split(""))
                .map(letter -> switch (letter) {
                    case "P" -> new Draft.Part(SegmentKind.ALTERNATIVE_TEXT, "", "P", PICTURE);
                    case "c" -> Draft.Part.text(SegmentKind.CAPTION, "", "c");
                    case "r" -> Draft.Part.text(SegmentKind.CREDIT, "", "r");
                    default -> Draft.Part.text(SegmentKind.PARAGRAPH, "", letter);
                })
                .toList();
    }

    private static String letters(List<Draft.Part> body) {
        return String.join(
                "",
                body.stream()
                        .map(part -> part.text().isEmpty() ? "_" : part.text())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "12, add, 12_, 2",
        "12, add:0, 1_2, 1",
        "12, up:1, 21, 0",
        "12, up:0, 12, 0",
        "12, down:0, 21, 1",
        "12, down:1, 12, 1",
        "12, drop:0, 2, 0",
        "12, drop:7, 12, -1",
        "12, dance, 12, -1",
        // a picture takes what is said of it along
        "1Pcr2, up:1, Pcr12, 0",
        "1Pcr2, down:1, 12Pcr, 2",
        "1Pcr2, drop:1, 12, 1",
        // and nothing comes between them when another passes
        "1Pcr2, up:4, 12Pcr, 1",
        "1Pcr2, down:0, Pcr12, 3",
        "PcrPc, up:3, PcPcr, 0",
        "PcrPc, down:0, PcPcr, 2",
        // but within, they change places
        "Pcr, up:2, Prc, 1",
        "Pcr, drop:1, Pr, 1"
    })
    void blocks_move_with_what_belongs_to_them(String before, String change, String after, int focus) {
        Blocks.Changed changed = Blocks.changed(blocks(before), change);

        assertThat(letters(changed.body())).isEqualTo(after);
        assertThat(changed.focus()).isEqualTo(focus);
    }

    @ParameterizedTest
    @CsvSource({"12, ___12, 0", "1Pc, 1Pc___, 3"})
    void the_first_picture_stands_before_the_text_and_others_behind_it(String before, String after, int focus) {
        Blocks.Changed changed = Blocks.with(blocks(before), PICTURE);

        assertThat(letters(changed.body())).isEqualTo(after);
        assertThat(changed.focus()).isEqualTo(focus);
        assertThat(changed.body().get(focus).media()).isEqualTo(PICTURE);
    }
}
