package io.copyflow.translate.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.translate.TaskQueue;
import io.copyflow.translate.domain.Lease;
import io.copyflow.translate.domain.OpenSegment;
import io.copyflow.translate.domain.TranslatedSegment;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.Warning;
import io.copyflow.translate.domain.WholeTask;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tasks and answers as JSON. What is not known, or there is none of, is left out. */
final class TaskJson {

    private TaskJson() {}

    static ObjectNode waiting(List<TaskQueue.Waiting> waiting) {
        ObjectNode json = object();
        ArrayNode tasks = json.putArray("tasks");
        for (TaskQueue.Waiting task : waiting) {
            ObjectNode one = tasks.addObject()
                    .put("storyId", task.storyId())
                    .put("language", task.language())
                    .put("sourceLanguage", task.sourceLanguage())
                    .put("sourceRevision", task.sourceRevision())
                    .put("urgency", task.urgency());
            time(one, "deadline", task.deadline());
            time(one, "arrival", task.arrival());
            one.put("segments", task.segments()).put("openSegments", task.openSegments());
        }
        return json;
    }

    static ObjectNode held(List<Holding> holdings) {
        ObjectNode json = object();
        ArrayNode tasks = json.putArray("tasks");
        for (Holding holding : holdings) {
            ObjectNode one = tasks.addObject()
                    .put("storyId", holding.storyId())
                    .put("language", holding.language())
                    .put("holder", holding.person());
            time(one, "leaseUntil", holding.leaseUntil());
        }
        return json;
    }

    static ObjectNode whole(WholeTask task) {
        Translation state = task.state();
        ObjectNode json = object().put("storyId", task.storyId())
                .put("language", task.language())
                .put("status", label(state.status()));
        Lease lease = state.lease();
        if (lease != null) {
            json.put("holder", lease.holder());
            time(json, "leaseUntil", lease.until());
        }
        json.put("sourceRevision", state.source().number())
                .put("sourceLanguage", state.task().sourceLanguage())
                .put("urgency", state.task().urgency());
        time(json, "deadline", state.task().deadline());
        time(json, "arrival", state.task().arrival());
        state.translators().forEach(json.putArray("translators")::add);
        if (state.contentHash() != null) {
            json.put("contentHash", state.contentHash());
        }
        ArrayNode segments = json.putArray("segments");
        task.segments().forEach(segment -> segment(segments.addObject(), segment));
        warnings(json.putArray("warnings"), task.warnings());
        return json;
    }

    /** @param notes sentences about what was sent */
    static ObjectNode done(TranslationDesk.Answer.Done done, List<String> notes) {
        ObjectNode json = object().put("storyId", done.storyId()).put("language", done.language());
        if (done.eventId() != null) {
            json.put("eventId", done.eventId());
        }
        json.put("repeated", done.repeated());
        if (done.status() != null) {
            json.put("status", label(done.status()));
        }
        if (done.holder() != null) {
            json.put("holder", done.holder());
        }
        time(json, "leaseUntil", done.leaseUntil());
        TranslationDesk.Submission submission = done.submission();
        if (submission != null) {
            json.put("sourceRevision", submission.sourceRevision()).put("contentHash", submission.contentHash());
            warnings(json.putArray("warnings"), submission.warnings());
        }
        if (!notes.isEmpty()) {
            notes.forEach(json.putArray("notes")::add);
        }
        return json;
    }

    private static void segment(ObjectNode json, WholeTask.Segment segment) {
        json.put("id", segment.source().id());
        if (segment.kind() != null) {
            json.put("kind", segment.kind().label());
        }
        passage(json.putObject("source"), segment.source());
        OpenSegment open = segment.open();
        json.put("open", open != null);
        if (segment.isStale()) {
            change(json.putObject("change"), segment);
        }
        if (segment.text() == null) {
            json.put("text", "");
        } else {
            translated(json, segment.text());
        }
        if (segment.offered() != null) {
            translated(json.putObject("offered"), segment.offered());
        }
        if (!segment.terms().isEmpty()) {
            ArrayNode terms = json.putArray("terms");
            segment.terms()
                    .forEach(term -> term.wordings()
                            .forEach(terms.addObject().put("term", term.term()).putArray("wordings")::add));
        }
    }

    private static void change(ObjectNode json, WholeTask.Segment segment) {
        OpenSegment open = segment.open();
        if (open != null && open.isChanged()) {
            json.put("inRevision", open.changedIn());
        }
        WholeTask.Outdated outdated = segment.outdated();
        if (outdated != null) {
            json.put("savedOn", outdated.revision());
        }
        Passage before = segment.before();
        if (before != null) {
            passage(json.putObject("before"), before);
        }
    }

    private static void translated(ObjectNode json, TranslatedSegment segment) {
        passage(json, segment.passage());
        json.put("origin", DeedReader.label(segment.origin()));
        if (segment.originDetail() != null) {
            json.put("originDetail", segment.originDetail());
        }
    }

    private static void passage(ObjectNode json, Passage passage) {
        json.put("text", passage.text());
        if (passage.marks().isEmpty()) {
            return;
        }
        ArrayNode marks = json.putArray("marks");
        for (Mark mark : passage.marks()) {
            ObjectNode one = marks.addObject()
                    .put("kind", mark.kind().label())
                    .put("start", mark.start())
                    .put("end", mark.end());
            if (mark.target() != null) {
                one.put("target", mark.target());
            }
        }
    }

    private static void warnings(ArrayNode json, List<Warning> warnings) {
        for (Warning warning : warnings) {
            ObjectNode one = json.addObject()
                    .put("check", warning.check())
                    .put("severity", warning.severity().name().toLowerCase(Locale.ROOT))
                    .put("segmentId", warning.segmentId())
                    .put("sentence", warning.sentence());
            if (warning.expected() != null) {
                one.put("expected", warning.expected());
            }
            if (warning.found() != null) {
                one.put("found", warning.found());
            }
        }
    }

    private static String label(Translation.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static void time(ObjectNode json, String field, @Nullable Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
