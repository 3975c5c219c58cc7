package io.copyflow.ingest.wire;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Segment;
import io.copyflow.schemas.text.MarkKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks, segments and marks between Avro and the domain. */
final class TextWire {

    private TextWire() {}

    static List<Block> readBlocks(List<io.copyflow.schemas.text.Block> blocks) {
        List<Block> read = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            io.copyflow.schemas.text.Block block = blocks.get(i);
            String where = "blocks[" + i + "]";
            SegmentKind kind = readKind(block.getKind());
            if (kind == null) {
                throw new UnknownValueException(where + ".kind", SegmentKind.values());
            }
            List<Mark> marks = new ArrayList<>(block.getMarks().size());
            for (int m = 0; m < block.getMarks().size(); m++) {
                io.copyflow.schemas.text.Mark mark = block.getMarks().get(m);
                Mark.Kind markKind = readKind(mark.getKind());
                if (markKind == null) {
                    throw new UnknownValueException(where + ".marks[" + m + "].kind", Mark.Kind.values());
                }
                marks.add(new Mark(markKind, mark.getStart(), mark.getEnd(), mark.getTarget()));
            }
            read.add(new Block(kind, block.getText(), marks, read(block.getMedia())));
        }
        return read;
    }

    static List<io.copyflow.schemas.text.Block> writeBlocks(List<Block> blocks) {
        return blocks.stream()
                .map(block -> new io.copyflow.schemas.text.Block(
                        writeKind(block.kind()), block.text(), writeMarks(block.marks()), write(block.media())))
                .toList();
    }

    static List<io.copyflow.schemas.text.Segment> writeSegments(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new io.copyflow.schemas.text.Segment(
                        segment.id(),
                        writeKind(segment.kind()),
                        segment.text(),
                        writeMarks(segment.marks()),
                        write(segment.media())))
                .toList();
    }

    private static @Nullable MediaReference read(io.copyflow.schemas.text.@Nullable MediaReference media) {
        return media == null
                ? null
                : new MediaReference(
                        media.getHash(),
                        media.getMediaType(),
                        media.getBytes(),
                        media.getWidth(),
                        media.getHeight(),
                        media.getSource());
    }

    private static io.copyflow.schemas.text.@Nullable MediaReference write(@Nullable MediaReference media) {
        return media == null
                ? null
                : new io.copyflow.schemas.text.MediaReference(
                        media.hash(), media.mediaType(), media.bytes(), media.width(), media.height(), media.source());
    }

    static @Nullable SegmentKind readKind(io.copyflow.schemas.text.SegmentKind kind) {
        return switch (kind) {
            case UNKNOWN -> null;
            case HEADLINE -> SegmentKind.HEADLINE;
            case STANDFIRST -> SegmentKind.STANDFIRST;
            case BYLINE -> SegmentKind.BYLINE;
            case DATELINE -> SegmentKind.DATELINE;
            case PARAGRAPH -> SegmentKind.PARAGRAPH;
            case SUBHEADING -> SegmentKind.SUBHEADING;
            case QUOTE -> SegmentKind.QUOTE;
            case LIST_ITEM -> SegmentKind.LIST_ITEM;
            case CAPTION -> SegmentKind.CAPTION;
            case CREDIT -> SegmentKind.CREDIT;
            case ALTERNATIVE_TEXT -> SegmentKind.ALTERNATIVE_TEXT;
        };
    }

    static io.copyflow.schemas.text.SegmentKind writeKind(SegmentKind kind) {
        return switch (kind) {
            case HEADLINE -> io.copyflow.schemas.text.SegmentKind.HEADLINE;
            case STANDFIRST -> io.copyflow.schemas.text.SegmentKind.STANDFIRST;
            case BYLINE -> io.copyflow.schemas.text.SegmentKind.BYLINE;
            case DATELINE -> io.copyflow.schemas.text.SegmentKind.DATELINE;
            case PARAGRAPH -> io.copyflow.schemas.text.SegmentKind.PARAGRAPH;
            case SUBHEADING -> io.copyflow.schemas.text.SegmentKind.SUBHEADING;
            case QUOTE -> io.copyflow.schemas.text.SegmentKind.QUOTE;
            case LIST_ITEM -> io.copyflow.schemas.text.SegmentKind.LIST_ITEM;
            case CAPTION -> io.copyflow.schemas.text.SegmentKind.CAPTION;
            case CREDIT -> io.copyflow.schemas.text.SegmentKind.CREDIT;
            case ALTERNATIVE_TEXT -> io.copyflow.schemas.text.SegmentKind.ALTERNATIVE_TEXT;
        };
    }

    private static Mark.@Nullable Kind readKind(MarkKind kind) {
        return switch (kind) {
            case UNKNOWN -> null;
            case STRONG -> Mark.Kind.STRONG;
            case EMPHASIS -> Mark.Kind.EMPHASIS;
            case LINK -> Mark.Kind.LINK;
        };
    }

    private static List<io.copyflow.schemas.text.Mark> writeMarks(List<Mark> marks) {
        return marks.stream()
                .map(mark -> new io.copyflow.schemas.text.Mark(
                        switch (mark.kind()) {
                            case STRONG -> MarkKind.STRONG;
                            case EMPHASIS -> MarkKind.EMPHASIS;
                            case LINK -> MarkKind.LINK;
                        },
                        mark.start(),
                        mark.end(),
                        mark.target()))
                .toList();
    }
}
