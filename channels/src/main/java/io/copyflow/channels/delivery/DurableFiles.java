package io.copyflow.channels.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Files that are whole or not there: written aside, then moved into place in one step. What was written, staged and
 * removed survives a power cut once {@link #settle()} returns. For one thread.
 *
 * <p>A disk takes as long to make sure of one file as of many, so what belongs together is staged: {@link #settle()} forces
 * all of it at a time, and only then moves it into place.
 */
public final class DurableFiles {

    /** How many files are forced at a time. */
    private static final int AT_A_TIME = 16;

    /**
     * What was done so far.
     *
     * @param written files, of whatever kind
     * @param forced files and folders
     */
    public record Work(long written, long forced) {}

    private final Path aside;
    private final Readers readers;
    private final Set<Path> touched = new LinkedHashSet<>();
    private final Map<Path, Path> staged = new LinkedHashMap<>();
    private final Set<Path> deferred = new LinkedHashSet<>();
    private long written;
    private long forced;

    /** Who may read what is written. */
    public enum Readers {
        /** Whoever is on this machine: a web server may run as somebody else. */
        ALL("rw-r--r--"),
        /** Only the user this program runs as: it holds secrets. */
        OWNER("rw-------");

        private final String rights;

        Readers(String rights) {
            this.rights = rights;
        }
    }

    /**
     * Files that all may read.
     *
     * @param aside a folder on the same disk for files that are being written; what a crash left there is removed
     */
    public DurableFiles(Path aside) throws IOException {
        this(aside, Readers.ALL);
    }

    /** @param aside as above */
    public DurableFiles(Path aside, Readers readers) throws IOException {
        this.aside = aside;
        this.readers = readers;
        Files.createDirectories(aside);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(aside)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    /** Writes a file at once, unless it already has these very bytes. */
    public void write(Path file, byte[] bytes) throws IOException {
        unstage(file);
        if (has(file, bytes)) {
            if (readers == Readers.OWNER) {
                readable(file); // it may be there since before it was to be theirs alone
            }
            return;
        }
        Path ready = aside(bytes);
        force(ready);
        forced++;
        touched.add(place(ready, file));
    }

    /** Writes a file at once, whatever was there: a large one, of which little is in memory. */
    public void write(Path file, InputStream bytes) throws IOException {
        unstage(file);
        Path ready = Files.createTempFile(aside, "new", null);
        try (FileChannel channel = FileChannel.open(ready, StandardOpenOption.WRITE)) {
            bytes.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(ready);
            throw e;
        }
        forced++;
        readable(ready);
        touched.add(place(ready, file));
    }

    /** Writes a file that is put in place by {@link #settle()}, unless it already has these very bytes. */
    public void stage(Path file, byte[] bytes) throws IOException {
        unstage(file);
        if (!has(file, bytes)) {
            staged.put(file, aside(bytes));
        }
    }

    /**
     * Writes a file at once that its owner makes anew at each start, unless it already has these very bytes. It is whole
     * after a crash of this program; after a power cut it may be empty until the next start.
     *
     * @return whether it was written
     */
    public boolean renew(Path file, byte[] bytes) throws IOException {
        unstage(file);
        if (has(file, bytes)) {
            return false;
        }
        place(aside(bytes), file);
        return true;
    }

    /**
     * Writes a file at once, unless it already has these very bytes, to be forced by {@link #catchUp()}. Its owner keeps
     * what it can be made of anew until then.
     */
    public void defer(Path file, byte[] bytes) throws IOException {
        unstage(file);
        if (!has(file, bytes)) {
            place(aside(bytes), file);
            deferred.add(file);
        }
    }

    /** Forces to the disk what was deferred. */
    public void catchUp() throws IOException {
        Set<Path> paths = new LinkedHashSet<>();
        for (Path file : deferred) {
            if (Files.exists(file)) {
                paths.add(file);
                paths.add(file.toAbsolutePath().getParent());
            }
        }
        forceAll(List.copyOf(paths));
        deferred.clear();
    }

    /** Whether there is a file, or will be once it is settled. */
    public boolean isThere(Path file) {
        return staged.containsKey(file) || Files.exists(file);
    }

    /** What a file holds, or will once it is settled; null when there is none. */
    public byte @Nullable [] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(staged.getOrDefault(file, file));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Removes a file, and what is staged for it; false when there was none. */
    public boolean remove(Path file) throws IOException {
        unstage(file);
        Path folder = file.toAbsolutePath().getParent();
        boolean removed = Files.deleteIfExists(file);
        if (removed && folder != null) {
            touched.add(folder);
        }
        return removed;
    }

    /** Forgets what is staged. */
    public void abandon() throws IOException {
        for (Path file : List.copyOf(staged.keySet())) {
            unstage(file);
        }
    }

    /** Forces what is staged to the disk and puts it in place; then forces the folders in which anything changed. */
    public void settle() throws IOException {
        forceAll(List.copyOf(staged.values()));
        for (Map.Entry<Path, Path> one : staged.entrySet()) {
            touched.add(place(one.getValue(), one.getKey()));
        }
        staged.clear();
        forceAll(List.copyOf(touched));
        touched.clear();
    }

    /** What was done since this was made. */
    public Work work() {
        return new Work(written, forced);
    }

    private void unstage(Path file) throws IOException {
        Path ready = staged.remove(file);
        if (ready != null) {
            Files.deleteIfExists(ready);
        }
    }

    private static boolean has(Path file, byte[] bytes) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    private Path aside(byte[] bytes) throws IOException {
        Path ready = Files.createTempFile(aside, "new", null);
        try (FileChannel channel = FileChannel.open(ready, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            Files.deleteIfExists(ready);
            throw e;
        }
        readable(ready);
        return ready;
    }

    /** Moves a file into place and gives the folder that changed. */
    private Path place(Path ready, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("Expected a file in a folder, but got " + file);
        }
        createFolder(folder);
        Files.move(ready, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written++;
        return folder;
    }

    private void forceAll(List<Path> paths) throws IOException {
        if (paths.isEmpty()) {
            return;
        }
        int slices = Math.min(AT_A_TIME, paths.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int slice = 0; slice < slices; slice++) {
                int first = slice;
                running.add(threads.submit(() -> {
                    for (int i = first; i < paths.size(); i += slices) {
                        force(paths.get(i));
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while files were forced to the disk");
        }
        forced += paths.size();
    }

    /** Forces a file or folder. */
    private static void force(Path path) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            if (!isFolder) {
                throw e;
            }
            // Windows opens no folders, and does not need it
        }
    }

    private void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Path parent = folder.getParent();
            if (parent != null) {
                touched.add(parent);
            }
        }
    }

    /** Temporary files are for their owner alone. */
    private void readable(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(readers.rights));
        }
    }
}
