package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Plain text as paragraphs: cut at blank lines. */
final class PlainParagraphs {

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[\\t ]*\\R\\s*");

    private PlainParagraphs() {}

    /** @param where the place of the text in the item, for notes */
    static List<Block> of(String text, String where, Notes notes) {
        List<Block> blocks = new ArrayList<>();
        for (String paragraph : BLANK_LINE.split(text.replace("\r\n", "\n"))) {
            CleanText clean = CleanText.of(paragraph);
            notes.removed(clean, where);
            if (!clean.isBlank()) {
                blocks.add(Block.plain(SegmentKind.PARAGRAPH, clean.text()));
            }
        }
        return blocks;
    }
}
