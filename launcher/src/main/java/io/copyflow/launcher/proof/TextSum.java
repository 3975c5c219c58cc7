package io.copyflow.launcher.proof;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Digest;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.SegmentMedia;
import io.copyflow.schemas.text.TranslatedSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a text once it was read: enough to tell whether another is the same.
 *
 * @param hash its content hash, reckoned from the text; empty when it cannot be, which equals no hash
 * @param ids its segments' ids in reading order, hashed
 * @param kinds ids, kinds and media of its segments in reading order, hashed; of a translation, which has no kinds, of
 *     no use
 */
public record TextSum(String hash, String ids, String kinds) {

    private record Piece(Passage passage, @Nullable SegmentKind kind, boolean whole) {}

    static TextSum ofSource(PublishedMetadata metadata, int revision, List<Segment> segments) {
        return of(
                metadata,
                metadata.sourceLanguage(),
                revision,
                segments.stream()
                        .map(segment -> piece(
                                segment.getId(),
                                segment.getText(),
                                segment.getMarks(),
                                segment.getMedia(),
                                segment.getKind()))
                        .toList());
    }

    /** @param metadata null in facts from before the hash bound it, whose hash cannot be reckoned */
    static TextSum ofTranslation(
            @Nullable PublishedMetadata metadata,
            String language,
            int revision,
            List<TranslatedSegment> segments,
            List<SegmentMedia> media) {
        Map<String, MediaReference> mediaOf = new HashMap<>();
        media.forEach(of -> mediaOf.put(of.getSegmentId(), of.getMedia()));
        return of(
                metadata,
                language,
                revision,
                segments.stream()
                        .map(segment -> piece(
                                segment.getId(),
                                segment.getText(),
                                segment.getMarks(),
                                mediaOf.get(segment.getId()),
                                null))
                        .toList());
    }

    /** Of a record that shows other segments than it lists, in other places or twice, the hash is empty. */
    public static TextSum ofPublished(PublishedVersion version) {
        Map<String, Piece> head = new HashMap<>();
        head(head, SegmentKind.STANDFIRST, "standfirst", version.getStandfirst(), version.getStandfirstMarks());
        head(head, SegmentKind.BYLINE, "byline", version.getByline(), version.getBylineMarks());
        head(head, SegmentKind.DATELINE, "dateline", version.getDateline(), version.getDatelineMarks());
        if (!version.getHeadline().isEmpty() || version.getSegmentIds().contains("headline")) {
            head(head, SegmentKind.HEADLINE, "headline", version.getHeadline(), version.getHeadlineMarks());
        }
        List<Piece> pieces = new ArrayList<>();
        int shown = 0;
        boolean asListed = true;
        for (String id : version.getSegmentIds()) {
            Piece above = head.remove(id);
            if (above != null) {
                pieces.add(above);
            } else if (shown < version.getBody().size()
                    && version.getBody().get(shown).getId().equals(id)) {
                Segment segment = version.getBody().get(shown++);
                pieces.add(piece(
                        segment.getId(), segment.getText(), segment.getMarks(), segment.getMedia(), segment.getKind()));
            } else {
                asListed = false;
            }
        }
        TextSum sum = of(
                new PublishedMetadata(
                        version.getStoryId(),
                        version.getSourceLanguage(),
                        version.getUrgency(),
                        version.getDesk(),
                        version.getBureau()),
                version.getLanguage(),
                version.getSourceRevision(),
                pieces);
        return asListed && head.isEmpty() && shown == version.getBody().size()
                ? sum
                : new TextSum("", sum.ids, sum.kinds);
    }

    private static void head(
            Map<String, Piece> head,
            SegmentKind kind,
            String id,
            @Nullable String text,
            List<io.copyflow.schemas.text.Mark> marks) {
        if (text != null) {
            head.put(id, piece(id, text, marks, null, kind));
        }
    }

    private static TextSum of(@Nullable PublishedMetadata metadata, String language, int revision, List<Piece> pieces) {
        Digest ids = new Digest();
        Digest kinds = new Digest();
        for (Piece piece : pieces) {
            ids.text(piece.passage.id());
            kinds.text(piece.passage.id()).text(piece.kind == null ? "" : piece.kind.name());
            io.copyflow.contract.MediaReference media = piece.passage.media();
            if (media != null) {
                // the content hash binds hash and type; pages are laid out by the rest
                kinds.text(media.hash())
                        .text(media.mediaType())
                        .text(media.bytes() + " " + media.width() + " " + media.height());
            }
        }
        return new TextSum(
                metadata != null && pieces.stream().allMatch(Piece::whole)
                        ? ContentHash.of(
                                metadata,
                                language,
                                revision,
                                pieces.stream().map(Piece::passage).toList())
                        : "",
                hex(ids),
                hex(kinds));
    }

    private static Piece piece(
            String id,
            String text,
            List<io.copyflow.schemas.text.Mark> marks,
            @Nullable MediaReference media,
            @Nullable SegmentKind kind) {
        List<Mark> known = new ArrayList<>();
        for (io.copyflow.schemas.text.Mark mark : marks) {
            Mark.Kind markKind = switch (mark.getKind()) {
                case STRONG -> Mark.Kind.STRONG;
                case EMPHASIS -> Mark.Kind.EMPHASIS;
                case LINK -> Mark.Kind.LINK;
                case UNKNOWN -> null;
            };
            if (markKind != null) {
                known.add(new Mark(markKind, mark.getStart(), mark.getEnd(), mark.getTarget()));
            }
        }
        return new Piece(new Passage(id, text, known, of(media)), kind, known.size() == marks.size());
    }

    private static io.copyflow.contract.@Nullable MediaReference of(@Nullable MediaReference media) {
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

    private static String hex(Digest digest) {
        return HexFormat.of().formatHex(digest.first(16));
    }
}
