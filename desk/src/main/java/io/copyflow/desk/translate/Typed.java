package io.copyflow.desk.translate;

import io.copyflow.contract.Passage;
import io.copyflow.contract.TextRules;
import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.TaskFile;
import io.copyflow.desk.web.Markup;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form says of a translation.
 *
 * @param revision of the source that was shown
 * @param texts by the segment's id, as they were typed
 */
record Typed(int revision, Map<String, String> texts) {

    private static final int MOST_SUGGESTIONS = 5;

    Typed {
        texts = Map.copyOf(texts);
    }

    static Typed of(Visit visit) {
        List<String> ids = visit.all("id");
        List<String> texts = visit.all("text");
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(ids.size(), texts.size()); i++) {
            typed.put(ids.get(i), texts.get(i));
        }
        String revision = visit.typed("revision");
        return new Typed(revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0, typed);
    }

    /** As texts are in the log: one line, in NFC. Piled up marks are left for the stage to refuse. */
    static Markup.Marked read(String typed) {
        String line = typed.replaceAll("\\s*\\R\\s*|\\t", " ").strip();
        return Markup.read(
                TextRules.piledMarks(line, "") == null ? Normalizer.normalize(line, Normalizer.Form.NFC) : line);
    }

    static Passage passage(String id, String typed) {
        Markup.Marked marked = read(typed);
        return new Passage(id, marked.text(), marked.marks());
    }

    /** All texts, for the checks. */
    List<Passage> passages() {
        List<Passage> passages = new ArrayList<>();
        texts.forEach((id, text) -> passages.add(passage(id, text)));
        return passages;
    }

    /** How many segments have a text for what their source is now; one that was not typed here, the text that is kept. */
    int done(TaskFile task) {
        return (int) task.segments().stream().filter(this::isDone).count();
    }

    private boolean isDone(TaskFile.Segment segment) {
        String typed = texts.get(segment.id());
        if (typed == null) {
            return segment.isDone();
        }
        return !TextRules.isBlank(typed) && (segment.change() == null || !isKept(segment, read(typed)));
    }

    private static boolean isKept(TaskFile.Segment segment, Markup.Marked typed) {
        return segment.text() != null
                && segment.text().text().equals(typed.text())
                && segment.text().marks().equals(typed.marks());
    }

    /** Segments whose text is another than what is kept, and not blank. */
    List<TranslatedSegment> changed(TaskFile task, String source, @Nullable Workbench workbench) {
        List<TranslatedSegment> changed = new ArrayList<>();
        for (TaskFile.Segment segment : task.segments()) {
            String typed = texts.get(segment.id());
            if (typed == null || TextRules.isBlank(typed)) {
                continue;
            }
            Markup.Marked marked = read(typed);
            if (!isKept(segment, marked)) {
                changed.add(segment(segment, marked, source, task.language(), workbench));
            }
        }
        return changed;
    }

    /** Every segment of the task, as it is to be handed in. */
    List<TranslatedSegment> all(TaskFile task, String source, @Nullable Workbench workbench) {
        return task.segments().stream()
                .map(segment -> segment(
                        segment, read(texts.getOrDefault(segment.id(), "")), source, task.language(), workbench))
                .toList();
    }

    /** What the memory has word for word is the memory's, and stays so. Source: docs/semantics.md, rule 12. */
    private static TranslatedSegment segment(
            TaskFile.Segment segment,
            Markup.Marked marked,
            String source,
            String language,
            @Nullable Workbench workbench) {
        Workbench.Suggested taken = workbench == null || marked.text().isEmpty()
                ? null
                : workbench.suggest(source, language, segment.source().text(), MOST_SUGGESTIONS).stream()
                        .filter(each -> each.target().text().equals(marked.text())
                                && each.target().marks().equals(marked.marks()))
                        .findFirst()
                        .orElse(null);
        return TranslatedSegment.newBuilder()
                .setId(segment.id())
                .setText(marked.text())
                .setMarks(Line.written(marked.marks()))
                .setOrigin(taken == null ? Origin.PERSON : Origin.MEMORY)
                .setOriginDetail(taken == null ? null : taken.storyId() == null ? taken.file() : taken.storyId())
                .build();
    }
}
