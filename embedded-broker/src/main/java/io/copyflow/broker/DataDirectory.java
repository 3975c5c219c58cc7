package io.copyflow.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;

/**
 * The broker's directory, held by one broker at a time:
 * <ul>
 *   <li>{@code broker.lock}: the number of the process that has it open
 *   <li>{@code log/}: Kafka's own. A folder apart, because Kafka refuses any foreign folder beside its logs, such as
 *       the {@code lost+found} of a mounted disk
 * </ul>
 */
final class DataDirectory implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 128L << 20;

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Makes the directory where it is missing and locks it; the lock ends with {@link #close()} or the process. */
    static DataDirectory open(Path root) {
        return open(root, LEAST_FREE_BYTES);
    }

    static DataDirectory open(Path root, long leastFreeBytes) {
        FileChannel channel;
        try {
            Files.createDirectories(root.resolve("log"));
            channel = FileChannel.open(
                    root.resolve("broker.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw StartFailure.unwritable(root, e);
        }
        boolean held = false;
        try {
            lock(root, channel);
            // Kafka on a full disk fails late and in many voices: say it early and once.
            if (Files.getFileStore(root).getUsableSpace() < leastFreeBytes) {
                throw StartFailure.noSpace(root, null);
            }
            held = true;
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw StartFailure.unwritable(root, e);
        } finally {
            if (!held) {
                closeQuietly(channel);
            }
        }
    }

    private static void lock(Path root, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw StartFailure.locked(root, "another broker in this process", e);
        }
        if (lock == null) {
            throw StartFailure.locked(
                    root,
                    "process " + Files.readString(root.resolve("broker.lock")).strip(),
                    null);
        }
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid), 0);
    }

    /** False also where the system does not tell. */
    static boolean nearlyFull(Path root) {
        try {
            return Files.getFileStore(root).getUsableSpace() < LEAST_FREE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    Path log() {
        return root.resolve("log");
    }

    /** Whether the broker that had it last was closed; false also at its first use. A starting broker forgets it. */
    boolean wasClosed() {
        return new CleanShutdownFileHandler(log().toString()).exists();
    }

    /** Formats the directory at its first use, with a cluster id that it keeps; later another one is not looked at. */
    void format(String clusterId, int nodeId, String controllerListener) {
        try {
            MetaPropertiesEnsemble found = new MetaPropertiesEnsemble.Loader()
                    .addMetadataLogDir(log().toString())
                    .addLogDirs(List.of(log().toString()))
                    .load();
            if (!found.errorLogDirs().isEmpty()) {
                throw new IOException("meta.properties cannot be read");
            }
            if (found.logDirProps().isEmpty()) {
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                        .setNodeId(nodeId)
                        .setClusterId(clusterId)
                        .setControllerListenerName(controllerListener)
                        .setMetadataLogDirectory(log().toString())
                        .addDirectory(log().toString())
                        .run();
            }
            requireKnownVersion(new BootstrapDirectory(log().toString()).read());
        } catch (BrokerStartException e) {
            throw e;
        } catch (Exception e) {
            if (StartFailure.looksFull(e)) {
                throw StartFailure.noSpace(root, e);
            }
            throw new BrokerStartException(
                    "data-dir-damaged",
                    "The data directory " + root + " cannot be read (" + e
                            + "). Restore it from a backup, or choose an empty data directory.",
                    e);
        }
    }

    private void requireKnownVersion(BootstrapMetadata bootstrap) {
        short level = bootstrap.featureLevel(MetadataVersion.FEATURE_NAME);
        MetadataVersion newest = MetadataVersion.latestProduction();
        if (level > newest.featureLevel()) {
            throw new BrokerStartException(
                    "data-dir-newer",
                    "The data directory " + root + " was made by a newer Kafka (metadata version " + level
                            + "; this one knows up to " + newest.featureLevel()
                            + "). Start it with the newer Copyflow, or choose another data directory.",
                    null);
        }
    }

    @Override
    public void close() {
        closeQuietly(lock);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the descriptor, and the descriptor is gone either way.
        }
    }
}
