package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.catalogue.UnknownSchemaIdException;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.StageFailure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that {@link BundleWriter} wrote. Nothing in it is believed that can be counted: what is longer, shorter, more or
 * other than its manifest says is refused, and no length makes room before its bytes are there.
 *
 * <p>Fails with {@link StageFailure} of code {@code bundle-unreadable}.
 */
public final class BundleLog implements RawLog {

    private final ZipFile zip;
    private final long size;
    private final @Nullable String story;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    /** What the manifest says of a part. */
    private record Part(long records, long bytes, String sha256) {}

    public BundleLog(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StageFailure(
                    "bundle-unreadable",
                    Files.exists(file)
                            ? "Expected a file that 'copyflow export' wrote, but " + file
                                    + " is a folder. Name the file."
                            : "There is no file " + file + ". Name one that 'copyflow export' wrote.");
        }
        ZipFile opened = null;
        try {
            opened = new ZipFile(file.toFile());
            this.zip = opened;
            this.size = Files.size(file);
            JsonNode manifest = manifest();
            this.story =
                    manifest.path("story").isTextual() ? manifest.path("story").asText() : null;
            read(manifest);
            opened = null;
        } catch (IOException e) {
            throw BundleFormat.unreadable("it cannot be read as a zip file: " + e.getMessage(), e);
        } finally {
            closeQuietly(opened);
        }
    }

    /** The story it was exported for; null when it has all. */
    public @Nullable String story() {
        return story;
    }

    private JsonNode manifest() throws IOException {
        byte[] json = small(BundleFormat.MANIFEST, BundleFormat.MOST_MANIFEST_BYTES);
        JsonNode manifest = new ObjectMapper().readTree(json);
        if (manifest == null || !manifest.path("format").asText().equals(BundleFormat.NAME)) {
            throw BundleFormat.unreadable("its manifest does not name the format " + BundleFormat.NAME, null);
        }
        return manifest;
    }

    private void read(JsonNode manifest) throws IOException {
        Set<String> expected = new HashSet<>(Set.of(BundleFormat.MANIFEST));
        for (Topic<?> topic : TOPICS) {
            int count = 0;
            for (JsonNode told : manifest.path("topics")) {
                count = told.path("topic").asText().equals(topic.name())
                        ? told.path("partitions").asInt()
                        : count;
            }
            if (count < 1 || count > BundleFormat.MOST_PARTITIONS) {
                throw BundleFormat.unreadable("it has " + count + " partitions of " + topic.name(), null);
            }
            partitions.put(topic.name(), count);
        }
        for (JsonNode told : manifest.path("parts")) {
            String name = BundleFormat.part(
                    told.path("topic").asText(), told.path("partition").asInt(-1));
            if (!name.equals(told.path("name").asText()) || !expected.add(name)) {
                throw BundleFormat.unreadable(
                        "a part is named '" + told.path("name").asText() + "'", null);
            }
            parts.put(
                    name,
                    new Part(
                            told.path("records").asLong(-1),
                            told.path("bytes").asLong(-1),
                            told.path("sha256").asText()));
        }
        for (JsonNode told : manifest.path("schemas")) {
            int id = told.path("id").asInt(-1);
            String name = BundleFormat.schema(id);
            if (!expected.add(name)) {
                throw BundleFormat.unreadable("schema " + id + " is there twice", null);
            }
            schema(
                    id,
                    small(name, BundleFormat.MOST_SCHEMA_BYTES),
                    told.path("sha256").asText());
        }
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            if (!expected.remove(name)) {
                throw BundleFormat.unreadable(
                        "it has '" + name + "', which its manifest does not, or has it twice", null);
            }
        }
        if (!expected.isEmpty()) {
            throw BundleFormat.unreadable("it lacks " + expected.iterator().next(), null);
        }
    }

    private void schema(int id, byte[] json, String sha256) {
        if (!HexFormat.of().formatHex(BundleFormat.sha256().digest(json)).equals(sha256)) {
            throw BundleFormat.unreadable("schema " + id + " is not the one that was exported", null);
        }
        if (json.length == 0) {
            return; // nobody knew it when it was exported
        }
        try {
            schemas.put(id, new Schema.Parser().parse(new String(json, UTF_8)));
        } catch (RuntimeException | StackOverflowError e) {
            // Avro's parser has many ways to stumble over what is no schema
            throw BundleFormat.unreadable("schema " + id + " is none: " + e.getMessage(), e);
        }
    }

    private byte[] small(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw BundleFormat.unreadable("it has no " + name, null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw BundleFormat.unreadable(name + " is larger than " + most + " bytes", null);
            }
            return bytes;
        }
    }

    @Override
    public int partitions(Topic<?> topic) {
        return partitions.getOrDefault(topic.name(), 0);
    }

    @Override
    public void read(Topic<?> topic, int partition, Consumer<RawRecord> each) {
        String name = BundleFormat.part(topic.name(), partition);
        Part part = parts.get(name);
        ZipEntry entry = part == null ? null : zip.getEntry(name);
        if (part == null || entry == null) {
            boolean isWanted = story == null
                    || topic.equals(Topics.DIRECTORY)
                    || partition == DeciderTopology.partition(story, partitions(topic));
            if (!isWanted) {
                return; // of one story only its partitions and the directory were written
            }
            throw BundleFormat.unreadable("it lacks " + name, null);
        }
        // what an entry says of its size may be a lie, the file's own size is none
        long packed = Math.min(entry.getCompressedSize(), size);
        if (part.bytes < 0 || part.bytes > Math.max(1, packed) * BundleFormat.MOST_TIMES) {
            throw BundleFormat.unreadable(name + " says it is " + part.bytes + " bytes packed into " + packed, null);
        }
        MessageDigest sha256 = BundleFormat.sha256();
        Counted counted = null;
        try (InputStream in = zip.getInputStream(entry)) {
            counted = new Counted(new BufferedInputStream(new DigestInputStream(in, sha256)), part.bytes, name);
            DataInputStream data = new DataInputStream(counted);
            long before = -1;
            for (long n = 0; n < part.records; n++) {
                RawRecord record = record(data, counted, topic, partition);
                if (record.offset() <= before) {
                    throw BundleFormat.unreadable(name + " has offset " + record.offset() + " after " + before, null);
                }
                before = record.offset();
                each.accept(record);
            }
            if (counted.left() != 0 || counted.read() >= 0) {
                throw BundleFormat.unreadable(name + " has more bytes than records", null);
            }
        } catch (IOException e) {
            throw BundleFormat.unreadable(name + " ends too early or is broken: " + e.getMessage(), e);
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(part.sha256)) {
            throw BundleFormat.unreadable(name + " has another SHA-256 than its manifest says", null);
        }
    }

    private static RawRecord record(DataInputStream in, Counted counted, Topic<?> topic, int partition)
            throws IOException {
        long offset = in.readLong();
        long timestamp = in.readLong();
        byte[] key = bytes(in, counted);
        int count = in.readInt();
        if (count < 0 || count > BundleFormat.MOST_HEADERS) {
            throw BundleFormat.unreadable("a record says it has " + count + " headers", null);
        }
        Headers headers = new RecordHeaders();
        for (int n = 0; n < count; n++) {
            byte[] name = bytes(in, counted);
            headers.add(name == null ? "" : new String(name, UTF_8), bytes(in, counted));
        }
        return new RawRecord(topic, partition, offset, timestamp, key, headers, bytes(in, counted));
    }

    private static byte @Nullable [] bytes(DataInputStream in, Counted counted) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > BundleFormat.MOST_RECORD_BYTES || length > counted.left()) {
            throw BundleFormat.unreadable("a record says it has a field of " + length + " bytes", null);
        }
        return in.readNBytes(length);
    }

    /** Bytes of a part, no more than it says it has. */
    private static final class Counted extends FilterInputStream {
        private long left;
        private final String name;

        Counted(InputStream in, long most, String name) {
            super(in);
            this.left = most;
            this.name = name;
        }

        long left() {
            return left;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            took(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int start, int count) throws IOException {
            int read = super.read(bytes, start, count);
            took(Math.max(0, read));
            return read;
        }

        private void took(int count) {
            left -= count;
            if (left < 0) {
                throw BundleFormat.unreadable(name + " is longer than its manifest says", null);
            }
        }
    }

    @Override
    public SchemaIds schemaIds() {
        return new SchemaIds() {
            @Override
            public int idOf(String subject, Schema schema) {
                throw new SchemaUnavailableException(
                        "A bundle is read, never written with: it has no id for " + subject);
            }

            @Override
            public Schema schemaOf(int id) {
                Schema schema = schemas.get(id);
                if (schema == null) {
                    throw new UnknownSchemaIdException(id, "the bundle");
                }
                return schema;
            }
        };
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }

    private static void closeQuietly(@Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // it was only read
        }
    }
}
