package io.copyflow.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.copyflow.catalogue.SchemaCatalogue.Released;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/**
 * No schema changes without a released copy, and no released record or state is ever out of reach.
 *
 * <p>To release a changed schema: {@code mvn -pl schemas test -Dtest=SchemaGateTest -Dschemas.release=true}, then commit
 * the new files: the schema, and the golden records written under it.
 */
class SchemaGateTest {

    private static final Path RELEASED = Path.of("src/main/resources/io/copyflow/schemas/released");

    private final SchemaCatalogue catalogue = new SchemaCatalogue();

    @Test
    void every_schema_in_use_has_a_released_copy() throws IOException {
        Map<String, Schema> missing = new LinkedHashMap<>();
        inUse().forEach((subject, schema) -> {
            List<Released> versions = catalogue.versions(subject);
            if (versions.isEmpty() || !versions.getLast().schema().equals(schema)) {
                missing.put(subject, schema);
            }
        });
        if (Boolean.getBoolean("schemas.release")) {
            release(missing);
        } else if (!missing.isEmpty()) {
            fail("These schemas changed and have no released copy: " + missing.keySet()
                    + ". See CONTRIBUTING.md, 'Change a schema'.");
        }
    }

    @Test
    void todays_readers_read_whatever_was_ever_released() {
        inUse().forEach((subject, today) -> catalogue.versions(subject).forEach(released -> {
            var result = SchemaCompatibility.checkReaderWriterCompatibility(today, released.schema());
            assertThat(result.getType())
                    .as(
                            "%s read by today's schema: %s",
                            released, result.getResult().getIncompatibilities())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }));
    }

    /** An added body is the one thing an old reader may not know: it puts just those records to its dead letters. */
    @Test
    void released_readers_read_what_today_writes_but_for_added_bodies() {
        inUse().forEach((subject, today) -> catalogue.versions(subject).forEach(released -> {
            var result = SchemaCompatibility.checkReaderWriterCompatibility(released.schema(), today);
            assertThat(result.getResult().getIncompatibilities())
                    .as("today's %s read by released id %d", subject, released.id())
                    .allMatch(SchemaGateTest::isAddedBody);
        }));
    }

    /**
     * A union lacks it; where there was one body only, its reader finds another one in its place. It may even read that
     * as its own when the fields allow: upgrade the stage that decides before anybody sends it.
     */
    private static boolean isAddedBody(SchemaCompatibility.Incompatibility incompatibility) {
        return switch (incompatibility.getType()) {
            case MISSING_UNION_BRANCH -> incompatibility.getLocation().contains("/fields/");
            case NAME_MISMATCH, READER_FIELD_MISSING_DEFAULT_VALUE ->
                incompatibility.getLocation().matches("/fields/\\d+/type/[1-9]\\d*/(name|fields/\\d+)");
            default -> false;
        };
    }

    @Test
    void ids_and_versions_have_no_gap() {
        assertThat(catalogue.released())
                .extracting(Released::id)
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(
                                1, catalogue.released().size())
                        .boxed()
                        .toList());
        for (String subject : catalogue.subjects()) {
            assertThat(catalogue.versions(subject))
                    .extracting(Released::version)
                    .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(
                                    1, catalogue.versions(subject).size())
                            .boxed()
                            .toList());
        }
    }

    @Test
    void every_released_schema_has_golden_records() {
        assertThat(catalogue.released())
                .as("released schemas with records written under them; see GoldenRecords")
                .allSatisfy(released -> {
                    assertThat(GoldenRecords.hex(released)).isNotEmptyFile();
                    assertThat(GoldenRecords.json(released)).isNotEmptyFile();
                });
    }

    private static Map<String, Schema> inUse() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        Topics.typed().forEach(topic -> schemas.put(topic.subject(), topic.schema()));
        StateTypes.all().forEach(type -> schemas.put(StateTypes.subject(type), PlainSchema.of(type)));
        return schemas;
    }

    private void release(Map<String, Schema> schemas) throws IOException {
        int id = catalogue.released().size();
        if (id == 0) {
            GoldenRecords.deleteAll();
        }
        for (Map.Entry<String, Schema> entry : schemas.entrySet()) {
            int version = catalogue.versions(entry.getKey()).size() + 1;
            String file = ++id + "." + entry.getKey() + ".v" + version + ".avsc";
            Files.writeString(RELEASED.resolve(file), entry.getValue().toString(true) + "\n");
            Files.writeString(RELEASED.resolve("index"), file + "\n", StandardOpenOption.APPEND);
            GoldenRecords.make(new Released(id, entry.getKey(), version, entry.getValue()));
        }
    }
}
