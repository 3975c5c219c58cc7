package io.copyflow.index;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lucene index in a folder that is fed from topics, with the offsets it was built up to in each commit. It is derived from
 * the log: after a crash it is as of its last commit, and following the topics from {@link #offsets()} repeats the rest. One
 * that is damaged, or of another format, is deleted and begun anew, which the log tells.
 *
 * <p>Any number of threads may search, and any number write. One process may have a folder open.
 */
public final class FollowedIndex implements AutoCloseable {

    private static final String FORMAT_KEY = "format";
    private static final String OFFSET_PREFIX = "offset ";

    /** Segments up to this size stay in memory until they are committed: most are merged before that. */
    private static final double CACHED_SEGMENT_MEBIBYTES = 4;

    private static final double CACHED_MEBIBYTES = 16;

    /** Smaller ones are merged with each other before anything else. */
    private static final double SMALLEST_SEGMENT_MEBIBYTES = 0.25;

    /** All that Lucene calls files of its own. */
    private static final String INDEX_FILES = "{_*,segments*,pending_segments*,write.lock}";

    private static final Logger LOG = LoggerFactory.getLogger(FollowedIndex.class);

    private final Kind kind;
    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile Map<String, Long> offsets;

    /**
     * What is kept in an index.
     *
     * @param format changes whenever what is written does: an index of another is begun anew
     * @param settings how it is written, made for each opening
     * @param searchers how it is searched; null as Lucene does
     * @param refusals what to say when it cannot be used
     */
    public record Kind(
            String format,
            Supplier<IndexWriterConfig> settings,
            @Nullable SearcherFactory searchers,
            Refusals refusals) {}

    /** What to say when an index cannot be used, with a code and what to do next. */
    public interface Refusals {

        /** Another process has the folder open. */
        StageFailure inUse(Path folder, Throwable cause);

        /**
         * It can be written no longer, such as on a full disk, and is to be closed.
         *
         * @param reason a sentence without its full stop
         */
        StageFailure failed(Path folder, String reason, Throwable cause);
    }

    /** What is looked for. */
    @FunctionalInterface
    public interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    /** What is changed. */
    @FunctionalInterface
    public interface Change {
        void by(IndexWriter writer) throws IOException;
    }

    private FollowedIndex(Kind kind, Path folder, Directory directory, IndexWriter writer) throws IOException {
        this.kind = kind;
        this.folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, kind.searchers());
        this.offsets = offsets(userData(writer));
    }

    /**
     * Opens the index in a folder, or an empty one where there is none.
     *
     * @throws StageFailure {@link Refusals#inUse}
     * @throws UncheckedIOException when the disk cannot be read or written
     */
    public static FollowedIndex open(Path folder, Kind kind) {
        try {
            return opened(folder, kind);
        } catch (LockObtainFailedException e) {
            throw kind.refusals().inUse(folder, e);
        } catch (OutdatedException
                | CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | EOFException
                | NoSuchFileException
                // of its lock's file
                | AlreadyClosedException e) {
            LOG.warn(
                    "event=index_rebuilt folder={} reason={}",
                    Logfmt.value(folder.toString()),
                    Logfmt.value(String.valueOf(e.getMessage())));
            try {
                clear(folder);
                return opened(folder, kind);
            } catch (IOException again) {
                throw new UncheckedIOException(again);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, INDEX_FILES)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static FollowedIndex opened(Path folder, Kind kind) throws IOException {
        Directory directory =
                new NRTCachingDirectory(FSDirectory.open(folder), CACHED_SEGMENT_MEBIBYTES, CACHED_MEBIBYTES);
        IndexWriter writer = null;
        try {
            // what is not committed comes again from the topics
            writer = new IndexWriter(
                    directory, kind.settings().get().setCommitOnClose(false).setMergePolicy(merges()));
            if (userData(writer).isEmpty() && writer.getDocStats().maxDoc == 0) {
                writer.setLiveCommitData(Map.of(FORMAT_KEY, kind.format()).entrySet());
                writer.commit();
            }
            if (!kind.format().equals(userData(writer).get(FORMAT_KEY))) {
                throw new OutdatedException();
            }
            return new FollowedIndex(kind, folder, directory, writer);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, writer, directory);
            throw e;
        }
    }

    /**
     * What is fed all day is refreshed every other moment, each time with a segment of some kilobytes. By Lucene's own
     * measure all that are smaller than 16 MiB count the same, and an index of that size is written anew each few of them.
     */
    private static TieredMergePolicy merges() {
        return new TieredMergePolicy().setFloorSegmentMB(SMALLEST_SEGMENT_MEBIBYTES);
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

    /** Looks among what was there at the last {@link #refresh}. */
    public <T> T search(Search<T> search) {
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

    /**
     * Changes what is kept. It is found from the next {@link #refresh} on, and survives a crash from the next {@link #commit}
     * on.
     *
     * @throws StageFailure {@link Refusals#failed} when nothing can be written any more
     */
    public void write(Change change) {
        try {
            change.by(writer);
        } catch (AlreadyClosedException e) {
            // Lucene closes it after what it cannot go on after
            throw kind.refusals()
                    .failed(
                            folder,
                            Failures.tell(Objects.requireNonNullElse(writer.getTragicException(), e))
                                    .sentence(),
                            e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written is found from now on. */
    public void refresh() {
        write(_ -> searchers.maybeRefreshBlocking());
    }

    /**
     * Makes durable what was written, and that everything before these offsets is in it.
     *
     * @param upTo of the next record to read, by a name of topic and partition that the caller chooses; all of them, as they
     *     replace those of the last commit
     */
    public synchronized void commit(Map<String, Long> upTo) {
        Map<String, String> data = new HashMap<>();
        data.put(FORMAT_KEY, kind.format());
        upTo.forEach((partition, offset) -> data.put(OFFSET_PREFIX + partition, String.valueOf(offset)));
        write(each -> {
            each.setLiveCommitData(data.entrySet());
            each.commit();
        });
        offsets = Map.copyOf(upTo);
    }

    /** The offsets of the last commit, by partition; empty when nothing was followed yet. */
    public Map<String, Long> offsets() {
        return offsets;
    }

    /** Forgets everything, the offsets too. */
    public void empty() {
        write(IndexWriter::deleteAll);
        refresh();
        commit(Map.of());
    }

    private static Map<String, String> userData(IndexWriter writer) {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
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
