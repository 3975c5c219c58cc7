package io.copyflow.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.copyflow.catalogue.SchemaCatalogue.Released;
import io.copyflow.sample.ReadableJson;
import io.copyflow.sample.SampleRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Records as they were written when their schema was released: {@code <subject>.v<version>.hex}, a framed record a
 * line, and the same as JSON beside it. Made once at the release and never again.
 */
final class GoldenRecords {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenRecords() {}

    static Path hex(Released released) {
        return file(released, "hex");
    }

    static Path json(Released released) {
        return file(released, "json");
    }

    private static Path file(Released released, String kind) {
        return FOLDER.resolve(released.subject() + ".v" + released.version() + "." + kind);
    }

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** The framed records of a released schema. */
    static List<byte[]> read(Released released) throws IOException {
        return Files.readAllLines(hex(released)).stream()
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    /** Before the first release nothing is golden yet. */
    static void deleteAll() throws IOException {
        if (Files.isDirectory(FOLDER)) {
            for (Path file : files()) {
                Files.delete(file);
            }
        }
    }

    static void make(Released released) throws IOException {
        Files.createDirectories(FOLDER);
        StringBuilder lines = new StringBuilder();
        ArrayNode json = new ObjectMapper().createArrayNode();
        for (GenericRecord record : SampleRecords.of(released.schema())) {
            lines.append(HexFormat.of().formatHex(framed(released.id(), record)))
                    .append('\n');
            json.add(ReadableJson.of(record));
        }
        Files.writeString(hex(released), lines);
        Files.writeString(json(released), ReadableJson.pretty(json));
    }

    /** What Avro's own generic reader finds, with the schema it was written with. */
    static GenericRecord decode(Schema schema, byte[] framed) throws IOException {
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null));
    }

    private static byte[] framed(int id, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.write(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
