package io.copyflow.desk.index;

import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lucene index in a folder, with the offsets it was built up to in the same commit. One that is damaged, or that another
 * version of Copyflow wrote, is deleted and begun anew. One process may have a folder open.
 */
final class IndexFolder implements AutoCloseable {

    /** Changes whenever what {@link Documents} writes does: an older index is built anew. */
    static final String FORMAT = "2";

    private static final String FORMAT_KEY = "format";
    private static final String OFFSET_PREFIX = "offset ";

    /** Segments up to this size stay in memory until they are committed: most are merged before that. */
    private static final double CACHED_SEGMENT_MEBIBYTES = 4;

    private static final double CACHED_MEBIBYTES = 16;
    private static final int BUFFER_MEBIBYTES = 48;
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    /** All that Lucene calls files of its own. */
    private static final String INDEX_FILES = "{_*,segments*,pending_segments*,write.lock}";

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile Map<String, Long> offsets;

    /** What is looked for. */
    @FunctionalInterface
    interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    /** What is changed. */
    @FunctionalInterface
    interface Change {
        void by(IndexWriter writer) throws IOException;
    }

    private IndexFolder(Path path, Directory directory, IndexWriter writer) throws IOException {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
        this.offsets = offsets(userData(writer));
    }

    /**
     * Opens the index in a folder, or an empty one where there is none.
     *
     * @throws StageFailure with code {@code desk-index-in-use}
     */
    static IndexFolder open(Path path, Analyzer analyzer) {
        try {
            return opened(path, analyzer);
        } catch (OutdatedException
                | CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException e) {
            LOG.warn(
                    "event=desk_index_rebuilt folder={} reason={}",
                    Logfmt.value(path.toString()),
                    Logfmt.value(e.getMessage()));
            try {
                clear(path);
                return opened(path, analyzer);
            } catch (IOException again) {
                throw new UncheckedIOException(again);
            }
        } catch (LockObtainFailedException e) {
            throw new StageFailure(
                    "desk-index-in-use",
                    "The desk's index in " + path
                            + " is in use by another process. End it, or choose another data.dir.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, INDEX_FILES)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static IndexFolder opened(Path path, Analyzer analyzer) throws IOException {
        Directory directory =
                new NRTCachingDirectory(FSDirectory.open(path), CACHED_SEGMENT_MEBIBYTES, CACHED_MEBIBYTES);
        IndexWriter writer = null;
        try {
            // what is not committed comes again from the topics
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig(analyzer)
                            .setCommitOnClose(false)
                            .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
                            // who waits to read what was written does not wait for merges too
                            .setMaxFullFlushMergeWaitMillis(0));
            if (userData(writer).isEmpty() && writer.getDocStats().maxDoc == 0) {
                writer.setLiveCommitData(Map.of(FORMAT_KEY, FORMAT).entrySet());
                writer.commit();
            }
            if (!FORMAT.equals(userData(writer).get(FORMAT_KEY))) {
                throw new OutdatedException();
            }
            return new IndexFolder(path, directory, writer);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    /** Looks among what was there at the last {@link #refresh}. Any number of threads may. */
    <T> T search(Search<T> search) {
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

    /** @throws StageFailure {@code desk-index-failed} when nothing can be written any more */
    void write(Change change) {
        try {
            change.by(writer);
        } catch (AlreadyClosedException e) {
            // Lucene closes it after what it cannot go on after, such as a full disk
            throw new StageFailure(
                    "desk-index-failed",
                    "The desk's index in " + path + " can be written no longer ("
                            + Failures.tell(Objects.requireNonNullElse(writer.getTragicException(), e))
                                    .sentence()
                            + "). See to the disk, and start again; what is missing is read from the topics.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written is found from now on. */
    void refresh() {
        write(_ -> searchers.maybeRefreshBlocking());
    }

    /** Makes durable what was written, and that everything before these offsets is in it. */
    void commit(Map<String, Long> upTo) {
        Map<String, String> data = new HashMap<>();
        data.put(FORMAT_KEY, FORMAT);
        upTo.forEach((partition, offset) -> data.put(OFFSET_PREFIX + partition, String.valueOf(offset)));
        write(each -> {
            each.setLiveCommitData(data.entrySet());
            each.commit();
        });
        offsets = Map.copyOf(upTo);
    }

    /** The offsets of the last commit, by partition; empty when nothing was followed yet. */
    Map<String, Long> offsets() {
        return offsets;
    }

    /** Forgets everything, the offsets too. */
    void empty() {
        write(IndexWriter::deleteAll);
        refresh();
        commit(Map.of());
    }

    private static Map<String, String> userData(IndexWriter writer) {
        Map<String, String> data = new HashMap<>();
        var committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
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

    /** Closes it; what was not committed is dropped. */
    @Override
    public void close() {
        write(each -> {
            searchers.close();
            each.close();
            directory.close();
        });
    }

    /** Written by another version of Copyflow. */
    private static final class OutdatedException extends IOException {
        private static final long serialVersionUID = 1L;

        OutdatedException() {
            super("it was written by another version of Copyflow");
        }
    }
}
