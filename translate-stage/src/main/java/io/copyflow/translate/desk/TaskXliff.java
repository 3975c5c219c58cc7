package io.copyflow.translate.desk;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.translate.domain.DraftSegment;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.TranslatedSegment;
import io.copyflow.translate.domain.WholeTask;
import io.copyflow.translate.exchange.ExchangeNote;
import io.copyflow.translate.exchange.ExchangeSegment;
import io.copyflow.translate.exchange.ExchangeTask;
import io.copyflow.translate.exchange.FileLimits;
import io.copyflow.translate.exchange.SegmentState;
import io.copyflow.translate.exchange.TaskImport;
import io.copyflow.translate.exchange.TaskReference;
import io.copyflow.translate.exchange.XliffDocument;
import io.copyflow.translate.exchange.XliffExport;
import io.copyflow.translate.exchange.XliffImport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tasks as XLIFF files, out and in. Source: docs/reference/exchange-formats.md. */
final class TaskXliff {

    private static final XliffImport IMPORT = new XliffImport(FileLimits.TASK);

    private TaskXliff() {}

    /**
     * What a file says of a task.
     *
     * @param sourceRevision the revision it was exported on
     * @param segments those with a translation
     * @param notes sentences for whoever sent it
     */
    record Work(int sourceRevision, List<DraftSegment> segments, List<String> notes) {}

    /**
     * A task as XLIFF 2.1. A segment without a text of its own comes with what memory or a machine offers, as a draft.
     *
     * @throws UnreadableInputException {@code text-invalid}
     */
    static String write(WholeTask task) {
        List<ExchangeSegment> segments =
                task.segments().stream().map(TaskXliff::segment).toList();
        return switch (XliffExport.of(new ExchangeTask(
                task.storyId(),
                task.state().source().number(),
                task.state().task().sourceLanguage(),
                task.language(),
                segments))) {
            case XliffExport.Exported(String xml) -> xml;
            case XliffExport.Refused(Refusal refusal) -> throw unreadable(refusal);
        };
    }

    private static ExchangeSegment segment(WholeTask.Segment segment) {
        TranslatedSegment text = segment.text() == null ? segment.offered() : segment.text();
        return new ExchangeSegment(
                Objects.requireNonNullElse(segment.kind(), SegmentKind.PARAGRAPH),
                segment.source(),
                SegmentHash.of(segment.source().text(), segment.source().marks()),
                text == null ? null : text.passage(),
                state(segment),
                notes(segment));
    }

    private static SegmentState state(WholeTask.Segment segment) {
        if (segment.isStale()) {
            return SegmentState.STALE;
        }
        return segment.open() == null ? SegmentState.TRANSLATED : SegmentState.OPEN;
    }

    private static List<ExchangeNote> notes(WholeTask.Segment segment) {
        List<ExchangeNote> notes = new ArrayList<>();
        Passage before = segment.before();
        if (before != null) {
            notes.add(new ExchangeNote(ExchangeNote.Topic.REMARK, "The source was: " + before.text()));
        }
        segment.terms()
                .forEach(term -> notes.add(new ExchangeNote(
                        ExchangeNote.Topic.GLOSSARY, term.term() + ": " + String.join(", ", term.wordings()))));
        TranslatedSegment offered = segment.offered();
        if (segment.text() == null && offered != null) {
            notes.add(new ExchangeNote(
                    ExchangeNote.Topic.REMARK,
                    "A draft by " + DeedReader.label(offered.origin())
                            + (offered.originDetail() == null ? "" : ", " + offered.originDetail()) + "."));
        }
        return notes;
    }

    /**
     * A file that came back.
     *
     * @throws UnreadableInputException with the refusals of {@link XliffImport#read}
     */
    static XliffDocument.Read read(byte[] file) {
        return switch (IMPORT.read(file)) {
            case XliffDocument.Read document -> document;
            case XliffDocument.Refused(Refusal refusal) -> throw unreadable(refusal);
        };
    }

    /**
     * Which task it is of.
     *
     * @throws UnreadableInputException {@code other-story}, {@code other-language}
     */
    static TaskReference.Named reference(XliffDocument.Read document) {
        return switch (XliffImport.reference(document)) {
            case TaskReference.Named task -> task;
            case TaskReference.Refused(Refusal refusal) -> throw unreadable(refusal);
        };
    }

    /**
     * What it says of that task.
     *
     * @throws UnreadableInputException {@code other-language}
     */
    static Work work(XliffDocument.Read document, WholeTask task) {
        return switch (XliffImport.task(
                document, task.storyId(), task.state().task().sourceLanguage(), task.language())) {
            case TaskImport.Imported imported -> work(imported);
            case TaskImport.Refused(Refusal refusal) -> throw unreadable(refusal);
        };
    }

    private static Work work(TaskImport.Imported imported) {
        List<String> notes = new ArrayList<>(imported.notes());
        List<String> unfinished = imported.segments().stream()
                .filter(segment -> segment.state() == SegmentState.OPEN || segment.state() == SegmentState.STALE)
                .map(segment -> segment.target().id())
                .toList();
        if (!unfinished.isEmpty()) {
            notes.add("The file calls these not translated yet, and has a text for them: "
                    + String.join(", ", unfinished) + ".");
        }
        if (!imported.untranslated().isEmpty()) {
            notes.add("Without a translation: " + String.join(", ", imported.untranslated()) + ".");
        }
        return new Work(
                imported.sourceRevision(),
                imported.segments().stream()
                        .map(segment -> draft(segment.target()))
                        .toList(),
                notes);
    }

    /** A person hands it in; the stage knows of its own what memory and machines made. */
    private static DraftSegment draft(Passage target) {
        return new DraftSegment(
                target.id(),
                target.text(),
                target.marks().stream().map(TaskXliff::mark).toList(),
                Origin.PERSON,
                null);
    }

    private static DraftSegment.DraftMark mark(Mark mark) {
        return new DraftSegment.DraftMark(mark.kind(), mark.start(), mark.end(), mark.target());
    }

    private static UnreadableInputException unreadable(Refusal refusal) {
        return new UnreadableInputException(refusal.code(), refusal.sentence());
    }
}
