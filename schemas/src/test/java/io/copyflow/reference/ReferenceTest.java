package io.copyflow.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The documents made from the catalogue say what it says. To make them anew: {@code -Ddocs.write=true}. */
class ReferenceTest {

    private static final Path FOLDER = Path.of("../docs/reference");

    @ParameterizedTest
    @ValueSource(strings = {"asyncapi.yaml", "topics.md", "schemas.md"})
    void is_as_the_catalogue_has_it(String document) throws IOException {
        String made = made(document);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FOLDER.resolve(document), made);
        }
        assertThat(Files.readString(FOLDER.resolve(document)))
                .as(
                        "docs/reference/%s; make it anew with: mvn -pl schemas test -Dtest=ReferenceTest -Ddocs.write=true",
                        document)
                .isEqualTo(made);
    }

    @Test
    void asyncapi_points_at_files_and_parts_that_are_there() {
        Object document = yaml(made("asyncapi.yaml"));
        new References(document, FOLDER).check(document);
    }

    @Test
    void asyncapi_is_valid_by_its_own_schema() throws IOException {
        Path schema = Path.of(System.getProperty("cases", "../../shared/cases"))
                .resolve("publish-standards/asyncapi/3.0.0-without-$id.json");
        assumeTrue(Files.exists(schema), "skipped: the AsyncAPI 3.0 schema is not at " + schema);
        var validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(schema), InputFormat.JSON);
        String json = new ObjectMapper().writeValueAsString(yaml(made("asyncapi.yaml")));
        assertThat(validator.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(validator.validate(json.replace("\"action\":\"send\"", "\"action\":\"shout\""), InputFormat.JSON))
                .as("a wrong document")
                .isNotEmpty();
    }

    private static String made(String document) {
        return switch (document) {
            case "asyncapi.yaml" -> new AsyncApiDocument().text();
            case "topics.md" -> TopicsDocument.text();
            case "schemas.md" -> SchemasDocument.text();
            default -> throw new IllegalArgumentException(document);
        };
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    /** Follows every $ref of a document. */
    private record References(Object document, Path folder) {

        void check(Object part) {
            if (part instanceof Map<?, ?> map) {
                if (map.get("$ref") instanceof String ref) {
                    assertThat(leadsSomewhere(ref)).as(ref).isTrue();
                }
                map.values().forEach(this::check);
            } else if (part instanceof Iterable<?> list) {
                list.forEach(this::check);
            }
        }

        private boolean leadsSomewhere(String ref) {
            if (!ref.startsWith("#/")) {
                return Files.exists(folder.resolve(ref));
            }
            Object at = document;
            for (String step : ref.substring(2).split("/")) {
                at = at instanceof Map<?, ?> map ? map.get(step) : null;
            }
            return at != null;
        }
    }
}
