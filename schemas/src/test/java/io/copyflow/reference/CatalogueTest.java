package io.copyflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every topic and every schema. */
class CatalogueTest {

    private static final Path AVRO = Path.of("src/main/avro");
    private static final Set<String> NOUNS = Set.of("published", "rejections", "directory", "kills");

    static Stream<JsonNode> schemas() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(AVRO)) {
            files = walk.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
        return files.stream().map(file -> {
            try {
                JsonNode schema = json.readTree(file.toFile());
                String path = schema.get("namespace").asText().replaceFirst("^io\\.copyflow\\.schemas\\.", "") + "/"
                        + schema.get("name").asText() + ".avsc";
                assertThat(AVRO.relativize(file)).as("the file of a schema").isEqualTo(Path.of(path));
                return schema;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void each_topic_is_there_once_with_one_writer() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(Topics.typed()).extracting(Topic::valueType).doesNotHaveDuplicates();
        for (Topic<?> topic : Topics.all()) {
            if (topic.name().endsWith(".commands.v1")) {
                assertThat(topic.owner()).as(topic.name()).isEqualTo(Topic.ANYONE);
            } else if (topic.name().endsWith(".events.v1")) {
                assertThat(topic.owner())
                        .as(topic.name())
                        .isNotEqualTo(Topic.ANYONE)
                        .matches("[a-z-]+");
            }
        }
    }

    @Test
    void each_name_says_what_the_topic_is() {
        for (Topic<?> topic : Topics.all()) {
            String[] words = topic.name().split("\\.");
            assertThat(words)
                    .as(topic.name())
                    .hasSizeBetween(3, 4)
                    .startsWith("copyflow")
                    .endsWith("v1");
            if (words.length == 3) {
                assertThat(NOUNS).contains(words[1]);
            } else {
                assertThat(words[2])
                        .isIn("commands", "events", "dead-letters", "draft-requests", "memory", "memory-imports");
            }
        }
    }

    @Test
    void commands_go_events_stay() {
        for (Topic<?> topic : Topics.all()) {
            assertThat(topic.cleanup() == Topic.Cleanup.DELETE).as(topic.name()).isEqualTo(topic.retention() != null);
            if (topic.name().endsWith(".events.v1")) {
                assertThat(topic.cleanup()).as(topic.name()).isEqualTo(Topic.Cleanup.KEEP);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_schema_and_every_field_is_described(JsonNode schema) {
        sentence(schema, schema.get("name").asText());
        for (JsonNode field : schema.path("fields")) {
            sentence(
                    field, schema.get("name").asText() + "." + field.get("name").asText());
        }
    }

    /** A reader that does not know a newer symbol reads UNKNOWN in its place; what a stage keeps for itself needs none. */
    @ParameterizedTest
    @MethodSource("schemas")
    void every_enum_on_the_wire_has_unknown_for_what_is_newer(JsonNode schema) {
        if (schema.get("type").asText().equals("enum")
                && !schema.get("namespace").asText().endsWith(".state")) {
            assertThat(schema.path("default").asText()).isEqualTo("UNKNOWN");
            assertThat(schema.get("symbols").get(0).asText()).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void every_schema_belongs_to_a_topic_or_to_a_stages_state() throws IOException {
        assertThat(schemas()
                        .map(schema -> schema.get("namespace").asText() + "."
                                + schema.get("name").asText()))
                .containsExactlyInAnyOrderElementsOf(ReachableTypes.all().keySet());
    }

    @Test
    void the_serde_knows_every_logical_type() {
        for (Schema schema : ReachableTypes.all().values()) {
            assertThat(schema.toString()).doesNotContainPattern("\"logicalType\":\"(?!timestamp-millis\")");
        }
    }

    private static void sentence(JsonNode described, String what) {
        assertThat(described.path("doc").asText()).as("doc of " + what).matches("(?s)[A-Z0-9\\p{Ll}].*\\.");
    }
}
