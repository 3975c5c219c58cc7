package io.copyflow.publish.wire;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.publish.domain.Text;
import io.copyflow.schemas.state.SegmentText;
import io.copyflow.schemas.state.VersionText;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.VersionMetadata;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts between Avro and the domain. The hash is reckoned anew, so that a wrong one in an event lets nothing out. */
final class TextWire {

    private TextWire() {}

    static Text source(PublishedMetadata metadata, int revision, List<Segment> segments) {
        return text(
                metadata,
                metadata.sourceLanguage(),
                revision,
                segments.stream()
                        .map(segment -> new SegmentText(
                                segment.getId(), segment.getText(), segment.getMarks(), segment.getMedia()))
                        .toList(),
                List.of());
    }

    static Text translation(String storyId, String language, TranslationSubmitted submitted) {
        VersionMetadata metadata = submitted.getMetadata();
        Map<String, MediaReference> media = new HashMap<>();
        submitted.getMedia().forEach(of -> media.put(of.getSegmentId(), of.getMedia()));
        return text(
                metadata == null
                        ? null
                        : new PublishedMetadata(
                                storyId,
                                metadata.getSourceLanguage(),
                                metadata.getUrgency(),
                                metadata.getDesk(),
                                metadata.getBureau()),
                language,
                submitted.getSourceRevision(),
                submitted.getSegments().stream()
                        .map(segment -> new SegmentText(
                                segment.getId(), segment.getText(), segment.getMarks(), media.get(segment.getId())))
                        .toList(),
                submitted.getTranslators());
    }

    static VersionText write(Text text) {
        PublishedMetadata metadata = text.metadata();
        return new VersionText(
                text.contentHash(),
                text.sourceRevision(),
                text.passages().stream()
                        .map(passage ->
                                new SegmentText(passage.id(), passage.text(), marks(passage), media(passage.media())))
                        .toList(),
                text.translators(),
                metadata == null
                        ? null
                        : new VersionMetadata(
                                metadata.sourceLanguage(), metadata.urgency(), metadata.desk(), metadata.bureau()));
    }

    private static Text text(
            @Nullable PublishedMetadata metadata,
            String language,
            int revision,
            List<SegmentText> segments,
            List<String> translators) {
        boolean isWhole = true;
        List<Passage> passages = new ArrayList<>();
        for (SegmentText segment : segments) {
            List<io.copyflow.contract.Mark> marks = new ArrayList<>();
            for (Mark mark : segment.getMarks()) {
                io.copyflow.contract.Mark.Kind kind = kind(mark.getKind());
                if (kind == null) {
                    isWhole = false;
                } else {
                    marks.add(new io.copyflow.contract.Mark(kind, mark.getStart(), mark.getEnd(), mark.getTarget()));
                }
            }
            passages.add(new Passage(segment.getId(), segment.getText(), marks, media(segment.getMedia())));
        }
        // what this reader does not know wholly matches no cleared hash
        String hash = isWhole && metadata != null ? ContentHash.of(metadata, language, revision, passages) : "";
        return new Text(hash, revision, metadata, passages, translators);
    }

    private static List<Mark> marks(Passage passage) {
        return passage.marks().stream()
                .map(mark -> new Mark(kind(mark.kind()), mark.start(), mark.end(), mark.target()))
                .toList();
    }

    private static io.copyflow.contract.@Nullable MediaReference media(@Nullable MediaReference media) {
        return media == null
                ? null
                : new io.copyflow.contract.MediaReference(
                        media.getHash(),
                        media.getMediaType(),
                        media.getBytes(),
                        media.getWidth(),
                        media.getHeight(),
                        media.getSource());
    }

    private static @Nullable MediaReference media(io.copyflow.contract.@Nullable MediaReference media) {
        // where it was taken from is for colleagues
        return media == null
                ? null
                : new MediaReference(
                        media.hash(), media.mediaType(), media.bytes(), media.width(), media.height(), null);
    }

    private static io.copyflow.contract.Mark.@Nullable Kind kind(MarkKind kind) {
        return switch (kind) {
            case STRONG -> io.copyflow.contract.Mark.Kind.STRONG;
            case EMPHASIS -> io.copyflow.contract.Mark.Kind.EMPHASIS;
            case LINK -> io.copyflow.contract.Mark.Kind.LINK;
            case UNKNOWN -> null;
        };
    }

    private static MarkKind kind(io.copyflow.contract.Mark.Kind kind) {
        return switch (kind) {
            case STRONG -> MarkKind.STRONG;
            case EMPHASIS -> MarkKind.EMPHASIS;
            case LINK -> MarkKind.LINK;
        };
    }
}
