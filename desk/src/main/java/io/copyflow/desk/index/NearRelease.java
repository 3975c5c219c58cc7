package io.copyflow.desk.index;

import io.copyflow.desk.model.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Stories at the release gate, by id.
 *
 * @param ready with a language that is cleared or held, the most urgent first
 * @param owing with a correction that somebody still owes, the first due first
 * @param down withheld, taken down, or killed and still shown somewhere; the newest first
 */
public record NearRelease(List<String> ready, List<String> owing, List<String> down) {

    private static final int MOST = 40;
    /** Languages of one story lie side by side: so many are looked at to find the stories. */
    private static final int LOOKED_AT = 2_000;

    static NearRelease of(IndexSearcher searcher) throws IOException {
        Query ready = new TermInSetQuery(
                States.TASK_STANDING,
                List.of(new BytesRef(Standing.CLEARED.name()), new BytesRef(Standing.HELD.name())));
        return new NearRelease(
                stories(
                        searcher,
                        ready,
                        new Sort(
                                new SortField(States.TASK_URGENCY, SortField.Type.INT),
                                new SortField(States.TASK_SINCE, SortField.Type.LONG)),
                        States.STATE_OF),
                stories(
                        searcher,
                        new FieldExistsQuery(States.OWES),
                        new Sort(new SortField(States.OWES_BY, SortField.Type.LONG)),
                        States.STATE_OF),
                stories(
                        searcher,
                        new TermQuery(new Term(Documents.DOWN, "1")),
                        new Sort(new SortField(Documents.CHANGED, SortField.Type.LONG, true)),
                        Documents.STORY));
    }

    private static List<String> stories(IndexSearcher searcher, Query query, Sort order, String field)
            throws IOException {
        StoredFields stored = searcher.storedFields();
        Set<String> stories = new LinkedHashSet<>();
        for (ScoreDoc hit : searcher.search(query, LOOKED_AT, order).scoreDocs) {
            Document document = stored.document(hit.doc, Set.of(field));
            stories.add(document.get(field));
            if (stories.size() == MOST) {
                break;
            }
        }
        return new ArrayList<>(stories);
    }
}
