package io.copyflow.desk.index;

import io.copyflow.desk.model.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Versions that wait for somebody: the most urgent first, then those that wait longest.
 *
 * @param count how many there are; {@code versions} may be fewer
 */
public record Waiting(int count, List<Version> versions) {

    private static final int MOST = 200;
    private static final Sort ORDER = new Sort(
            new SortField(Documents.URGENCY, SortField.Type.INT),
            new SortField(Documents.HANDED_IN, SortField.Type.LONG));
    private static final Set<String> SHOWN = Set.of(
            Documents.VERSION_OF,
            Documents.LANGUAGE,
            Documents.STANDING,
            Documents.HEADLINE,
            Documents.URGENCY,
            Documents.HANDED_IN);

    /** @param headline in its own language */
    public record Version(
            String storyId, String language, Standing standing, String headline, int urgency, Instant at) {}

    static Waiting of(IndexSearcher searcher, Set<Standing> standings, Set<String> languages) throws IOException {
        Query query = new BooleanQuery.Builder()
                // stories have standings too, but were not handed in
                .add(new FieldExistsQuery(Documents.HANDED_IN), Occur.FILTER)
                .add(
                        oneOf(
                                Documents.STANDING,
                                standings.stream().map(Enum::name).toList()),
                        Occur.FILTER)
                .add(oneOf(Documents.LANGUAGE, languages), Occur.FILTER)
                .build();
        StoredFields stored = searcher.storedFields();
        List<Version> versions = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, MOST, ORDER).scoreDocs) {
            Document document = stored.document(hit.doc, SHOWN);
            versions.add(new Version(
                    document.get(Documents.VERSION_OF),
                    document.get(Documents.LANGUAGE),
                    Standing.valueOf(document.get(Documents.STANDING)),
                    document.get(Documents.HEADLINE),
                    document.getField(Documents.URGENCY).numericValue().intValue(),
                    Documents.time(document, Documents.HANDED_IN)));
        }
        return new Waiting(searcher.count(query), versions);
    }

    private static Query oneOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
