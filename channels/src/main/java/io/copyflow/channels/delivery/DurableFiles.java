package io.copyflow.channels.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Files that are whole or not there: written aside, forced to the disk, then moved into place in one step. What was
 * written and removed survives a power cut once {@link #settle()} returns. For one thread.
 */
public final class DurableFiles {

    private final Path aside;
    private final Set<Path> touched = new LinkedHashSet<>();

    /**
     * @param aside a folder on the same disk for files that are being written; what a crash left there is removed
     */
    public DurableFiles(Path aside) throws IOException {
        this.aside = aside;
        Files.createDirectories(aside);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(aside)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    /** Writes a file, unless it already has these very bytes. */
    public void write(Path file, byte[] bytes) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        write(file, new ByteArrayInputStream(bytes));
    }

    /** Writes a file, whatever was there; a large one too, as little of it is in memory. */
    public void write(Path file, InputStream bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("Expected a file in a folder, but got " + file);
        }
        createFolder(folder);
        Path written = Files.createTempFile(aside, "new", null);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            bytes.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
        readable(written);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        touched.add(folder);
    }

    public void remove(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.deleteIfExists(file) && folder != null) {
            touched.add(folder);
        }
    }

    /** Forces the folders to the disk in which something was written or removed. */
    public void settle() throws IOException {
        for (Path folder : touched) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (AccessDeniedException e) {
                // Windows opens no folders, and does not need it
            }
        }
        touched.clear();
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

    /** Temporary files are for their owner alone, but a web server may run as somebody else. */
    private static void readable(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
