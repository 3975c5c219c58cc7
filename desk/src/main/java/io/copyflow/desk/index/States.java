package io.copyflow.desk.index;

import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.Owed;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.Step;
import io.copyflow.desk.model.Steps;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

/** Where each language of each story stands, with a text or without one: the queue and the wallboard are made of it. */
final class States {

    /** Of a state: its story. */
    static final String STATE_OF = "state-of";

    /** Of a state, as a number for each document: which standing. */
    static final String STANDS = "stands";

    static final String TASK_LANGUAGE = "task-language";
    static final String TASK_STANDING = "task-standing";
    static final String TASK_URGENCY = "task-urgency";
    static final String TASK_DUE = "task-due";
    static final String TASK_SINCE = "task-since";
    static final String TASK_HOLDER = "task-holder";
    static final String TASK_LEASE = "task-lease";
    static final String TASK_HEADLINE = "task-headline";
    static final String TASK_SOURCE = "task-source";
    static final String TASK_REVISED = "task-revised";

    /** Of a state: how many corrections its channels and its edition owe. */
    static final String OWES = "owes";

    /** Of a state: when the first of them is due. */
    static final String OWES_BY = "owes-by";

    private States() {}

    static String key(String storyId, String language) {
        return "state " + storyId + " " + language;
    }

    /** How long a step took, in milliseconds. */
    static String length(Step step) {
        return "took-" + step.label();
    }

    /** When a step was over. */
    static String end(Step step) {
        return "ended-" + step.label();
    }

    static List<Document> of(StoryFile story) {
        Map<String, Map<Step, Steps.Took>> steps = Steps.of(story);
        GateFile gate = GateFile.of(story);
        List<Document> documents = new ArrayList<>();
        for (VersionFile version : story.versions()) {
            documents.add(document(story, version, gate, steps.getOrDefault(version.language(), Map.of())));
        }
        return documents;
    }

    private static Document document(StoryFile story, VersionFile version, GateFile gate, Map<Step, Steps.Took> steps) {
        Document document = new Document();
        document.add(new StringField(Documents.KEY, key(story.storyId(), version.language()), Field.Store.NO));
        document.add(new StringField(STATE_OF, story.storyId(), Field.Store.YES));
        document.add(new StringField(TASK_LANGUAGE, version.language(), Field.Store.YES));
        document.add(new SortedDocValuesField(TASK_LANGUAGE, new BytesRef(version.language())));
        document.add(new StringField(TASK_STANDING, version.standing().name(), Field.Store.YES));
        number(document, STANDS, version.standing().ordinal());
        number(document, TASK_URGENCY, story.urgency());
        Instant due = version.due();
        if (due != null) {
            number(document, TASK_DUE, due.toEpochMilli());
        }
        number(document, TASK_SINCE, version.arrivedAt().toEpochMilli());
        if (version.holder() != null) {
            document.add(new StringField(TASK_HOLDER, version.holder(), Field.Store.YES));
        }
        if (version.leaseUntil() != null) {
            document.add(new StoredField(TASK_LEASE, version.leaseUntil().toEpochMilli()));
        }
        document.add(new StoredField(TASK_HEADLINE, story.headline()));
        document.add(new StoredField(TASK_SOURCE, story.language()));
        document.add(new StoredField(TASK_REVISED, version.texts().isEmpty() ? 0 : 1));
        List<Owed> owed = gate.owed().stream()
                .filter(each -> each.language().equals(version.language()))
                .toList();
        if (!owed.isEmpty()) {
            number(document, OWES, owed.size());
            number(document, OWES_BY, owed.getFirst().due().toEpochMilli());
        }
        steps.forEach((step, took) -> {
            document.add(new NumericDocValuesField(length(step), took.length().toMillis()));
            document.add(new NumericDocValuesField(end(step), took.end().toEpochMilli()));
        });
        return document;
    }

    private static void number(Document document, String name, long value) {
        document.add(new NumericDocValuesField(name, value));
        document.add(new StoredField(name, value));
    }

    static Standing standing(long number) {
        return Standing.values()[(int) number];
    }
}
