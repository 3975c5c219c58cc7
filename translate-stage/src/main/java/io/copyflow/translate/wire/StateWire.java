package io.copyflow.translate.wire;

import io.copyflow.contract.Passage;
import io.copyflow.schemas.state.AskedDraft;
import io.copyflow.schemas.state.SegmentDigest;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.SourceStep;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.state.TranslationStatus;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.translate.domain.DraftRequest;
import io.copyflow.translate.domain.Lease;
import io.copyflow.translate.domain.MadeText;
import io.copyflow.translate.domain.OpenSegment;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.PairedSegment;
import io.copyflow.translate.domain.PairedVersion;
import io.copyflow.translate.domain.Provenance;
import io.copyflow.translate.domain.RevisionStep;
import io.copyflow.translate.domain.Source;
import io.copyflow.translate.domain.SourceRevision;
import io.copyflow.translate.domain.SourceSegment;
import io.copyflow.translate.domain.SourceText;
import io.copyflow.translate.domain.SubmittedSegment;
import io.copyflow.translate.domain.Task;
import io.copyflow.translate.domain.Translation;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the stage keeps, from and to Avro. */
final class StateWire {

    private StateWire() {}

    static TranslationState write(Translation state) {
        Task task = state.task();
        Lease lease = state.lease();
        return new TranslationState(
                status(state.status()),
                task.sourceLanguage(),
                task.urgency(),
                task.arrival(),
                task.deadline(),
                task.overdueTold(),
                task.leaseMillis(),
                state.source().number(),
                state.source().segments().stream()
                        .map(segment -> new SegmentDigest(segment.id(), bytes(segment.hash())))
                        .toList(),
                state.source().authors(),
                state.steps().stream().map(StateWire::step).toList(),
                state.open().stream().map(StateWire::open).toList(),
                lease == null ? null : lease.holder(),
                lease == null ? null : lease.until(),
                state.submitted().stream().map(StateWire::submitted).toList(),
                state.contentHash(),
                state.provenance().texts().stream().map(StateWire::made).toList(),
                draft(state.draft()),
                state.translators());
    }

    static Translation read(TranslationState state) {
        return new Translation(
                status(state.getStatus()),
                new Task(
                        state.getSourceLanguage(),
                        state.getUrgency(),
                        state.getArrival(),
                        state.getDeadline(),
                        state.getOverdueTold(),
                        state.getLeaseMillis()),
                new SourceRevision(
                        state.getSourceRevision(),
                        state.getSource().stream()
                                .map(digest -> new SourceSegment(digest.getId(), hex(digest.getHash())))
                                .toList(),
                        state.getSourceAuthors()),
                state.getSteps().stream().map(StateWire::step).toList(),
                state.getOpen().stream().map(StateWire::open).toList(),
                state.getHolder() == null || state.getLeaseUntil() == null
                        ? null
                        : new Lease(state.getHolder(), state.getLeaseUntil()),
                state.getSubmitted().stream().map(StateWire::submitted).toList(),
                state.getContentHash(),
                new Provenance(state.getMade().stream().map(StateWire::made).toList()),
                draft(state.getDraft()),
                state.getTranslators());
    }

    /** @param kinds what each passage of the newest revision is */
    static SourceState write(Source source, List<SegmentKind> kinds) {
        return new SourceState(
                source.language(),
                source.newest().number(),
                source.newest().passages().stream().map(TextWire::passage).toList(),
                source.newest().revision().authors(),
                source.urgency(),
                source.targets(),
                source.approved().stream().sorted().toList(),
                source.spiked(),
                kinds,
                source.killed(),
                source.desk(),
                source.bureau());
    }

    static Source read(SourceState source) {
        return new Source(
                source.getLanguage(),
                SourceText.of(source.getRevision(), text(source), source.getAuthors()),
                source.getUrgency(),
                source.getDesk(),
                source.getBureau(),
                source.getTargets(),
                new HashSet<>(source.getApproved()),
                source.getSpiked(),
                source.getKilled());
    }

    static io.copyflow.schemas.state.PairedVersion write(PairedVersion version) {
        return new io.copyflow.schemas.state.PairedVersion(
                version.contentHash(),
                version.sourceRevision(),
                version.sourceLanguage(),
                version.translators(),
                version.segments().stream()
                        .map(segment -> new io.copyflow.schemas.state.PairedSegment(
                                TextWire.passage(segment.source()), TextWire.translated(segment.target())))
                        .toList());
    }

    static PairedVersion read(io.copyflow.schemas.state.PairedVersion version) {
        return new PairedVersion(
                version.getContentHash(),
                version.getSourceRevision(),
                version.getSourceLanguage(),
                version.getTranslators(),
                version.getSegments().stream()
                        .map(segment -> new PairedSegment(
                                TextWire.passage(segment.getSource()), TextWire.accepted(segment.getTarget())))
                        .toList());
    }

    /** The text alone. */
    static List<Passage> text(SourceState source) {
        return source.getSegments().stream().map(TextWire::passage).toList();
    }

    private static SourceStep step(RevisionStep step) {
        return new SourceStep(
                step.from(),
                step.number(),
                TextWire.meant(step.meant()),
                step.by(),
                TextWire.touches(step.touches()),
                step.keepsSegments());
    }

    private static RevisionStep step(SourceStep step) {
        return new RevisionStep(
                step.getFrom(),
                step.getNumber(),
                TextWire.meant(step.getRevisionClass()),
                step.getBy(),
                TextWire.touched(step.getTouches()),
                step.getKeepsSegments());
    }

    private static io.copyflow.schemas.state.OpenSegment open(OpenSegment open) {
        return new io.copyflow.schemas.state.OpenSegment(
                open.id(),
                open.wanted(),
                open.changedIn(),
                open.before() == null ? null : TextWire.passage(open.before()));
    }

    private static OpenSegment open(io.copyflow.schemas.state.OpenSegment open) {
        return new OpenSegment(
                open.getId(),
                open.getWanted(),
                open.getChangedIn(),
                open.getBefore() == null ? null : TextWire.passage(open.getBefore()));
    }

    private static io.copyflow.schemas.state.SubmittedSegment submitted(SubmittedSegment segment) {
        return new io.copyflow.schemas.state.SubmittedSegment(
                segment.id(), bytes(segment.hash()), segment.made() == null ? null : made(segment.made()));
    }

    private static SubmittedSegment submitted(io.copyflow.schemas.state.SubmittedSegment segment) {
        return new SubmittedSegment(
                segment.getId(), hex(segment.getHash()), segment.getMade() == null ? null : made(segment.getMade()));
    }

    private static io.copyflow.schemas.state.MadeText made(MadeText text) {
        return new io.copyflow.schemas.state.MadeText(
                text.segmentId(), bytes(text.textHash()), TextWire.origin(text.origin()), text.originDetail());
    }

    private static MadeText made(io.copyflow.schemas.state.MadeText text) {
        Origin origin = Objects.requireNonNull(TextWire.origin(text.getOrigin()));
        return new MadeText(text.getSegmentId(), hex(text.getTextHash()), origin, text.getOriginDetail());
    }

    private static @Nullable AskedDraft draft(@Nullable DraftRequest request) {
        return request == null
                ? null
                : new AskedDraft(
                        request.id(),
                        request.engine(),
                        request.sourceRevision(),
                        request.segments(),
                        request.until(),
                        request.isAwaited());
    }

    private static @Nullable DraftRequest draft(@Nullable AskedDraft asked) {
        return asked == null
                ? null
                : new DraftRequest(
                        asked.getRequestId(),
                        asked.getEngine(),
                        asked.getSourceRevision(),
                        asked.getSegments(),
                        asked.getUntil(),
                        asked.getAwaited());
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
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
