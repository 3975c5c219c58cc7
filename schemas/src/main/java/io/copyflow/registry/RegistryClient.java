package io.copyflow.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.UnknownSchemaIdException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Ids from a registry that speaks Confluent's REST API: Confluent's own, Apicurio's ({@code /apis/ccompat/v7}), Karapace.
 *
 * <p>Each schema and each id is asked for once and then remembered; that nobody knows an id is remembered for a minute,
 * so that a flood of records with that id does not become a flood of requests. A schema is looked up first and registered
 * only when the registry does not have it, so that the right to write is needed once. Passing faults (no connection, no answer in
 * time, 408, 429, 5xx, an answer that is not a registry's) are tried again at every address and in a few rounds with a
 * growing pause; then a {@link SchemaUnavailableException} tells what each address answered.
 */
public final class RegistryClient implements SchemaIds {

    /** Waits between two rounds. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private record Key(String subject, Schema schema) {}

    /** That an id is not known, and until when that is believed. */
    private record Unknown(UnknownSchemaIdException told, Instant until) {}

    /** An answer a registry gives on purpose: worth no second try. */
    private record Answer(URI address, int status, JsonNode body) {

        boolean ok() {
            return status == 200;
        }

        int errorCode() {
            return body.path("error_code").asInt(status);
        }

        String said() {
            return address + " says: HTTP " + status + ", "
                    + body.path("message").asText("without a message");
        }
    }

    /** What made one try fail, in a few words. */
    private static final class PassingFault extends Exception {

        private static final long serialVersionUID = 1L;

        PassingFault(String words, @Nullable Throwable cause) {
            super(words, cause);
        }
    }

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final long LARGEST_ANSWER = 8L << 20;
    /** Records may name any id: beyond this many the memory of ids begins anew. */
    static final int MOST_IDS = 1_000;

    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Key, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Unknown> unknown = new ConcurrentHashMap<>();
    private final RegistryAccess access;
    private final InstantSource clock;
    private final Pause pause;
    private final HttpClient http;
    private volatile int preferred;

    /** @param clock by which the memory of unknown ids grows old */
    public RegistryClient(RegistryAccess access, InstantSource clock) {
        this(access, clock, time -> Thread.sleep(time));
    }

    RegistryClient(RegistryAccess access, InstantSource clock, Pause pause) {
        this.access = access;
        this.clock = clock;
        this.pause = pause;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(access.timeout())
                .build();
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Key key = new Key(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        int id = lookUpOrRegister(subject, schema);
        ids.put(key, id);
        return id;
    }

    @Override
    public Schema schemaOf(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Unknown before = unknown.get(id);
        if (before != null && clock.instant().isBefore(before.until)) {
            throw before.told;
        }
        try {
            Schema schema = fetch(id);
            unknown.remove(id);
            remember(schemas, id, schema);
            return schema;
        } catch (UnknownSchemaIdException e) {
            remember(unknown, id, new Unknown(e, clock.instant().plus(UNKNOWN_FOR)));
            throw e;
        }
    }

    private static <V> void remember(Map<Integer, V> memory, int id, V value) {
        if (memory.size() >= MOST_IDS) {
            memory.clear();
        }
        memory.put(id, value);
    }

    /** Lets go of its connections. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private int lookUpOrRegister(String subject, Schema schema) {
        String path = "/subjects/"
                + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
        String body = json.createObjectNode().put("schema", schema.toString()).toString();
        Answer answer = ask("POST", path, body);
        if (answer.errorCode() == SUBJECT_NOT_FOUND || answer.errorCode() == SCHEMA_NOT_FOUND) {
            answer = ask("POST", path + "/versions", body);
        }
        JsonNode id = answer.body.path("id");
        if (answer.ok() && id.isInt()) {
            return id.asInt();
        }
        throw new SchemaUnavailableException("Expected the schema registry to have or take the schema "
                + schema.getFullName() + " under " + subject + ", but " + answer.said() + ". " + remedy(answer));
    }

    private static String remedy(Answer answer) {
        return switch (answer.status) {
            case 401, 403 -> "Check user and password in schema.registry.url, and the right to write this subject.";
            case 409 ->
                "Another program registered a shape this one does not fit: compare the versions of the subject, or set"
                        + " its compatibility to BACKWARD_TRANSITIVE, as Copyflow's own schemas keep it.";
            case 404 -> "Check the path in schema.registry.url, such as /apis/ccompat/v7 for Apicurio.";
            default ->
                "Register the schemas of this version of Copyflow with somebody who may, or set the registry to take"
                        + " new versions.";
        };
    }

    private Schema fetch(int id) {
        Answer answer = ask("GET", "/schemas/ids/" + id, null);
        if (answer.errorCode() == SCHEMA_NOT_FOUND) {
            throw new UnknownSchemaIdException(id, "the schema registry at " + answer.address);
        }
        JsonNode schema = answer.body.path("schema");
        if (!answer.ok() || !schema.isTextual()) {
            throw new SchemaUnavailableException("Expected the schema registry to answer for schema id " + id + ", but "
                    + answer.said() + ". " + remedy(answer));
        }
        if (!"AVRO".equals(answer.body.path("schemaType").asText("AVRO"))) {
            throw new UnknownSchemaIdException(id, "the schema registry at " + answer.address + " as an Avro schema");
        }
        try {
            return new Schema.Parser().parse(schema.asText());
        } catch (SchemaParseException e) {
            throw new SchemaUnavailableException(
                    "Expected the schema registry at " + answer.address + " to give a whole Avro schema for id " + id
                            + ", but it cannot be parsed: " + e.getMessage()
                            + ". Register it without references to other subjects.",
                    e);
        }
    }

    private Answer ask(String method, String path, @Nullable String body) {
        List<String> faults = new ArrayList<>();
        Throwable last = null;
        Duration wait = access.firstPause();
        for (int round = 1; round <= access.rounds(); round++) {
            faults.clear();
            for (int i = 0; i < access.urls().size(); i++) {
                int address = (preferred + i) % access.urls().size();
                try {
                    Answer answer = askOnce(access.urls().get(address), method, path, body);
                    preferred = address;
                    return answer;
                } catch (PassingFault fault) {
                    faults.add(access.urls().get(address) + ": " + fault.getMessage());
                    last = fault;
                }
            }
            if (round < access.rounds()) {
                waitFor(wait);
                wait = wait.multipliedBy(2);
            }
        }
        throw new SchemaUnavailableException(
                "Expected the schema registry to answer, but after " + access.rounds() + " tries "
                        + String.join("; ", faults)
                        + ". Check that it runs and that schema.registry.url is right, then try again.",
                java.util.Objects.requireNonNull(last));
    }

    private void waitFor(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Answer askOnce(URI address, String method, String path, @Nullable String body) throws PassingFault {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(access.timeout())
                .header("Accept", MEDIA_TYPE + ", application/json;q=0.9")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        String authorization = access.authorization();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = send(request.build());
        int status = response.statusCode();
        if (status == 408 || status == 429 || status >= 500) {
            throw new PassingFault("HTTP " + status, null);
        }
        if (status == 401 || status == 403) {
            return new Answer(address, status, parsed(response.body()));
        }
        JsonNode answer = parsed(response.body());
        boolean expected = status == 200 ? !answer.isMissingNode() : answer.has("error_code");
        if (!expected) {
            throw new PassingFault("HTTP " + status + " with something that is not a schema registry's answer", null);
        }
        return new Answer(address, status, answer);
    }

    private JsonNode parsed(String body) {
        try {
            JsonNode answer = json.readTree(body);
            return answer != null && answer.isObject() ? answer : json.missingNode();
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }

    /** The whole answer within the time: the request's own timeout ends with the headers. */
    private HttpResponse<String> send(HttpRequest request) throws PassingFault {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            return answer.get(access.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new PassingFault("no answer within " + access.timeout().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof java.net.http.HttpTimeoutException) {
                throw new PassingFault("no answer within " + access.timeout().toMillis() + " ms", cause);
            }
            if (cause instanceof IOException) {
                String words = cause.getMessage();
                throw new PassingFault(
                        cause.getClass().getSimpleName() + (words == null ? "" : " (" + words + ")"), cause);
            }
            throw new IllegalStateException("Asking the schema registry failed", cause);
        }
    }

    private static SchemaUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SchemaUnavailableException("Asking the schema registry was interrupted by a shutdown.", e);
    }
}
