package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import java.util.List;

/** Plain text: the first paragraph is the headline, the others are the body. */
final class PlainTextReader {

    ReadItem read(String text, String id, Notes notes) {
        List<Block> paragraphs = PlainParagraphs.of(text, "the text", notes);
        DraftBuilder draft = DraftBuilder.document(id, notes);
        if (!paragraphs.isEmpty()) {
            draft.head(SegmentKind.HEADLINE, paragraphs.getFirst().text(), "the first paragraph")
                    .body(paragraphs.subList(1, paragraphs.size()));
        }
        return draft.build("the first paragraph", "the paragraphs after it");
    }
}
