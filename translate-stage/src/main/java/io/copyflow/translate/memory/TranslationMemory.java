package io.copyflow.translate.memory;

import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
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
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BooleanSimilarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /** Changes whenever what {@link MemoryDocument} writes does: an older index is refused, and built anew. */
    static final String FORMAT = "2";

    /** The highest score of what is not the same text. */
    private static final int MOST_OF_FUZZY = 99;

    /** How many of the entries that share most terms with a text are compared with it. */
    private static final int CANDIDATES = 100;

    /** A text is looked for by no more terms than these, spread over it. */
    private static final int MOST_TERMS = 256;

    /** Of four terms at least one is shared. */
    private static final int SHARED_PART = 4;

    private static final String FORMAT_KEY = "format";
    private static final String OFFSET_PREFIX = "offset ";

    /** Segments up to this size stay in memory until they are committed: most are merged before that. */
    private static final double CACHED_SEGMENT_MEBIBYTES = 4;

    private static final double CACHED_MEBIBYTES = 16;

    private static final SortField NEWEST = new SortField(MemoryDocument.SINCE, SortField.Type.LONG, true);
    private static final SortField BY_KEY = new SortField(MemoryDocument.KEY, SortField.Type.STRING);

    private static final Comparator<Suggestion> BEST = Comparator.comparingInt(Suggestion::score)
            .reversed()
            .thenComparing(suggestion -> suggestion.entry().origin().at(), Comparator.reverseOrder())
            .thenComparing(suggestion -> suggestion.entry().key());

    private static final Logger LOG = LoggerFactory.getLogger(TranslationMemory.class);

    /** All that Lucene calls files of its own. */
    private static final String INDEX_FILES = "{_*,segments*,pending_segments*,write.lock}";

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile Map<String, Long> offsets;

    private TranslationMemory(Path folder, Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        this.offsets = offsets(userData(writer));
    }

    /**
     * Opens the memory in a folder, or an empty one where there is none. A damaged one is deleted and begun anew, which
     * the log tells: all that was in it comes back from the topics.
     *
     * @throws StageFailure with code {@code memory-in-use}, {@code memory-outdated}, or {@code memory-unreadable} where
     *     a new one cannot be read either
     */
    public static TranslationMemory open(Path folder) {
        try {
            return opened(folder);
        } catch (StageFailure e) {
            if (!e.code().equals("memory-unreadable")) {
                throw e;
            }
            LOG.warn(
                    "event=memory_rebuilt folder={} reason={}",
                    Logfmt.value(folder.toString()),
                    Logfmt.value("it is damaged: " + e.getCause()));
            clear(folder);
            return opened(folder);
        }
    }

    private static void clear(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, INDEX_FILES)) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TranslationMemory opened(Path folder) {
        Directory directory = null;
        IndexWriter writer = null;
        try {
            directory = new NRTCachingDirectory(FSDirectory.open(folder), CACHED_SEGMENT_MEBIBYTES, CACHED_MEBIBYTES);
            writer = new IndexWriter(directory, settings());
            if (userData(writer).isEmpty() && writer.getDocStats().maxDoc == 0) {
                writer.setLiveCommitData(Map.of(FORMAT_KEY, FORMAT).entrySet());
                writer.commit();
            }
            if (!FORMAT.equals(userData(writer).get(FORMAT_KEY))) {
                throw new StageFailure(
                        "memory-outdated",
                        "The translation memory in " + folder + " was written by another version of Copyflow. Delete"
                                + " the folder; it is built anew from the topics.");
            }
            return new TranslationMemory(folder, directory, writer, new SearcherManager(writer, new CountingTerms()));
        } catch (IOException | RuntimeException e) {
            closeAfter(e, writer, directory);
            throw refused(folder, e);
        }
    }

    private static IndexWriterConfig settings() {
        return new IndexWriterConfig(null)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
                .setSimilarity(new BooleanSimilarity())
                // what has no offsets yet is read again, so there is nothing to save
                .setCommitOnClose(false);
    }

    private static RuntimeException refused(Path folder, Exception failure) {
        return switch (failure) {
            case LockObtainFailedException _ ->
                new StageFailure(
                        "memory-in-use",
                        "The translation memory in " + folder
                                + " is open in another process. End that one, or choose another folder.",
                        failure);
            case CorruptIndexException _,
                    IndexFormatTooNewException _,
                    IndexFormatTooOldException _,
                    // of its lock's file
                    AlreadyClosedException _,
                    EOFException _,
                    NoSuchFileException _ ->
                new StageFailure(
                        "memory-unreadable",
                        "The translation memory in " + folder
                                + " cannot be read. Delete the folder; it is built anew from the topics.",
                        failure);
            case IOException io -> new UncheckedIOException(io);
            case RuntimeException other -> other;
            default -> new IllegalStateException(failure);
        };
    }

    private static void closeAfter(Exception failure, @Nullable AutoCloseable... opened) {
        for (AutoCloseable closeable : opened) {
            try {
                if (closeable != null) {
                    closeable.close();
                }
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Takes the entry in, in place of the one with its key. */
    public void put(MemoryEntry entry) {
        write(() -> writer.updateDocument(new Term(MemoryDocument.KEY, entry.key()), MemoryDocument.write(entry)));
    }

    /** Drops the entry with that key, if there is one. */
    public void forgetEntry(String key) {
        write(() -> writer.deleteDocuments(new Term(MemoryDocument.KEY, key)));
    }

    /** Drops everything: what was followed is another log than before. */
    public void forgetAll() {
        write(writer::deleteAll);
    }

    /** Drops all of a story: what was killed is not to come back as a suggestion. */
    public void forget(String storyId) {
        write(() -> writer.deleteDocuments(new Term(MemoryDocument.STORY, storyId)));
    }

    /**
     * Makes what was put and forgotten last, with the offsets to go on from.
     *
     * @param offsets of the next record to read, by a name of topic and partition that the caller chooses; all of them,
     *     as they replace those of the last commit
     */
    public synchronized void commit(Map<String, Long> offsets) {
        Map<String, String> data = new HashMap<>(Map.of(FORMAT_KEY, FORMAT));
        offsets.forEach((partition, offset) -> data.put(OFFSET_PREFIX + partition, Long.toString(offset)));
        write(() -> {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
            this.offsets = Map.copyOf(offsets);
            searchers.maybeRefreshBlocking();
        });
    }

    /** The offsets of the last commit; empty when nothing was followed yet. */
    public Map<String, Long> offsets() {
        return offsets;
    }

    /** How many entries can be found. */
    public int size() {
        return search(searcher -> searcher.getIndexReader().numDocs());
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
        return search(searcher -> {
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

    private static Map<String, String> userData(IndexWriter writer) {
        Map<String, String> data = new HashMap<>();
        writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        return data;
    }

    private static Map<String, Long> offsets(Map<String, String> userData) {
        Map<String, Long> offsets = new HashMap<>();
        userData.forEach((key, value) -> {
            if (key.startsWith(OFFSET_PREFIX)) {
                offsets.put(key.substring(OFFSET_PREFIX.length()), Long.valueOf(value));
            }
        });
        return Map.copyOf(offsets);
    }

    private <T> T search(Search<T> search) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.in(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Write write) {
        try {
            write.run();
        } catch (AlreadyClosedException e) {
            // Lucene closes it after what it cannot go on after, such as a full disk
            throw new StageFailure(
                    "memory-failed",
                    "The translation memory in " + folder + " can be written no longer ("
                            + Failures.tell(Objects.requireNonNullElse(writer.getTragicException(), e))
                                    .sentence()
                            + "). See to the disk, and start again; what is missing is read from the topics.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes it; what was not committed is dropped. */
    @Override
    public void close() {
        write(() -> {
            searchers.close();
            writer.close();
            directory.close();
        });
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

    private interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    private interface Write {
        void run() throws IOException;
    }
}
