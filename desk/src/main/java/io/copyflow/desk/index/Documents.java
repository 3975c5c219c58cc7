package io.copyflow.desk.index;

import io.copyflow.desk.model.Fact;
import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Facts, stories and versions as the index keeps them. */
final class Documents {

    /** Each document's own, so that what is written again replaces it. */
    static final String KEY = "key";

    /** Of a fact: its story. */
    static final String FACT_OF = "fact-of";

    static final String EVENT = "event";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String VALUE = "value";

    /** Of a version: its story. */
    static final String VERSION_OF = "version-of";

    /** Of a version: what it was written from; the same means that nothing of it changed. */
    static final String STAMP = "stamp";

    static final String TEXT = "text";
    static final String HEADLINE = "headline";

    /** Of a story, and of nothing else. */
    static final String PHASE = "phase";

    static final String STORY = "story";
    static final String LANGUAGE = "language";
    static final String STANDING = "standing";
    static final String DESK = "desk";
    static final String URGENCY = "urgency";
    static final String CHANGED = "changed";
    static final String DUE = "due";

    /** Of a story that is withheld, taken down in some language, or shown somewhere against orders. */
    static final String DOWN = "down";

    /** Of a version: when its text was. */
    static final String HANDED_IN = "handed-in";

    private static final String SOURCE = "source";
    private static final String BUREAU = "bureau";
    private static final String AUTHOR = "author";
    private static final String ACCEPTED = "accepted";
    private static final String MARK = "mark";

    private static final String NONE = "-";

    private Documents() {}

    static String factKey(Fact.Place place) {
        return "fact " + place;
    }

    static String storyKey(String storyId) {
        return "story " + storyId;
    }

    static String versionKey(String storyId, String language) {
        return "version " + storyId + " " + language;
    }

    /** @param value as it lies in the log */
    static Document fact(Fact fact, byte[] value) {
        Document document = new Document();
        document.add(new StringField(KEY, factKey(fact.place()), Field.Store.NO));
        document.add(new StringField(FACT_OF, fact.storyId(), Field.Store.NO));
        document.add(new StringField(EVENT, fact.eventId(), Field.Store.NO));
        document.add(new StoredField(TOPIC, fact.place().topic()));
        document.add(new StoredField(PARTITION, fact.place().partition()));
        document.add(new StoredField(OFFSET, fact.place().offset()));
        document.add(new StoredField(VALUE, new BytesRef(value)));
        return document;
    }

    static Document story(StoryFile story) {
        BoardRow row = BoardRow.of(story);
        Document document = new Document();
        document.add(new StringField(KEY, storyKey(row.storyId()), Field.Store.NO));
        document.add(new StringField(STORY, row.storyId(), Field.Store.YES));
        document.add(new StringField(PHASE, row.phase().name(), Field.Store.YES));
        document.add(new StoredField(SOURCE, row.language()));
        document.add(new StoredField(HEADLINE, row.headline()));
        document.add(new IntPoint(URGENCY, row.urgency()));
        document.add(new NumericDocValuesField(URGENCY, row.urgency()));
        document.add(new StoredField(URGENCY, row.urgency()));
        if (row.desk() != null) {
            document.add(new StringField(DESK, row.desk(), Field.Store.YES));
        }
        if (row.bureau() != null) {
            document.add(new StoredField(BUREAU, row.bureau()));
        }
        row.authors().forEach(author -> document.add(new StoredField(AUTHOR, author)));
        document.add(new StoredField(ACCEPTED, row.acceptedAt().toEpochMilli()));
        document.add(new StoredField(CHANGED, row.changedAt().toEpochMilli()));
        document.add(new NumericDocValuesField(CHANGED, row.changedAt().toEpochMilli()));
        Instant due = story.due();
        if (due != null) {
            document.add(new LongPoint(DUE, due.toEpochMilli()));
            document.add(new NumericDocValuesField(DUE, due.toEpochMilli()));
        }
        if (isDown(story)) {
            document.add(new StringField(DOWN, "1", Field.Store.NO));
        }
        for (BoardRow.Mark mark : row.marks()) {
            document.add(new StringField(LANGUAGE, mark.language(), Field.Store.NO));
            document.add(new StringField(STANDING, mark.standing().name(), Field.Store.NO));
            document.add(new StringField(STANDING, standingOf(mark.language(), mark.standing()), Field.Store.NO));
            document.add(new StoredField(MARK, write(mark)));
        }
        return document;
    }

    private static boolean isDown(StoryFile story) {
        GateFile gate = GateFile.of(story);
        return gate.withheld() != null
                || gate.isShownAgainstOrders()
                || gate.languages().values().stream().anyMatch(each -> each.takenDown() != null);
    }

    /** A language and a standing as one term: which of a story's languages stands so. */
    static String standingOf(String language, Standing standing) {
        return language + " " + standing.name();
    }

    static BoardRow row(Document document) {
        return new BoardRow(
                document.get(STORY),
                document.get(SOURCE),
                document.get(HEADLINE),
                document.getField(URGENCY).numericValue().intValue(),
                document.get(DESK),
                document.get(BUREAU),
                List.of(document.getValues(AUTHOR)),
                Phase.valueOf(document.get(PHASE)),
                time(document, ACCEPTED),
                time(document, CHANGED),
                Arrays.stream(document.getValues(MARK)).map(Documents::mark).toList());
    }

    /**
     * @param text its newest
     * @param nameOf a person's name
     */
    static Document version(StoryFile story, VersionFile version, VersionText text, UnaryOperator<String> nameOf) {
        String body = text.lines().stream().map(Line::text).collect(Collectors.joining("\n"));
        Document document = new Document();
        document.add(new StringField(KEY, versionKey(story.storyId(), version.language()), Field.Store.NO));
        document.add(new StringField(VERSION_OF, story.storyId(), Field.Store.YES));
        document.add(new StringField(LANGUAGE, version.language(), Field.Store.YES));
        document.add(new StringField(STANDING, version.standing().name(), Field.Store.YES));
        document.add(new StoredField(STAMP, stamp(version, text)));
        document.add(new StoredField(HEADLINE, text.headline()));
        document.add(new TextField(LanguageAnalyzers.field(version.language()), body, Field.Store.NO));
        document.add(new StoredField(TEXT, body));
        for (String person : people(story, version, text)) {
            document.add(new TextField(LanguageAnalyzers.PEOPLE, person + " " + nameOf.apply(person), Field.Store.NO));
        }
        if (story.desk() != null) {
            document.add(new StringField(DESK, story.desk(), Field.Store.NO));
        }
        document.add(new IntPoint(URGENCY, story.urgency()));
        document.add(new NumericDocValuesField(URGENCY, story.urgency()));
        document.add(new StoredField(URGENCY, story.urgency()));
        document.add(new LongPoint(HANDED_IN, text.at().toEpochMilli()));
        document.add(new NumericDocValuesField(HANDED_IN, text.at().toEpochMilli()));
        document.add(new StoredField(HANDED_IN, text.at().toEpochMilli()));
        return document;
    }

    static String stamp(VersionFile version, VersionText text) {
        ReviewFile review = version.review();
        return text.contentHash() + " " + version.standing() + " "
                + (review == null ? 0 : review.signed().size());
    }

    private static Set<String> people(StoryFile story, VersionFile version, VersionText text) {
        Set<String> people = new LinkedHashSet<>();
        people.add(text.by());
        if (version.isSource()) {
            people.addAll(story.authors());
        }
        ReviewFile review = version.review();
        if (review != null) {
            people.addAll(review.contributors());
            if (review.vouched() != null) {
                people.add(review.vouched().person());
            }
            review.signed().forEach(by -> people.add(by.person()));
        }
        return people;
    }

    static Instant time(Document document, String field) {
        return Instant.ofEpochMilli(document.getField(field).numericValue().longValue());
    }

    private static String write(BoardRow.Mark mark) {
        List<String> parts = new ArrayList<>();
        parts.add(mark.language());
        parts.add(mark.standing().name());
        parts.add(mark.liveBefore() ? "live" : NONE);
        parts.add(mark.due() == null ? NONE : String.valueOf(mark.due().toEpochMilli()));
        parts.add(mark.holder() == null ? NONE : mark.holder());
        return String.join(" ", parts);
    }

    private static BoardRow.Mark mark(String written) {
        String[] parts = written.split(" ", 5);
        return new BoardRow.Mark(
                parts[0],
                Standing.valueOf(parts[1]),
                parts[2].equals("live"),
                unlessNone(parts[3]) == null ? null : Instant.ofEpochMilli(Long.parseLong(parts[3])),
                unlessNone(parts[4]));
    }

    private static @Nullable String unlessNone(String text) {
        return text.equals(NONE) ? null : text;
    }
}
