package io.copyflow.translate.wire;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentMedia;
import io.copyflow.schemas.translation.Touch;
import io.copyflow.translate.domain.DraftSegment;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.TranslatedSegment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts, marks and what is said of them, from and to Avro. */
final class TextWire {

    private TextWire() {}

    static List<Passage> source(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new Passage(
                        segment.getId(), segment.getText(), marks(segment.getMarks()), media(segment.getMedia())))
                .toList();
    }

    static Passage passage(io.copyflow.schemas.text.Passage passage) {
        return new Passage(passage.getId(), passage.getText(), marks(passage.getMarks()), media(passage.getMedia()));
    }

    static io.copyflow.schemas.text.Passage passage(Passage passage) {
        return new io.copyflow.schemas.text.Passage(
                passage.id(), passage.text(), written(passage.marks()), media(passage.media()));
    }

    /** The pictures and videos of a text, in reading order. */
    static List<SegmentMedia> media(List<TranslatedSegment> segments) {
        return segments.stream()
                .<SegmentMedia>mapMulti((segment, found) -> {
                    io.copyflow.schemas.text.MediaReference media =
                            media(segment.passage().media());
                    if (media != null) {
                        found.accept(new SegmentMedia(segment.passage().id(), media));
                    }
                })
                .toList();
    }

    private static @Nullable MediaReference media(io.copyflow.schemas.text.@Nullable MediaReference media) {
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

    private static io.copyflow.schemas.text.@Nullable MediaReference media(@Nullable MediaReference media) {
        return media == null
                ? null
                : new io.copyflow.schemas.text.MediaReference(
                        media.hash(), media.mediaType(), media.bytes(), media.width(), media.height(), media.source());
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
        return segments.stream().map(TextWire::translated).toList();
    }

    static io.copyflow.schemas.text.TranslatedSegment translated(TranslatedSegment segment) {
        return new io.copyflow.schemas.text.TranslatedSegment(
                segment.passage().id(),
                segment.passage().text(),
                written(segment.passage().marks()),
                origin(segment.origin()),
                segment.originDetail());
    }

    /** A segment that this stage accepted, and whose origin it therefore knows. */
    static TranslatedSegment accepted(io.copyflow.schemas.text.TranslatedSegment segment) {
        return new TranslatedSegment(
                new Passage(segment.getId(), segment.getText(), marks(segment.getMarks())),
                Objects.requireNonNull(origin(segment.getOrigin())),
                segment.getOriginDetail());
    }

    /** Null for none, and for one of an origin newer than this program. */
    static @Nullable TranslatedSegment translated(io.copyflow.schemas.text.@Nullable TranslatedSegment segment) {
        Origin origin = segment == null ? null : origin(segment.getOrigin());
        return segment == null || origin == null
                ? null
                : new TranslatedSegment(
                        new Passage(segment.getId(), segment.getText(), marks(segment.getMarks())),
                        origin,
                        segment.getOriginDetail());
    }

    static List<io.copyflow.schemas.text.TranslatedSegment> drafted(List<DraftSegment> segments) {
        return segments.stream()
                .map(segment -> new io.copyflow.schemas.text.TranslatedSegment(
                        segment.id(),
                        segment.text(),
                        segment.marks().stream()
                                .map(mark -> new io.copyflow.schemas.text.Mark(
                                        mark.kind() == null ? MarkKind.UNKNOWN : kind(mark.kind()),
                                        mark.start(),
                                        mark.end(),
                                        mark.target()))
                                .toList(),
                        segment.origin() == null ? io.copyflow.schemas.text.Origin.UNKNOWN : origin(segment.origin()),
                        segment.originDetail()))
                .toList();
    }

    /** Null for a kind newer than this program. */
    static @Nullable SegmentKind kind(io.copyflow.schemas.text.SegmentKind kind) {
        return switch (kind) {
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
            case UNKNOWN -> null;
        };
    }

    static List<Touch> touches(Collection<io.copyflow.translate.domain.Touch> touches) {
        return touches.stream()
                .sorted()
                .map(touch -> switch (touch) {
                    case NUMBER -> Touch.NUMBER;
                    case NAME -> Touch.NAME;
                    case NEGATION -> Touch.NEGATION;
                })
                .toList();
    }

    /** Nothing is said of what a newer writer knows, so all may be touched. */
    static Set<io.copyflow.translate.domain.Touch> touched(List<Touch> touches) {
        Set<io.copyflow.translate.domain.Touch> read = EnumSet.noneOf(io.copyflow.translate.domain.Touch.class);
        for (Touch touch : touches) {
            switch (touch) {
                case NUMBER -> read.add(io.copyflow.translate.domain.Touch.NUMBER);
                case NAME -> read.add(io.copyflow.translate.domain.Touch.NAME);
                case NEGATION -> read.add(io.copyflow.translate.domain.Touch.NEGATION);
                case UNKNOWN -> read.addAll(EnumSet.allOf(io.copyflow.translate.domain.Touch.class));
            }
        }
        return read;
    }

    static io.copyflow.translate.domain.RevisionClass meant(RevisionClass meant) {
        return switch (meant) {
            case MINOR -> io.copyflow.translate.domain.RevisionClass.MINOR;
            case UPDATE -> io.copyflow.translate.domain.RevisionClass.UPDATE;
            case CORRECTION -> io.copyflow.translate.domain.RevisionClass.CORRECTION;
            case CLARIFICATION -> io.copyflow.translate.domain.RevisionClass.CLARIFICATION;
            case UNKNOWN -> io.copyflow.translate.domain.RevisionClass.UNKNOWN;
        };
    }

    static RevisionClass meant(io.copyflow.translate.domain.RevisionClass meant) {
        return switch (meant) {
            case MINOR -> RevisionClass.MINOR;
            case UPDATE -> RevisionClass.UPDATE;
            case CORRECTION -> RevisionClass.CORRECTION;
            case CLARIFICATION -> RevisionClass.CLARIFICATION;
            case UNKNOWN -> RevisionClass.UNKNOWN;
        };
    }

    static @Nullable Origin origin(io.copyflow.schemas.text.Origin origin) {
        return switch (origin) {
            case PERSON -> Origin.PERSON;
            case MEMORY -> Origin.MEMORY;
            case MACHINE -> Origin.MACHINE;
            case UNKNOWN -> null;
        };
    }

    static io.copyflow.schemas.text.Origin origin(Origin origin) {
        return switch (origin) {
            case PERSON -> io.copyflow.schemas.text.Origin.PERSON;
            case MEMORY -> io.copyflow.schemas.text.Origin.MEMORY;
            case MACHINE -> io.copyflow.schemas.text.Origin.MACHINE;
        };
    }

    /** Marks of a kind newer than this program are left out. */
    private static List<Mark> marks(List<io.copyflow.schemas.text.Mark> marks) {
        return marks.stream()
                .<Mark>mapMulti((mark, known) -> {
                    Mark.Kind kind = kind(mark.getKind());
                    if (kind != null) {
                        known.accept(new Mark(kind, mark.getStart(), mark.getEnd(), mark.getTarget()));
                    }
                })
                .toList();
    }

    private static List<io.copyflow.schemas.text.Mark> written(List<Mark> marks) {
        return marks.stream()
                .map(mark ->
                        new io.copyflow.schemas.text.Mark(kind(mark.kind()), mark.start(), mark.end(), mark.target()))
                .toList();
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
}
