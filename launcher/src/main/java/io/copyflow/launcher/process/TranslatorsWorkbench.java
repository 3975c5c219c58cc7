package io.copyflow.launcher.process;

import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentHash;
import io.copyflow.desk.aid.Workbench;
import io.copyflow.directory.Directory;
import io.copyflow.translate.checks.StandardChecks;
import io.copyflow.translate.domain.Warning;
import io.copyflow.translate.exchange.ExchangeNote;
import io.copyflow.translate.exchange.ExchangeSegment;
import io.copyflow.translate.exchange.ExchangeTask;
import io.copyflow.translate.exchange.FileLimits;
import io.copyflow.translate.exchange.SegmentState;
import io.copyflow.translate.exchange.TaskImport;
import io.copyflow.translate.exchange.XliffExport;
import io.copyflow.translate.exchange.XliffImport;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.Recollection;
import io.copyflow.translate.memory.Suggestion;
import io.copyflow.translate.wire.DirectoryGlossary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The translation stage's answers to the desk's translators. */
final class TranslatorsWorkbench implements Workbench {

    private final Recollection memory;
    private final Supplier<Directory> directory;
    private final DirectoryGlossary glossary = new DirectoryGlossary();
    private final StandardChecks checks = new StandardChecks();
    private final XliffImport xliff = new XliffImport(FileLimits.TASK);

    /** @param directory whose glossary counts, as it stands now */
    TranslatorsWorkbench(Recollection memory, Supplier<Directory> directory) {
        this.memory = memory;
        this.directory = directory;
    }

    @Override
    public List<Warned> check(String sourceLanguage, List<Passage> source, String language, List<Passage> target) {
        return checks.check(sourceLanguage, source, language, target, glossary.of(directory.get())).stream()
                .map(warning -> new Warned(
                        warning.check(),
                        warning.severity() == Warning.Severity.MAJOR,
                        warning.segmentId(),
                        warning.sentence()))
                .toList();
    }

    @Override
    public List<Term> terms(String sourceLanguage, Passage source, String language) {
        return checks.terms(sourceLanguage, source, language, glossary.of(directory.get())).stream()
                .map(agreed -> new Term(agreed.term(), agreed.wordings()))
                .toList();
    }

    @Override
    public List<Suggested> suggest(String sourceLanguage, String language, String text, int limit) {
        return memory.suggest(sourceLanguage, language, text, limit).stream()
                .map(TranslatorsWorkbench::suggested)
                .toList();
    }

    private static Suggested suggested(Suggestion suggestion) {
        EntryOrigin origin = suggestion.entry().origin();
        return new Suggested(
                suggestion.score(),
                suggestion.entry().source(),
                suggestion.entry().target(),
                origin instanceof EntryOrigin.ClearedStory story ? story.storyId() : null,
                origin instanceof EntryOrigin.TmxFile file ? file.file() : null,
                origin instanceof EntryOrigin.ClearedStory story ? story.translators() : List.of(),
                origin.at());
    }

    @Override
    public Written write(Task task) {
        return switch (XliffExport.of(new ExchangeTask(
                task.storyId(),
                task.sourceRevision(),
                task.sourceLanguage(),
                task.language(),
                task.rows().stream().map(TranslatorsWorkbench::segment).toList()))) {
            case XliffExport.Exported(String xml) -> new Written.File(xml);
            case XliffExport.Refused(Refusal refusal) -> new Written.Refused(refusal);
        };
    }

    private static ExchangeSegment segment(Row row) {
        return new ExchangeSegment(
                row.kind(),
                row.source(),
                SegmentHash.of(row.source().text(), row.source().marks()),
                row.target(),
                state(row),
                notes(row));
    }

    private static SegmentState state(Row row) {
        if (row.before() != null) {
            return SegmentState.STALE;
        }
        return row.open() ? SegmentState.OPEN : SegmentState.TRANSLATED;
    }

    private static List<ExchangeNote> notes(Row row) {
        List<ExchangeNote> notes = new ArrayList<>();
        @Nullable String before = row.before();
        if (before != null) {
            notes.add(new ExchangeNote(ExchangeNote.Topic.REMARK, "The source was: " + before));
        }
        row.terms()
                .forEach(term -> notes.add(new ExchangeNote(
                        ExchangeNote.Topic.GLOSSARY, term.term() + ": " + String.join(", ", term.wordings()))));
        return notes;
    }

    @Override
    public Read read(byte[] file, String storyId, String sourceLanguage, String language) {
        return switch (xliff.task(file, storyId, sourceLanguage, language)) {
            case TaskImport.Refused(Refusal refusal) -> new Read.Refused(refusal);
            case TaskImport.Imported imported -> {
                List<String> notes = new ArrayList<>(imported.notes());
                if (!imported.untranslated().isEmpty()) {
                    notes.add("Without a translation: " + String.join(", ", imported.untranslated()) + ".");
                }
                yield new Read.Work(
                        imported.sourceRevision(),
                        imported.segments().stream()
                                .map(TaskImport.Segment::target)
                                .toList(),
                        notes);
            }
        };
    }
}
