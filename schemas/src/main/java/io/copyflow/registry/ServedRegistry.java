package io.copyflow.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.catalogue.PlainSchema;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaCatalogue.Released;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * The built-in catalogue on a schema registry's own paths, so that every Kafka tool reads the topics.
 *
 * <p>Read-only. Speaks what readers, and writers that only look up, need of two APIs: Confluent's ({@code /subjects},
 * {@code /schemas}, {@code /config}, {@code /mode}), and of Apicurio's ({@code /apis/registry/v3/ids}) what its
 * deserializers ask for. It also answers Confluent's paths under {@code /apis/ccompat/v7}. Subjects of topics are listed;
 * those of the stages' own state are answered by id and by name only.
 *
 * <p>Knows no web framework: whoever mounts it hands the request in and the response out. Safe for use by many threads.
 */
public final class ServedRegistry {

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param contentType the body's media type
     * @param body the body, UTF-8
     */
    public record Response(int status, String contentType, byte[] body) {}

    /** A request that is answered with an error. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final int errorCode;

        Refused(int status, int errorCode, String message) {
            super(message);
            this.status = status;
            this.errorCode = errorCode;
        }
    }

    /** The most bytes of a body. */
    public static final int MOST_BYTES = 1 << 20;

    private static final String CONFLUENT = "application/vnd.schemaregistry.v1+json";
    private static final String APICURIO = "application/json";
    private static final String CONFLUENT_IN_APICURIO = "/apis/ccompat/v7";
    private static final String APICURIO_IDS = "/apis/registry/v3/ids";

    private final ObjectMapper json = new ObjectMapper();
    private final SchemaCatalogue catalogue;
    private final Set<String> listed;

    public ServedRegistry(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
        this.listed = Topics.typed().stream().map(Topic::subject).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Answers a request; never throws.
     *
     * @param method the HTTP method
     * @param path the raw path below where this is mounted, such as {@code /subjects}
     * @param query the raw query, without the question mark; null without
     * @param body the body; empty without
     */
    public Response handle(String method, String path, @Nullable String query, byte[] body) {
        if (body.length > MOST_BYTES) {
            return tooLarge();
        }
        if (path.startsWith(APICURIO_IDS + "/")) {
            return apicurio(method, segments(path.substring(APICURIO_IDS.length())));
        }
        String below = path.startsWith(CONFLUENT_IN_APICURIO) ? path.substring(CONFLUENT_IN_APICURIO.length()) : path;
        try {
            return confluent(method, segments(below), parameters(query), body);
        } catch (Refused refused) {
            return error(refused.status, refused.errorCode, String.valueOf(refused.getMessage()));
        }
    }

    /** Answers a request whose body is larger than {@link #MOST_BYTES}, which need not be read for that. */
    public Response tooLarge() {
        return error(413, 413, "HTTP 413 Content Too Large");
    }

    /** Answers a request whose body ended or stopped before its end. */
    public Response incomplete() {
        return error(400, 400, "HTTP 400 Bad Request");
    }

    private Response error(int status, int errorCode, String message) {
        return jsonOf(
                status,
                CONFLUENT,
                json.createObjectNode().put("error_code", errorCode).put("message", message));
    }

    private Response confluent(String method, List<String> path, Function<String, @Nullable String> query, byte[] body)
            throws Refused {
        String first = path.isEmpty() ? "" : path.getFirst();
        return switch (method) {
            case "GET" ->
                switch (first) {
                    case "" -> ok(json.createObjectNode());
                    case "subjects" -> subjects(path, query);
                    case "schemas" -> schemas(path);
                    case "config" -> ok(json.createObjectNode().put("compatibilityLevel", "BACKWARD_TRANSITIVE"));
                    case "mode" -> ok(json.createObjectNode().put("mode", "READONLY"));
                    default -> throw noSuchPath();
                };
            case "POST" -> {
                if (first.equals("subjects") && path.size() == 2) {
                    yield lookUp(path.get(1), body);
                }
                if (first.equals("subjects") && path.size() == 3 && path.get(2).equals("versions")) {
                    yield register(path.get(1), body);
                }
                throw readOnlyOrNoSuchPath(first);
            }
            case "PUT", "DELETE" -> throw readOnlyOrNoSuchPath(first);
            default -> throw new Refused(405, 405, "HTTP 405 Method Not Allowed");
        };
    }

    private Response subjects(List<String> path, Function<String, @Nullable String> query) throws Refused {
        if (path.size() == 1) {
            String prefix = query.apply("subjectPrefix");
            return ok(texts(catalogue.subjects().stream()
                    .filter(listed::contains)
                    .filter(subject -> prefix == null || subject.startsWith(prefix))
                    .toList()));
        }
        if (path.size() < 3 || path.size() > 5 || !path.get(2).equals("versions")) {
            throw noSuchPath();
        }
        String subject = path.get(1);
        List<Released> versions = catalogue.versions(subject);
        if (versions.isEmpty()) {
            throw new Refused(404, 40401, "Subject '" + subject + "' not found.");
        }
        if (path.size() == 3) {
            return ok(numbers(versions.stream().map(Released::version).toList()));
        }
        Released released = version(versions, path.get(3));
        if (path.size() == 4) {
            return ok(described(released));
        }
        return switch (path.get(4)) {
            case "schema" -> text(released.schema().toString());
            case "referencedby" -> ok(json.createArrayNode());
            default -> throw noSuchPath();
        };
    }

    private static Released version(List<Released> versions, String wanted) throws Refused {
        if (wanted.equals("latest") || wanted.equals("-1")) {
            return versions.getLast();
        }
        int number = number(wanted);
        if (number < 1) {
            throw new Refused(
                    422,
                    42202,
                    "The specified version '" + wanted + "' is not a valid version id. Allowed values are between"
                            + " [1, 2^31-1] and the string \"latest\"");
        }
        return versions.stream()
                .filter(released -> released.version() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(404, 40402, "Version " + number + " not found."));
    }

    private Response schemas(List<String> path) throws Refused {
        if (path.size() == 1) {
            ArrayNode all = json.createArrayNode();
            catalogue.released().stream()
                    .filter(released -> listed.contains(released.subject()))
                    .forEach(released -> all.add(described(released)));
            return ok(all);
        }
        if (path.size() == 2 && path.get(1).equals("types")) {
            return ok(texts(List.of("AVRO")));
        }
        if (path.size() < 3 || path.size() > 4 || !path.get(1).equals("ids")) {
            throw noSuchPath();
        }
        Released released = catalogue.byId(number(path.get(2)));
        if (released == null) {
            throw new Refused(404, 40403, "Schema " + path.get(2) + " not found");
        }
        return switch (path.size() == 3 ? "" : path.get(3)) {
            case "" ->
                ok(json.createObjectNode().put("schema", released.schema().toString()));
            case "schema" -> text(released.schema().toString());
            case "subjects" -> ok(texts(List.of(released.subject())));
            case "versions" ->
                ok(json.createArrayNode()
                        .add(json.createObjectNode()
                                .put("subject", released.subject())
                                .put("version", released.version())));
            default -> throw noSuchPath();
        };
    }

    private Response lookUp(String subject, byte[] body) throws Refused {
        if (catalogue.versions(subject).isEmpty()) {
            throw new Refused(404, 40401, "Subject '" + subject + "' not found.");
        }
        Released released = find(subject, body);
        if (released == null) {
            throw new Refused(404, 40403, "Schema not found");
        }
        return ok(described(released));
    }

    private Response register(String subject, byte[] body) throws Refused {
        Released released = find(subject, body);
        if (released == null) {
            throw readOnly();
        }
        return ok(json.createObjectNode().put("id", released.id()));
    }

    private @Nullable Released find(String subject, byte[] body) throws Refused {
        Schema schema = posted(body);
        return catalogue.versions(subject).reversed().stream()
                .filter(released -> released.schema().equals(schema))
                .findFirst()
                .orElse(null);
    }

    private Schema posted(byte[] body) throws Refused {
        try {
            JsonNode request = json.readTree(body);
            JsonNode schema = request == null ? json.missingNode() : request.path("schema");
            if (schema.isTextual()) {
                return PlainSchema.of(new Schema.Parser().parse(schema.asText()));
            }
        } catch (JacksonException | SchemaParseException e) {
            throw new Refused(422, 42201, "Expected an Avro schema, but it cannot be parsed: " + firstLine(e));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        throw new Refused(422, 42201, "Expected a JSON object with the schema as a text under 'schema'.");
    }

    private static String firstLine(Exception e) {
        // Avro's parser puts the name of the class before what Jackson says
        String message = (e instanceof JacksonException ? e : e.getCause()) instanceof JacksonException json
                ? json.getOriginalMessage()
                : e.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private Response apicurio(String method, List<String> path) {
        Released released = path.size() > 1
                        && path.size() < 4
                        && (path.getFirst().equals("contentIds")
                                || path.getFirst().equals("globalIds"))
                ? catalogue.byId(number(path.get(1)))
                : null;
        boolean references = path.size() == 3 && path.get(2).equals("references");
        if (!method.equals("GET") || released == null || (path.size() == 3 && !references)) {
            return jsonOf(
                    404,
                    APICURIO,
                    json.createObjectNode()
                            .put("status", 404)
                            .put("title", "No content with id '" + String.join("/", path) + "' was found.")
                            .put("name", "ContentNotFoundException"));
        }
        return references
                ? jsonOf(200, APICURIO, json.createArrayNode())
                : new Response(200, APICURIO, released.schema().toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode described(Released released) {
        return json.createObjectNode()
                .put("subject", released.subject())
                .put("version", released.version())
                .put("id", released.id())
                .put("schema", released.schema().toString());
    }

    private ArrayNode texts(List<String> texts) {
        ArrayNode array = json.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private ArrayNode numbers(List<Integer> numbers) {
        ArrayNode array = json.createArrayNode();
        numbers.forEach(array::add);
        return array;
    }

    private static Response ok(JsonNode node) {
        return jsonOf(200, CONFLUENT, node);
    }

    private static Response text(String schema) {
        return new Response(200, CONFLUENT, schema.getBytes(StandardCharsets.UTF_8));
    }

    private static Response jsonOf(int status, String contentType, JsonNode node) {
        return new Response(status, contentType, node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Refused readOnlyOrNoSuchPath(String first) {
        return Set.of("subjects", "schemas", "config", "mode").contains(first) ? readOnly() : noSuchPath();
    }

    private static Refused readOnly() {
        return new Refused(
                422,
                42205,
                "This registry is read-only: it serves the schemas Copyflow was built with. Expected one of those, but"
                        + " got another. To register schemas of your own, run a registry and set schema.registry.url.");
    }

    private static Refused noSuchPath() {
        return new Refused(404, 404, "HTTP 404 Not Found");
    }

    /** The number, or -1 for what is none. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> decoded(segment.replace("+", "%2B")))
                .toList();
    }

    private static Function<String, @Nullable String> parameters(@Nullable String query) {
        return name -> query == null
                ? null
                : Arrays.stream(query.split("&"))
                        .filter(parameter -> parameter.startsWith(name + "="))
                        .map(parameter -> decoded(parameter.substring(name.length() + 1)))
                        .findFirst()
                        .orElse(null);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // names nothing then
        }
    }
}
