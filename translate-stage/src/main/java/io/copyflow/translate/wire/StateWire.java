package io.copyflow.translate.wire;

import io.copyflow.schemas.state.SegmentDigest;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.state.TranslationStatus;
import io.copyflow.translate.domain.Source;
import io.copyflow.translate.domain.SourceRevision;
import io.copyflow.translate.domain.SourceSegment;
import io.copyflow.translate.domain.Translation;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/** What the stage keeps, from and to Avro. */
final class StateWire {

    private StateWire() {}

    static TranslationState write(Translation state) {
        return new TranslationState(
                status(state.status()),
                state.sourceLanguage(),
                state.source().number(),
                digests(state.source().segments()),
                state.source().authors(),
                state.holder(),
                state.leaseUntil(),
                state.leaseMillis(),
                state.open(),
                state.translators(),
                state.contentHash());
    }

    static Translation read(TranslationState state) {
        return new Translation(
                status(state.getStatus()),
                state.getSourceLanguage(),
                new SourceRevision(state.getSourceRevision(), segments(state.getSource()), state.getSourceAuthors()),
                state.getOpen(),
                state.getHolder(),
                state.getLeaseUntil(),
                state.getLeaseMillis(),
                state.getTranslators(),
                state.getContentHash());
    }

    static SourceState write(Source source) {
        return new SourceState(
                source.language(),
                source.newest().number(),
                digests(source.newest().segments()),
                source.newest().authors(),
                source.urgency(),
                source.targets(),
                source.approved().stream().sorted().toList(),
                source.spiked());
    }

    static Source read(SourceState source) {
        return new Source(
                source.getLanguage(),
                new SourceRevision(source.getRevision(), segments(source.getSegments()), source.getAuthors()),
                source.getUrgency(),
                source.getTargets(),
                new HashSet<>(source.getApproved()),
                source.getSpiked());
    }

    private static List<SegmentDigest> digests(List<SourceSegment> segments) {
        return segments.stream()
                .map(segment -> new SegmentDigest(
                        segment.id(), ByteBuffer.wrap(HexFormat.of().parseHex(segment.hash()))))
                .toList();
    }

    private static List<SourceSegment> segments(List<SegmentDigest> digests) {
        return digests.stream()
                .map(digest -> new SourceSegment(digest.getId(), hex(digest.getHash())))
                .toList();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static TranslationStatus status(Translation.Status status) {
        return switch (status) {
            case ABSENT -> TranslationStatus.ABSENT;
            case QUEUED -> TranslationStatus.QUEUED;
            case CLAIMED -> TranslationStatus.CLAIMED;
            case SUBMITTED -> TranslationStatus.SUBMITTED;
            case CANCELLED -> TranslationStatus.CANCELLED;
        };
    }

    private static Translation.Status status(TranslationStatus status) {
        return switch (status) {
            case ABSENT -> Translation.Status.ABSENT;
            case QUEUED -> Translation.Status.QUEUED;
            case CLAIMED -> Translation.Status.CLAIMED;
            case SUBMITTED -> Translation.Status.SUBMITTED;
            case CANCELLED -> Translation.Status.CANCELLED;
        };
    }
}
