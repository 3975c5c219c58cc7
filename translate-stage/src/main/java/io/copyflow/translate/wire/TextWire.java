package io.copyflow.translate.wire;

import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.TextRules;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.translate.domain.DraftSegment;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.SourceSegment;
import io.copyflow.translate.domain.TranslatedSegment;
import io.copyflow.translate.domain.TranslationEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts, marks and the words of events, from and to Avro. */
final class TextWire {

    private TextWire() {}

    static List<SourceSegment> sourceSegments(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new SourceSegment(segment.getId(), hash(segment)))
                .toList();
    }

    private static String hash(Segment segment) {
        if (TextRules.isBlank(segment.getText())) {
            return SegmentHash.of("", List.of());
        }
        List<Mark> marks = new ArrayList<>();
        for (io.copyflow.schemas.text.Mark mark : segment.getMarks()) {
            Mark.Kind kind = kind(mark.getKind());
            if (kind != null) {
                marks.add(new Mark(kind, mark.getStart(), mark.getEnd(), mark.getTarget()));
            }
        }
        return SegmentHash.of(segment.getText(), marks);
    }

    static List<DraftSegment> draft(List<io.copyflow.schemas.text.TranslatedSegment> segments) {
        return segments.stream()
                .map(segment -> new DraftSegment(
                        segment.getId(),
                        segment.getText(),
                        segment.getMarks().stream()
                                .map(mark -> new DraftSegment.DraftMark(
                                        kind(mark.getKind()), mark.getStart(), mark.getEnd(), mark.getTarget()))
                                .toList(),
                        origin(segment.getOrigin()),
                        segment.getOriginDetail()))
                .toList();
    }

    static List<io.copyflow.schemas.text.TranslatedSegment> translated(List<TranslatedSegment> segments) {
        return segments.stream()
                .map(segment -> new io.copyflow.schemas.text.TranslatedSegment(
                        segment.passage().id(),
                        segment.passage().text(),
                        segment.passage().marks().stream()
                                .map(mark -> new io.copyflow.schemas.text.Mark(
                                        kind(mark.kind()), mark.start(), mark.end(), mark.target()))
                                .toList(),
                        origin(segment.origin()),
                        segment.originDetail()))
                .toList();
    }

    static ClaimEnd claimEnd(TranslationEvent.ClaimEnd reason) {
        return switch (reason) {
            case GIVEN_BACK -> ClaimEnd.GIVEN_BACK;
            case LEASE_EXPIRED -> ClaimEnd.LEASE_EXPIRED;
        };
    }

    static ReopenReason reopenReason(TranslationEvent.ReopenReason reason) {
        return switch (reason) {
            case SOURCE_REVISED -> ReopenReason.SOURCE_REVISED;
            case CHANGES_REQUESTED -> ReopenReason.CHANGES_REQUESTED;
            case REJECTED -> ReopenReason.REJECTED;
        };
    }

    private static Mark.@Nullable Kind kind(MarkKind kind) {
        return switch (kind) {
            case STRONG -> Mark.Kind.STRONG;
            case EMPHASIS -> Mark.Kind.EMPHASIS;
            case LINK -> Mark.Kind.LINK;
            case UNKNOWN -> null;
        };
    }

    private static MarkKind kind(Mark.Kind kind) {
        return switch (kind) {
            case STRONG -> MarkKind.STRONG;
            case EMPHASIS -> MarkKind.EMPHASIS;
            case LINK -> MarkKind.LINK;
        };
    }

    private static @Nullable Origin origin(io.copyflow.schemas.text.Origin origin) {
        return switch (origin) {
            case PERSON -> Origin.PERSON;
            case MEMORY -> Origin.MEMORY;
            case MACHINE -> Origin.MACHINE;
            case UNKNOWN -> null;
        };
    }

    private static io.copyflow.schemas.text.Origin origin(Origin origin) {
        return switch (origin) {
            case PERSON -> io.copyflow.schemas.text.Origin.PERSON;
            case MEMORY -> io.copyflow.schemas.text.Origin.MEMORY;
            case MACHINE -> io.copyflow.schemas.text.Origin.MACHINE;
        };
    }
}
