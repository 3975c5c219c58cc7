package io.copyflow.desk.model;

import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Passage;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.TranslatedSegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment of a version as it is read.
 *
 * @param id of the segment
 * @param kind what it is in the article
 * @param text plain text
 * @param marks inline marks, those this program knows
 * @param origin who or what made a translation; null in a source
 * @param detail the memory's story or the machine's engine
 * @param media the picture or video this text stands for; null for none
 */
public record Line(
        String id,
        SegmentKind kind,
        String text,
        List<Mark> marks,
        @Nullable Origin origin,
        @Nullable String detail,
        @Nullable MediaReference media) {

    public Line {
        marks = List.copyOf(marks);
    }

    static Line of(Segment segment) {
        return new Line(
                segment.getId(),
                kind(segment),
                segment.getText(),
                marks(segment.getMarks()),
                null,
                null,
                segment.getMedia());
    }

    /** @param kind of the source's segment */
    static Line of(TranslatedSegment segment, SegmentKind kind, @Nullable MediaReference media) {
        return new Line(
                segment.getId(),
                kind,
                segment.getText(),
                marks(segment.getMarks()),
                segment.getOrigin(),
                segment.getOriginDetail(),
                media);
    }

    /** @param kind of the source's segment */
    static Line of(Passage passage, SegmentKind kind) {
        return new Line(passage.getId(), kind, passage.getText(), marks(passage.getMarks()), null, null, null);
    }

    /** Marks as commands carry them. */
    public static List<io.copyflow.schemas.text.Mark> written(List<Mark> marks) {
        return marks.stream()
                .map(mark -> io.copyflow.schemas.text.Mark.newBuilder()
                        .setKind(MarkKind.valueOf(mark.kind().name()))
                        .setStart(mark.start())
                        .setEnd(mark.end())
                        .setTarget(mark.target())
                        .build())
                .toList();
    }

    /** Whether text and marks are the same. */
    public boolean saysAs(Line other) {
        return text.equals(other.text) && marks.equals(other.marks);
    }

    /** As stages and checks take it. */
    public io.copyflow.contract.Passage passage() {
        return new io.copyflow.contract.Passage(
                id,
                text,
                marks,
                media == null
                        ? null
                        : new io.copyflow.contract.MediaReference(
                                media.getHash(),
                                media.getMediaType(),
                                media.getBytes(),
                                media.getWidth(),
                                media.getHeight(),
                                media.getSource()));
    }

    /** A kind newer than this program reads as a paragraph. */
    private static SegmentKind kind(Segment segment) {
        for (SegmentKind kind : SegmentKind.values()) {
            if (kind.name().equals(segment.getKind().name())) {
                return kind;
            }
        }
        return SegmentKind.PARAGRAPH;
    }

    private static List<Mark> marks(List<io.copyflow.schemas.text.Mark> marks) {
        return marks.stream()
                .filter(mark -> mark.getKind() != MarkKind.UNKNOWN)
                .map(mark -> new Mark(
                        Mark.Kind.valueOf(mark.getKind().name()), mark.getStart(), mark.getEnd(), mark.getTarget()))
                .toList();
    }
}
