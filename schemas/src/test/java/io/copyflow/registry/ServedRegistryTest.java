package io.copyflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaCatalogue.Released;
import io.copyflow.catalogue.StateTypes;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.registry.ServedRegistry.Response;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.state.StoryState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ServedRegistryTest {

    private static final String REJECTIONS = "copyflow.rejections.v1-value";

    private final ObjectMapper json = new ObjectMapper();
    private final SchemaCatalogue catalogue = new SchemaCatalogue();
    private final ServedRegistry registry = new ServedRegistry(catalogue);
    private final Released rejections = catalogue.versions(REJECTIONS).getLast();

    @Test
    void lists_the_subjects_of_topics_and_no_others() throws IOException {
        assertThat(json.convertValue(get("/subjects", 200), String[].class))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.typed().stream().map(Topic::subject).toList());
        assertThat(json(registry.handle("GET", "/subjects", "subjectPrefix=copyflow.rej", new byte[0])))
                .hasSize(1);
    }

    @Test
    void describes_versions() throws IOException {
        assertThat(get("/subjects/" + REJECTIONS + "/versions", 200).get(0).asInt())
                .isEqualTo(1);
        for (String version : new String[] {"1", "latest", "-1"}) {
            JsonNode described = get("/subjects/" + REJECTIONS + "/versions/" + version, 200);
            assertThat(described.get("id").asInt()).isEqualTo(rejections.id());
            assertThat(described.get("version").asInt()).isEqualTo(1);
            assertThat(described.get("subject").asText()).isEqualTo(REJECTIONS);
            assertThat(new Schema.Parser().parse(described.get("schema").asText()))
                    .isEqualTo(rejections.schema());
        }
        assertThat(get("/subjects/" + REJECTIONS + "/versions/latest/schema", 200)
                        .get("name")
                        .asText())
                .isEqualTo("Rejection");
    }

    @Test
    void answers_by_id_for_topics_and_for_state() throws IOException {
        assertThat(get("/schemas/ids/" + rejections.id(), 200).get("schema").asText())
                .contains("Rejection");
        assertThat(json(registry.handle(
                                "GET", "/schemas/ids/" + rejections.id(), "fetchMaxId=false&subject=x", new byte[0]))
                        .has("schema"))
                .isTrue();
        assertThat(get("/schemas/ids/" + rejections.id() + "/subjects", 200)
                        .get(0)
                        .asText())
                .isEqualTo(REJECTIONS);
        assertThat(get("/schemas/ids/" + rejections.id() + "/versions", 200)
                        .get(0)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
        int state = catalogue
                .versions(StateTypes.subject(StoryState.class))
                .getLast()
                .id();
        assertThat(get("/schemas/ids/" + state + "/schema", 200).get("name").asText())
                .isEqualTo("StoryState");
        assertThat(get("/schemas/types", 200).get(0).asText()).isEqualTo("AVRO");
        int ofTopics = Topics.typed().stream()
                .mapToInt(topic -> catalogue.versions(topic.subject()).size())
                .sum();
        assertThat(get("/schemas", 200)).hasSize(ofTopics);
    }

    @Test
    void finds_a_schema_as_java_writes_it_and_gives_its_id() throws IOException {
        byte[] posted = body(Rejection.getClassSchema()); // with avro.java.string
        JsonNode found = json(registry.handle("POST", "/subjects/" + REJECTIONS, null, posted));
        assertThat(found.get("id").asInt()).isEqualTo(rejections.id());
        JsonNode registered = json(registry.handle("POST", "/subjects/" + REJECTIONS + "/versions", null, posted));
        assertThat(registered.get("id").asInt()).isEqualTo(rejections.id());
    }

    @Test
    void takes_nothing_new() throws IOException {
        Schema other = Schema.createRecord("Other", "", "org.example", false, java.util.List.of());
        error(registry.handle("POST", "/subjects/" + REJECTIONS, null, body(other)), 404, 40403);
        error(registry.handle("POST", "/subjects/mine-value", null, body(other)), 404, 40401);
        assertThat(error(registry.handle("POST", "/subjects/mine-value/versions", null, body(other)), 422, 42205))
                .contains("read-only")
                .contains("schema.registry.url");
        error(registry.handle("DELETE", "/subjects/" + REJECTIONS, null, new byte[0]), 422, 42205);
        error(registry.handle("PUT", "/config", null, new byte[0]), 422, 42205);
        assertThat(get("/mode", 200).get("mode").asText()).isEqualTo("READONLY");
        assertThat(get("/config", 200).get("compatibilityLevel").asText()).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void errors_have_confluents_shape() throws IOException {
        error(get("/subjects/none/versions"), 404, 40401);
        error(get("/subjects/" + REJECTIONS + "/versions/9"), 404, 40402);
        error(get("/subjects/" + REJECTIONS + "/versions/nine"), 422, 42202);
        error(get("/schemas/ids/4711"), 404, 40403);
        error(get("/schemas/ids/x"), 404, 40403);
        error(get("/nowhere"), 404, 404);
        error(registry.handle("PATCH", "/subjects", null, new byte[0]), 405, 405);
        for (String body : new String[] {"", "[]", "null", "{\"schema\":3}", "{\"schema\":\"{\"}", "nonsense"}) {
            String message = error(
                    registry.handle("POST", "/subjects/" + REJECTIONS, null, body.getBytes(StandardCharsets.UTF_8)),
                    422,
                    42201);
            assertThat(message).startsWith("Expected").doesNotContain("Exception");
        }
        error(registry.handle("POST", "/subjects/mine", null, new byte[ServedRegistry.MOST_BYTES]), 404, 40401);
        error(registry.handle("POST", "/subjects/mine", null, new byte[ServedRegistry.MOST_BYTES + 1]), 413, 413);
    }

    @Test
    void answers_apicurios_readers_too() throws IOException {
        Response content =
                registry.handle("GET", "/apis/registry/v3/ids/contentIds/" + rejections.id(), null, new byte[0]);
        assertThat(content.contentType()).isEqualTo("application/json");
        assertThat(json(content).get("name").asText()).isEqualTo("Rejection");
        assertThat(get("/apis/registry/v3/ids/contentIds/" + rejections.id() + "/references", 200))
                .isEmpty();
        assertThat(get("/apis/registry/v3/ids/globalIds/4711", 404).get("name").asText())
                .isEqualTo("ContentNotFoundException");
        assertThat(get("/apis/ccompat/v7/schemas/ids/" + rejections.id(), 200).has("schema"))
                .isTrue();
    }

    @Test
    void never_throws_whatever_the_path() {
        String[] parts = {
            "",
            "subjects",
            "versions",
            REJECTIONS,
            "latest",
            "1",
            "-2",
            "schemas",
            "ids",
            "schema",
            "types",
            "config",
            "mode",
            "apis",
            "registry",
            "v3",
            "contentIds",
            "references",
            "%",
            "%zz",
            "%2F",
            "..",
            "é",
            "ccompat",
            "v7"
        };
        Random random = new Random(20261124);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int n = random.nextInt(7); n > 0; n--) {
                path.append('/').append(parts[random.nextInt(parts.length)]);
            }
            String method = new String[] {"GET", "POST", "PUT", "DELETE", "HEAD"}[random.nextInt(5)];
            Response response =
                    registry.handle(method, path.toString(), random.nextBoolean() ? null : "a&=&%", new byte[2]);
            assertThat(response.status()).as(method + " " + path).isBetween(200, 499);
        }
    }

    private byte[] body(Schema schema) {
        return json.createObjectNode()
                .put("schema", schema.toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private Response get(String path) {
        return registry.handle("GET", path, null, new byte[0]);
    }

    private JsonNode get(String path, int status) throws IOException {
        Response response = get(path);
        assertThat(response.status()).as(path).isEqualTo(status);
        return json(response);
    }

    private JsonNode json(Response response) throws IOException {
        return json.readTree(response.body());
    }

    private String error(Response response, int status, int code) throws IOException {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(json(response).get("error_code").asInt()).isEqualTo(code);
        return json(response).get("message").asText();
    }
}
