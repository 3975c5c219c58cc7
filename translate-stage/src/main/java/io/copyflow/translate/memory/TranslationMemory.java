package io.copyflow.translate.memory;

import io.copyflow.index.FollowedIndex;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BooleanSimilarity;
import org.jspecify.annotations.Nullable;

/**
 * The translation memory: a Lucene index in a folder, fed from the topics. It is derived from the log and rebuilt from
 * it: delete the folder, and follow the topics from their beginning.
 *
 * <p>What is put or forgotten is found, and survives a crash, from the next {@link #commit} on, together with the
 * offsets given there: after a crash the index is as of its last commit, and following the topics from
 * {@link #offsets()} repeats the rest. Repeating changes nothing, as an entry replaces the one with its key.
 *
 * <p>Writing fails with an {@link UncheckedIOException}, and from the first failure on that Lucene cannot go on after
 * with a {@link StageFailure} of the code {@code memory-failed}: it is to be closed then.
 *
 * <p>Any number of threads may use it. One process may have a folder open.
 */
public final class TranslationMemory implements Recollection, AutoCloseable {

    /** Changes whenever what {@link MemoryDocument} writes does: an older index is built anew. */
    static final String FORMAT = "3";

    /** The highest score of what is not the same text. */
    private static final int MOST_OF_FUZZY = 99;

    /** How many of the entries that share most terms with a text are compared with it. */
    private static final int CANDIDATES = 100;

    /** A text is looked for by no more terms than these, spread over it. */
    private static final int MOST_TERMS = 256;

    /** Of four terms at least one is shared. */
    private static final int SHARED_PART = 4;

    private static final SortField NEWEST = new SortField(MemoryDocument.SINCE, SortField.Type.LONG, true);
    private static final SortField BY_KEY = new SortField(MemoryDocument.KEY, SortField.Type.STRING);

    private static final Comparator<Suggestion> BEST = Comparator.comparingInt(Suggestion::score)
            .reversed()
            .thenComparing(suggestion -> suggestion.entry().origin().at(), Comparator.reverseOrder())
            .thenComparing(suggestion -> suggestion.entry().key());

    private final FollowedIndex index;

    private TranslationMemory(FollowedIndex index) {
        this.index = index;
    }

    /**
     * Opens the memory in a folder, or an empty one where there is none. One that is damaged, or of another format, is deleted
     * and begun anew, which the log tells: all that was in it comes back from the topics.
     *
     * @throws StageFailure with code {@code memory-in-use}
     */
    public static TranslationMemory open(Path folder) {
        return new TranslationMemory(FollowedIndex.open(
                folder,
                new FollowedIndex.Kind(
                        FORMAT,
                        () -> new IndexWriterConfig(null).setSimilarity(new BooleanSimilarity()),
                        new CountingTerms(),
                        new Refusals())));
    }

    /**
     * Takes the entry in, in place of the one with its key.
     *
     * @param record key of the record it came with, which may have brought others
     */
    public void put(MemoryEntry entry, String record) {
        index.write(writer ->
                writer.updateDocument(new Term(MemoryDocument.KEY, entry.key()), MemoryDocument.write(entry, record)));
    }

    /** Drops the entries that came with the record of that key, but for those that a newer record brought again. */
    public void forgetRecord(String key) {
        index.write(writer -> writer.deleteDocuments(new Term(MemoryDocument.RECORD, key)));
    }

    /** Drops everything: what was followed is another log than before. */
    public void forgetAll() {
        index.write(IndexWriter::deleteAll);
    }

    /** Drops all of a story: what was killed is not to come back as a suggestion. */
    public void forget(String storyId) {
        index.write(writer -> writer.deleteDocuments(new Term(MemoryDocument.STORY, storyId)));
    }

    /**
     * Makes what was put and forgotten last, with the offsets to go on from.
     *
     * @param offsets of the next record to read, by a name of topic and partition that the caller chooses; all of them,
     *     as they replace those of the last commit
     */
    public void commit(Map<String, Long> offsets) {
        index.commit(offsets);
        index.refresh();
    }

    /** The offsets of the last commit; empty when nothing was followed yet. */
    public Map<String, Long> offsets() {
        return index.offsets();
    }

    /** How many entries can be found. */
    public int size() {
        return index.search(searcher -> searcher.getIndexReader().numDocs());
    }

    /**
     * The best first: by score, then the newest, then by key.
     *
     * <p>Looks at the entries that share most terms with the text, and at least every fourth; see {@link SearchTerms}.
     * So a short text in which every word is misspelt is not found.
     */
    @Override
    public List<Suggestion> suggest(String sourceLanguage, String language, String text, int limit, int lowestScore) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MOST + ", not " + limit);
        }
        SourceText asked = SourceText.of(text);
        if (asked.plain().isEmpty()) {
            return List.of();
        }
        String pair = MemoryDocument.pair(sourceLanguage, language);
        return index.search(searcher -> {
            List<Suggestion> exact = distinct(exact(searcher, pair, asked), limit);
            if (exact.size() == limit || lowestScore > MOST_OF_FUZZY) {
                return exact;
            }
            List<Suggestion> found = new ArrayList<>(exact);
            found.addAll(distinct(fuzzy(searcher, pair, asked, lowestScore), limit - exact.size()));
            return found;
        });
    }

    private static List<Suggestion> exact(IndexSearcher searcher, String pair, SourceText asked) throws IOException {
        Query query = new BooleanQuery.Builder()
                .add(term(MemoryDocument.PAIR, pair), Occur.FILTER)
                .add(term(MemoryDocument.SOURCE_HASH, asked.hash()), Occur.FILTER)
                .build();
        return entries(searcher, query, new Sort(NEWEST, BY_KEY)).stream()
                .map(entry -> new Suggestion(100, Suggestion.Kind.EXACT, entry))
                .toList();
    }

    private static List<Suggestion> fuzzy(IndexSearcher searcher, String pair, SourceText asked, int lowestScore)
            throws IOException {
        List<String> terms = spread(List.copyOf(SearchTerms.of(asked)));
        int length = asked.folded().length;
        if (terms.isEmpty() || length > Likeness.LONGEST) {
            return List.of();
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(term(MemoryDocument.PAIR, pair), Occur.FILTER)
                .add(lengthsNear(length), Occur.FILTER)
                .add(term(MemoryDocument.SOURCE_HASH, asked.hash()), Occur.MUST_NOT)
                .setMinimumNumberShouldMatch(Math.ceilDiv(terms.size(), SHARED_PART));
        terms.forEach(term -> query.add(term(MemoryDocument.TERM, term), Occur.SHOULD));
        Likeness likeness = new Likeness(asked);
        return entries(searcher, query.build(), new Sort(SortField.FIELD_SCORE, NEWEST, BY_KEY)).stream()
                .map(entry ->
                        new Suggestion(likeness.to(SourceText.of(entry.source().text())), Suggestion.Kind.FUZZY, entry))
                .filter(suggestion -> suggestion.score() >= lowestScore)
                .sorted(BEST)
                .toList();
    }

    /** A text that differs more in its length has a distance too great for the threshold. */
    private static Query lengthsNear(int length) {
        return IntPoint.newRangeQuery(
                MemoryDocument.LENGTH, length * THRESHOLD / 100, Math.ceilDiv(length * 100, THRESHOLD));
    }

    private static List<String> spread(List<String> terms) {
        if (terms.size() <= MOST_TERMS) {
            return terms;
        }
        List<String> some = new ArrayList<>(MOST_TERMS);
        for (int i = 0; i < MOST_TERMS; i++) {
            some.add(terms.get(i * terms.size() / MOST_TERMS));
        }
        return some;
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static List<MemoryEntry> entries(IndexSearcher searcher, Query query, Sort sort) throws IOException {
        List<MemoryEntry> entries = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, CANDIDATES, sort).scoreDocs) {
            entries.add(MemoryDocument.read(searcher.storedFields().document(hit.doc)));
        }
        return entries;
    }

    private static List<Suggestion> distinct(Collection<Suggestion> sorted, int limit) {
        Set<Object> seen = new HashSet<>();
        return sorted.stream()
                .filter(suggestion -> seen.add(suggestion.entry().saying()))
                .limit(limit)
                .toList();
    }

    /** Closes it; what was not committed is dropped. */
    @Override
    public void close() {
        index.close();
    }

    /** Each shared term counts one, however common it is: that is nearest to the distance that decides. */
    private static final class CountingTerms extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new BooleanSimilarity());
            return searcher;
        }
    }

    private static final class Refusals implements FollowedIndex.Refusals {
        @Override
        public StageFailure inUse(Path folder, Throwable cause) {
            return new StageFailure(
                    "memory-in-use",
                    "The translation memory in " + folder
                            + " is open in another process. End that one, or choose another folder.",
                    cause);
        }

        @Override
        public StageFailure failed(Path folder, String reason, Throwable cause) {
            return new StageFailure(
                    "memory-failed",
                    "The translation memory in " + folder + " can be written no longer (" + reason
                            + "). See to the disk, and start again; what is missing is read from the topics.",
                    cause);
        }
    }
}
