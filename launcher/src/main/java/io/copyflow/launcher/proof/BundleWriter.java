package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.catalogue.UnknownSchemaIdException;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.Failures;
import io.copyflow.runtime.StageFailure;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes the topics of a proof into a file that can be verified without Kafka. */
public final class BundleWriter {

    private final RawLog log;
    private final @Nullable String only;
    private final SortedSet<Integer> schemas = new TreeSet<>();
    private long records;

    private BundleWriter(RawLog log, @Nullable String only) {
        this.log = log;
        this.only = only;
    }

    /**
     * @param only the one story whose records are wanted, with the whole directory; null for all
     * @return how many records were written
     * @throws StageFailure with code {@code file-exists} or {@code file-unwritable}
     */
    public static long write(RawLog log, @Nullable String only, Path file) {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file)) {
            throw exists(file);
        }
        BundleWriter writer = new BundleWriter(log, only);
        try (OutputStream out = Files.newOutputStream(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try {
                writer.write(out);
                out.close();
                Files.move(half, file);
            } finally {
                removeHalf(half);
            }
            return writer.records;
        } catch (FileAlreadyExistsException e) {
            throw exists(Path.of(e.getFile()));
        } catch (IOException | UncheckedIOException e) {
            throw new StageFailure(
                    "file-unwritable", unwritten(file, Failures.tell(e).sentence() + "."), e);
        }
    }

    /**
     * Looks whether a bundle can be written, before the log is asked for.
     *
     * @throws StageFailure with code {@code file-exists} or {@code file-unwritable}
     */
    public static void demandWritable(Path file) {
        if (Files.exists(file)) {
            throw exists(file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new StageFailure(
                    "file-unwritable", unwritten(file, folder + " is no folder that this user may write in."));
        }
    }

    private static String unwritten(Path file, String why) {
        return "The bundle could not be written to " + file + ": " + why
                + " Check the folder and the space on the disk.";
    }

    private static StageFailure exists(Path file) {
        return new StageFailure(
                "file-exists",
                "Expected a file that is not there yet, but " + file
                        + " is. Give another name with --to, or remove it.");
    }

    private static void removeHalf(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException e) {
            // the failure that led here is told
        }
    }

    private void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
            ObjectNode manifest = JsonNodeFactory.instance.objectNode();
            manifest.put("format", BundleFormat.NAME).put("story", only);
            ArrayNode topics = manifest.putArray("topics");
            ArrayNode parts = manifest.putArray("parts");
            for (Topic<?> topic : RawLog.TOPICS) {
                int partitions = log.partitions(topic);
                topics.addObject().put("topic", topic.name()).put("partitions", partitions);
                for (int partition = 0; partition < partitions; partition++) {
                    if (isWanted(topic, partition, partitions)) {
                        part(zip, topic, partition, parts.addObject());
                    }
                }
            }
            ArrayNode written = manifest.putArray("schemas");
            for (int id : schemas) {
                schema(zip, id, written.addObject());
            }
            zip.putNextEntry(new ZipEntry(BundleFormat.MANIFEST));
            zip.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            zip.closeEntry();
        }
    }

    private boolean isWanted(Topic<?> topic, int partition, int partitions) {
        return only == null
                || topic.equals(Topics.DIRECTORY)
                || DeciderTopology.partition(only, partitions) == partition;
    }

    private void part(ZipOutputStream zip, Topic<?> topic, int partition, ObjectNode told) throws IOException {
        String name = BundleFormat.part(topic.name(), partition);
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest sha256 = BundleFormat.sha256();
        Counted counted = new Counted(new DigestOutputStream(zip, sha256));
        DataOutputStream out = new DataOutputStream(counted);
        long[] range = {-1, -1, 0};
        log.read(topic, partition, record -> {
            if (only == null
                    || topic.equals(Topics.DIRECTORY)
                    || record.storyOfKey().equals(only)) {
                try {
                    record(out, record);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                range[0] = range[0] < 0 ? record.offset() : range[0];
                range[1] = record.offset();
                range[2]++;
            }
        });
        out.flush();
        zip.closeEntry();
        records += range[2];
        told.put("name", name)
                .put("topic", topic.name())
                .put("partition", partition)
                .put("firstOffset", range[0])
                .put("lastOffset", range[1])
                .put("records", range[2])
                .put("bytes", counted.bytes)
                .put("sha256", HexFormat.of().formatHex(sha256.digest()));
    }

    /** How much was written: a part may be larger than an int tells. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] b, int start, int count) throws IOException {
            out.write(b, start, count);
            bytes += count;
        }
    }

    private void record(DataOutputStream out, RawRecord record) throws IOException {
        out.writeLong(record.offset());
        out.writeLong(record.timestamp());
        bytes(out, record.key());
        Header[] headers = record.headers().toArray();
        out.writeInt(headers.length);
        for (Header header : headers) {
            bytes(out, header.key().getBytes(UTF_8));
            bytes(out, header.value());
        }
        byte[] value = record.value();
        bytes(out, value);
        if (value != null && value.length >= 5 && value[0] == 0) {
            schemas.add(ByteBuffer.wrap(value).getInt(1));
        }
    }

    private static void bytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private void schema(ZipOutputStream zip, int id, ObjectNode told) throws IOException {
        byte[] json;
        try {
            json = log.schemaIds().schemaOf(id).toString().getBytes(UTF_8);
        } catch (UnknownSchemaIdException e) {
            json = new byte[0]; // a record that names it cannot be read here either, and is told as such
        }
        String name = BundleFormat.schema(id);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(json);
        zip.closeEntry();
        told.put("id", id)
                .put("name", name)
                .put("bytes", json.length)
                .put("sha256", HexFormat.of().formatHex(BundleFormat.sha256().digest(json)));
    }
}
