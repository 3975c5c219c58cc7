package io.copyflow.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.SchemaCatalogue.Released;
import io.copyflow.sample.ReadableJson;
import io.copyflow.sample.WrittenTypes;
import io.copyflow.sample.WrittenTypes.WrittenType;
import io.copyflow.serde.AvroSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written under any released schema is read today, byte for byte, and says the same. */
class GoldenRecordsTest {

    private static final SchemaCatalogue CATALOGUE = new SchemaCatalogue();

    static Stream<Released> released() {
        return CATALOGUE.released().stream();
    }

    @ParameterizedTest
    @MethodSource("released")
    void the_released_schema_still_tells_what_was_written(Released released) throws IOException {
        ArrayNode found = (ArrayNode) ReadableJson.parse("[]");
        for (byte[] framed : GoldenRecords.read(released)) {
            found.add(ReadableJson.of(GoldenRecords.decode(CATALOGUE.schemaOf(released.id()), framed)));
        }
        assertThat(ReadableJson.pretty(found)).isEqualTo(Files.readString(GoldenRecords.json(released)));
    }

    @ParameterizedTest
    @MethodSource("released")
    void todays_serde_reads_it_to_the_same(Released released) throws IOException {
        WrittenType written = WrittenTypes.all().stream()
                .filter(type -> type.subject().equals(released.subject()))
                .findFirst()
                .orElse(null);
        if (written == null) {
            return; // a type nobody writes or reads any more
        }
        AvroSerde<SpecificRecord> serde = written.serde(CATALOGUE);
        JsonNode golden = ReadableJson.parse(Files.readString(GoldenRecords.json(released)));
        List<byte[]> records = GoldenRecords.read(released);
        assertThat(records).hasSameSizeAs(golden);
        for (int i = 0; i < records.size(); i++) {
            JsonNode today = ReadableJson.of((IndexedRecord) serde.read(records.get(i)));
            assertThat(today)
                    .as("record %d of %s", i, released.subject())
                    .isEqualTo(inTodaysFields(golden.get(i), today));
        }
    }

    @Test
    void every_golden_file_belongs_to_a_released_schema() throws IOException {
        List<Path> expected = new ArrayList<>();
        CATALOGUE.released().forEach(released -> {
            expected.add(GoldenRecords.hex(released));
            expected.add(GoldenRecords.json(released));
        });
        assertThat(GoldenRecords.files()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The golden record with just the fields there are today: what was added has its default, what was removed is gone. */
    private static JsonNode inTodaysFields(JsonNode golden, JsonNode today) {
        if (golden instanceof ObjectNode then && today instanceof ObjectNode now) {
            ObjectNode both = now.objectNode();
            now.properties().forEach(field -> {
                JsonNode was = then.get(field.getKey());
                both.set(field.getKey(), was == null ? field.getValue() : inTodaysFields(was, field.getValue()));
            });
            return both;
        }
        if (golden instanceof ArrayNode then && today instanceof ArrayNode now && then.size() == now.size()) {
            ArrayNode both = now.arrayNode();
            for (int i = 0; i < now.size(); i++) {
                both.add(inTodaysFields(then.get(i), now.get(i)));
            }
            return both;
        }
        return golden;
    }
}
