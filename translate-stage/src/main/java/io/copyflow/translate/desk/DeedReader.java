package io.copyflow.translate.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Mark;
import io.copyflow.contract.TextRules;
import io.copyflow.runtime.JsonFields;
import io.copyflow.runtime.StrictJson;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.translate.domain.DraftSegment;
import io.copyflow.translate.domain.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Deeds from JSON. A task as it was shown, with texts filled in, is a draft and a submission of it: what else it says of
 * the task and its segments is passed over.
 *
 * @param storyId of the task the request is about
 * @param language likewise
 */
record DeedReader(String storyId, String language) {

    private static final List<String> TASK = List.of(
            "storyId",
            "language",
            "status",
            "holder",
            "leaseUntil",
            "sourceRevision",
            "sourceLanguage",
            "urgency",
            "deadline",
            "arrival",
            "translators",
            "contentHash",
            "segments",
            "warnings");
    private static final List<String> SEGMENT = List.of(
            "id", "kind", "source", "open", "change", "text", "marks", "origin", "originDetail", "offered", "terms");

    Deed.Reassign reassign(byte[] body) {
        JsonFields fields = JsonFields.of(StrictJson.read(body), "$");
        fields.allowOnly(List.of("translator"));
        return new Deed.Reassign(fields.requiredText("translator"));
    }

    Deed.Acknowledge acknowledge(byte[] body) {
        JsonFields fields = JsonFields.of(StrictJson.read(body), "$");
        fields.allowOnly(List.of("sourceRevision", "segments"));
        List<String> segments = new ArrayList<>();
        for (JsonNode id : fields.list("segments")) {
            segments.add(JsonFields.text(id, fields.at("segments[" + segments.size() + "]")));
        }
        return new Deed.Acknowledge(fields.requiredNumber("sourceRevision"), segments);
    }

    /** A segment without text is not there: it is not begun yet. */
    Deed.SaveDraft draft(byte[] body) {
        JsonFields task = task(body);
        return new Deed.SaveDraft(
                task.requiredNumber("sourceRevision"),
                segments(task).stream()
                        .filter(segment -> !TextRules.isBlank(segment.text()))
                        .toList());
    }

    Deed.Submit submission(byte[] body) {
        JsonFields task = task(body);
        return new Deed.Submit(task.requiredNumber("sourceRevision"), segments(task));
    }

    private JsonFields task(byte[] body) {
        JsonFields task = JsonFields.of(StrictJson.read(body), "$");
        task.allowOnly(TASK);
        same(task, "storyId", storyId, task.text("storyId"));
        String tag = task.text("language");
        same(task, "language", language, tag == null ? null : LanguageTag.canonicalOrAsIs(tag));
        if (!task.has("segments")) {
            throw task.missing("segments", "a list");
        }
        return task;
    }

    private static void same(JsonFields task, String field, String asked, @Nullable String said) {
        if (said != null && !said.equals(asked)) {
            throw new UnreadableInputException(
                    "task-differs",
                    "Expected the task of the address, " + asked + ", at " + task.at(field)
                            + ", but the body is of another. Send it to its own task.");
        }
    }

    private static List<DraftSegment> segments(JsonFields task) {
        List<DraftSegment> segments = new ArrayList<>();
        for (JsonNode segment : task.list("segments")) {
            segments.add(segment(JsonFields.of(segment, task.at("segments[" + segments.size() + "]"))));
        }
        return segments;
    }

    private static DraftSegment segment(JsonFields segment) {
        segment.allowOnly(SEGMENT);
        List<DraftSegment.DraftMark> marks = new ArrayList<>();
        for (JsonNode mark : segment.list("marks")) {
            marks.add(mark(JsonFields.of(mark, segment.at("marks[" + marks.size() + "]"))));
        }
        String text = segment.text("text");
        // rule 12: a person wrote it; the stage knows of its own what memory and machines made
        return new DraftSegment(segment.requiredText("id"), text == null ? "" : text, marks, Origin.PERSON, null);
    }

    private static DraftSegment.DraftMark mark(JsonFields mark) {
        mark.allowOnly(List.of("kind", "start", "end", "target"));
        String label = mark.requiredText("kind");
        Mark.Kind kind = Arrays.stream(Mark.Kind.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> unknown(
                        mark.at("kind"),
                        Arrays.stream(Mark.Kind.values()).map(Mark.Kind::label).toList()));
        return new DraftSegment.DraftMark(
                kind, mark.requiredNumber("start"), mark.requiredNumber("end"), mark.text("target"));
    }

    static String label(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private static UnreadableInputException unknown(String path, List<String> known) {
        return new UnreadableInputException(
                "unknown-value",
                "Expected one of " + String.join(", ", known) + " at " + path + ". Choose one of them.");
    }
}
