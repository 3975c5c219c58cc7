package io.copyflow.translate.memory;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

/** An entry as the index keeps it. */
final class MemoryDocument {

    static final String KEY = "key";
    static final String STORY = "story";
    static final String PAIR = "pair";
    static final String SOURCE_HASH = "source-hash";
    static final String TERM = "term";
    static final String LENGTH = "length";
    static final String CLEARED = "cleared";

    private static final String REVISION = "revision";
    private static final String SOURCE_LANGUAGE = "source-language";
    private static final String LANGUAGE = "language";
    private static final String SEGMENT = "segment";
    private static final String SEGMENT_HASH = "segment-hash";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final String MARK = "mark";
    private static final String TRANSLATOR = "translator";
    private static final String CLEARED_AT = "cleared-at";

    private MemoryDocument() {}

    static Document write(MemoryEntry entry) {
        SourceText source = SourceText.of(entry.sourceText());
        Document document = new Document();
        document.add(new StringField(KEY, entry.key(), Field.Store.NO));
        document.add(new SortedDocValuesField(KEY, new BytesRef(entry.key())));
        document.add(new StringField(PAIR, pair(entry.sourceLanguage(), entry.language()), Field.Store.NO));
        document.add(new StringField(SOURCE_HASH, source.hash(), Field.Store.NO));
        document.add(new IntPoint(LENGTH, source.folded().length));
        document.add(new NumericDocValuesField(CLEARED, entry.clearedAt().toEpochMilli()));
        for (String term : SearchTerms.of(source)) {
            document.add(new StringField(TERM, term, Field.Store.NO));
        }
        document.add(new StringField(STORY, entry.storyId(), Field.Store.YES));
        document.add(new StoredField(REVISION, entry.sourceRevision()));
        document.add(new StoredField(SOURCE_LANGUAGE, entry.sourceLanguage()));
        document.add(new StoredField(LANGUAGE, entry.language()));
        document.add(new StoredField(SEGMENT, entry.segmentId()));
        document.add(new StoredField(SEGMENT_HASH, entry.sourceSegmentHash()));
        document.add(new StoredField(SOURCE, entry.sourceText()));
        document.add(new StoredField(TARGET, entry.target().text()));
        for (Mark mark : entry.target().marks()) {
            document.add(new StoredField(MARK, write(mark)));
        }
        document.add(new StoredField(TRANSLATOR, entry.translator()));
        document.add(new StoredField(CLEARED_AT, entry.clearedAt().toEpochMilli()));
        return document;
    }

    static MemoryEntry read(Document document) {
        List<Mark> marks = Arrays.stream(document.getValues(MARK))
                .map(MemoryDocument::mark)
                .toList();
        return new MemoryEntry(
                document.get(STORY),
                document.getField(REVISION).numericValue().intValue(),
                document.get(SOURCE_LANGUAGE),
                document.get(LANGUAGE),
                document.get(SEGMENT_HASH),
                document.get(SOURCE),
                new Passage(document.get(SEGMENT), document.get(TARGET), marks),
                document.get(TRANSLATOR),
                Instant.ofEpochMilli(
                        document.getField(CLEARED_AT).numericValue().longValue()));
    }

    /** No language tag has a space. */
    static String pair(String sourceLanguage, String language) {
        return sourceLanguage + " " + language;
    }

    private static String write(Mark mark) {
        return mark.kind().name() + " " + mark.start() + " " + mark.end()
                + (mark.target() == null ? "" : " " + mark.target());
    }

    private static Mark mark(String written) {
        String[] parts = written.split(" ", 4);
        return new Mark(
                Mark.Kind.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                parts.length < 4 ? null : parts[3]);
    }
}
