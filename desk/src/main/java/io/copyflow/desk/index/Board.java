package io.copyflow.desk.index;

import io.copyflow.desk.model.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

/**
 * Stories by phase.
 *
 * @param sections one for each phase asked for, in their order
 * @param late how many stories of all sections have a translation that is late
 */
public record Board(List<Section> sections, int late) {

    /** A section shows so many, and more on a page of its own. */
    static final int FEW = 25;

    static final int MANY = 500;

    /** The most urgent first, then what is due first, then what changed last. */
    private static final Sort ORDER = new Sort(
            new SortField(Documents.URGENCY, SortField.Type.INT),
            due(),
            new SortField(Documents.CHANGED, SortField.Type.LONG, true));

    private static final Sort NEWEST = new Sort(new SortField(Documents.CHANGED, SortField.Type.LONG, true));

    /** @param count how many there are; {@code rows} may be fewer */
    public record Section(Phase phase, int count, List<BoardRow> rows) {

        public boolean isCut() {
            return rows.size() < count;
        }
    }

    private static SortField due() {
        SortField due = new SortField(Documents.DUE, SortField.Type.LONG);
        due.setMissingValue(Long.MAX_VALUE);
        return due;
    }

    static Board of(IndexSearcher searcher, BoardQuestion question) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (question.phase() == null || question.phase() == phase) {
                sections.add(section(searcher, question, phase));
            }
        }
        return new Board(
                sections,
                searcher.count(late(filters(question, false), question).build()));
    }

    private static Section section(IndexSearcher searcher, BoardQuestion question, Phase phase) throws IOException {
        Query query = filters(question, question.late())
                .add(term(Documents.PHASE, phase.name()), Occur.FILTER)
                .build();
        int count = searcher.count(query);
        if (count == 0) {
            return new Section(phase, 0, List.of());
        }
        boolean isOver = phase == Phase.OUT || phase == Phase.STOPPED;
        StoredFields stored = searcher.storedFields();
        List<BoardRow> rows = new ArrayList<>();
        for (ScoreDoc hit :
                searcher.search(query, question.phase() == null ? FEW : MANY, isOver ? NEWEST : ORDER).scoreDocs) {
            rows.add(Documents.row(stored.document(hit.doc)));
        }
        return new Section(phase, count, rows);
    }

    private static BooleanQuery.Builder filters(BoardQuestion question, boolean late) {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(IntPoint.newRangeQuery(Documents.URGENCY, 1, question.urgency()), Occur.FILTER);
        if (question.desk() != null) {
            query.add(term(Documents.DESK, question.desk()), Occur.FILTER);
        }
        if (question.standing() != null) {
            String standing = question.language() == null
                    ? question.standing().name()
                    : Documents.standingOf(question.language(), question.standing());
            query.add(term(Documents.STANDING, standing), Occur.FILTER);
        }
        if (question.language() != null) {
            query.add(term(Documents.LANGUAGE, question.language()), Occur.FILTER);
        }
        return late ? late(query, question) : query;
    }

    private static BooleanQuery.Builder late(BooleanQuery.Builder query, BoardQuestion question) {
        return query.add(
                LongPoint.newRangeQuery(
                        Documents.DUE, Long.MIN_VALUE, question.now().toEpochMilli() - 1),
                Occur.FILTER);
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }
}
