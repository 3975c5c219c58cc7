package io.copyflow.translate.memory;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Origin;
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
import org.jspecify.annotations.Nullable;

/** An entry as the index keeps it. */
final class MemoryDocument {

    static final String KEY = "key";
    static final String RECORD = "record";
    static final String STORY = "story";
    static final String PAIR = "pair";
    static final String SOURCE_HASH = "source-hash";
    static final String TERM = "term";
    static final String LENGTH = "length";
    static final String SINCE = "since";

    private static final String SOURCE_LANGUAGE = "source-language";
    private static final String LANGUAGE = "language";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final String AT = "at";
    // of a cleared story
    private static final String SEGMENT = "segment";
    private static final String REVISION = "revision";
    private static final String CONTENT_HASH = "content-hash";
    private static final String TEXT_BY = "text-by";
    private static final String TEXT_BY_DETAIL = "text-by-detail";
    private static final String TRANSLATOR = "translator";
    // of a file
    private static final String FILE = "file";
    private static final String UNIT = "unit";
    private static final String MADE_BY = "made-by";
    private static final String MADE_AT = "made-at";
    private static final String IMPORTED_BY = "imported-by";

    private MemoryDocument() {}

    /** @param record key of the record that the entry came with */
    static Document write(MemoryEntry entry, String record) {
        SourceText source = SourceText.of(entry.source().text());
        Document document = new Document();
        document.add(new StringField(KEY, entry.key(), Field.Store.NO));
        document.add(new StringField(RECORD, record, Field.Store.NO));
        document.add(new SortedDocValuesField(KEY, new BytesRef(entry.key())));
        document.add(new StringField(PAIR, pair(entry.sourceLanguage(), entry.language()), Field.Store.NO));
        document.add(new StringField(SOURCE_HASH, source.hash(), Field.Store.NO));
        document.add(new IntPoint(LENGTH, source.folded().length));
        document.add(new NumericDocValuesField(SINCE, entry.origin().at().toEpochMilli()));
        for (String term : SearchTerms.of(source)) {
            document.add(new StringField(TERM, term, Field.Store.NO));
        }
        document.add(new StoredField(SOURCE_LANGUAGE, entry.sourceLanguage()));
        document.add(new StoredField(LANGUAGE, entry.language()));
        store(document, SOURCE, entry.source());
        store(document, TARGET, entry.target());
        store(document, AT, entry.origin().at());
        switch (entry.origin()) {
            case EntryOrigin.ClearedStory story -> {
                document.add(new StringField(STORY, story.storyId(), Field.Store.YES));
                document.add(new StoredField(SEGMENT, story.segmentId()));
                document.add(new StoredField(REVISION, story.sourceRevision()));
                document.add(new StoredField(CONTENT_HASH, story.contentHash()));
                store(
                        document,
                        TEXT_BY,
                        story.textBy() == null ? null : story.textBy().name());
                store(document, TEXT_BY_DETAIL, story.textByDetail());
                story.translators().forEach(translator -> store(document, TRANSLATOR, translator));
            }
            case EntryOrigin.TmxFile file -> {
                document.add(new StoredField(FILE, file.file()));
                document.add(new StoredField(UNIT, file.unit()));
                store(document, MADE_BY, file.madeBy());
                store(document, MADE_AT, file.madeAt());
                document.add(new StoredField(IMPORTED_BY, file.importedBy()));
            }
        }
        return document;
    }

    static MemoryEntry read(Document document) {
        return new MemoryEntry(
                document.get(SOURCE_LANGUAGE),
                document.get(LANGUAGE),
                passage(document, SOURCE),
                passage(document, TARGET),
                origin(document));
    }

    private static EntryOrigin origin(Document document) {
        String textBy = document.get(TEXT_BY);
        return document.get(STORY) != null
                ? new EntryOrigin.ClearedStory(
                        document.get(STORY),
                        document.get(SEGMENT),
                        document.getField(REVISION).numericValue().intValue(),
                        document.get(CONTENT_HASH),
                        textBy == null ? null : Origin.valueOf(textBy),
                        document.get(TEXT_BY_DETAIL),
                        List.of(document.getValues(TRANSLATOR)),
                        time(document, AT))
                : new EntryOrigin.TmxFile(
                        document.get(FILE),
                        document.get(UNIT),
                        document.get(MADE_BY),
                        document.getField(MADE_AT) == null ? null : time(document, MADE_AT),
                        document.get(IMPORTED_BY),
                        time(document, AT));
    }

    /** No language tag has a space. */
    static String pair(String sourceLanguage, String language) {
        return sourceLanguage + " " + language;
    }

    private static void store(Document document, String field, @Nullable String text) {
        if (text != null) {
            document.add(new StoredField(field, text));
        }
    }

    private static void store(Document document, String field, @Nullable Instant time) {
        if (time != null) {
            document.add(new StoredField(field, time.toEpochMilli()));
        }
    }

    private static Instant time(Document document, String field) {
        return Instant.ofEpochMilli(document.getField(field).numericValue().longValue());
    }

    private static void store(Document document, String field, Passage passage) {
        document.add(new StoredField(field + "-id", passage.id()));
        document.add(new StoredField(field, passage.text()));
        passage.marks().forEach(mark -> document.add(new StoredField(field + "-mark", write(mark))));
    }

    private static Passage passage(Document document, String field) {
        return new Passage(
                document.get(field + "-id"),
                document.get(field),
                Arrays.stream(document.getValues(field + "-mark"))
                        .map(MemoryDocument::mark)
                        .toList());
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
