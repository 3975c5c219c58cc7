package io.copyflow.desk.index;

import io.copyflow.desk.model.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Translations that are to be done. Source: docs/semantics.md, rules 6 and 7.
 *
 * @param held by one person, in whatever language
 * @param count how many wait; {@code waiting} may be fewer
 * @param waiting what nobody holds: the most urgent first, then the first due, then the first that came
 * @param claimed how many of those languages somebody holds
 * @param others held by somebody else, in the order of what waits; may be fewer than {@code claimed}
 */
public record Tasks(List<Task> held, int count, List<Task> waiting, int claimed, List<Task> others) {

    private static final int MOST = 200;
    private static final Comparator<Task> BY_URGENCY = Comparator.comparingInt(Task::urgency)
            .thenComparing(Task::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Task::since);
    private static final Sort ORDER = new Sort(
            new SortField(States.TASK_URGENCY, SortField.Type.INT),
            due(),
            new SortField(States.TASK_SINCE, SortField.Type.LONG));

    /**
     * A translation.
     *
     * @param headline of the source, in its language
     * @param revised whether there is a text of it already
     */
    public record Task(
            String storyId,
            String language,
            String source,
            String headline,
            int urgency,
            @Nullable Instant due,
            Instant since,
            @Nullable String holder,
            @Nullable Instant leaseUntil,
            boolean revised) {

        public boolean isLate(Instant now) {
            return due != null && due.isBefore(now);
        }
    }

    private static SortField due() {
        SortField due = new SortField(States.TASK_DUE, SortField.Type.LONG);
        due.setMissingValue(Long.MAX_VALUE);
        return due;
    }

    static Tasks of(IndexSearcher searcher, Set<String> languages, String person) throws IOException {
        Query open = standing(Standing.QUEUED, languages).build();
        Query mine = standing(Standing.CLAIMED, null)
                .add(new TermQuery(new Term(States.TASK_HOLDER, person)), Occur.FILTER)
                .build();
        Query others = standing(Standing.CLAIMED, languages)
                .add(new TermQuery(new Term(States.TASK_HOLDER, person)), Occur.MUST_NOT)
                .build();
        return new Tasks(
                found(searcher, mine),
                searcher.count(open),
                found(searcher, open),
                searcher.count(standing(Standing.CLAIMED, languages).build()),
                found(searcher, others));
    }

    /** What is to be done in some languages, whoever holds it, in the order of what waits; not all where it is much. */
    public List<Task> of(Set<String> languages) {
        return Stream.of(held, waiting, others)
                .flatMap(List::stream)
                .filter(task -> languages.contains(task.language))
                .sorted(BY_URGENCY)
                .limit(MOST)
                .toList();
    }

    private static BooleanQuery.Builder standing(Standing standing, @Nullable Set<String> languages) {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(States.TASK_STANDING, standing.name())), Occur.FILTER);
        return languages == null
                ? query
                : query.add(
                        new TermInSetQuery(
                                States.TASK_LANGUAGE,
                                languages.stream().map(BytesRef::new).toList()),
                        Occur.FILTER);
    }

    private static List<Task> found(IndexSearcher searcher, Query query) throws IOException {
        StoredFields stored = searcher.storedFields();
        List<Task> tasks = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, MOST, ORDER).scoreDocs) {
            tasks.add(task(stored.document(hit.doc)));
        }
        return tasks;
    }

    private static Task task(Document document) {
        return new Task(
                document.get(States.STATE_OF),
                document.get(States.TASK_LANGUAGE),
                document.get(States.TASK_SOURCE),
                document.get(States.TASK_HEADLINE),
                document.getField(States.TASK_URGENCY).numericValue().intValue(),
                time(document, States.TASK_DUE),
                Documents.time(document, States.TASK_SINCE),
                document.get(States.TASK_HOLDER),
                time(document, States.TASK_LEASE),
                document.getField(States.TASK_REVISED).numericValue().intValue() > 0);
    }

    private static @Nullable Instant time(Document document, String field) {
        return document.getField(field) == null ? null : Documents.time(document, field);
    }
}
