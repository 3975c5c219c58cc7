package io.copyflow.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running Copyflow, asked over HTTP. */
final class ServerClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Its pictures may have to be fetched first. */
    private static final Duration STORY_PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String address;
    private final Supplier<String> keys;

    /**
     * @param address without a slash at its end
     * @param keys gives each request that does something with a task a key of its own
     */
    ServerClient(String address, Supplier<String> keys) {
        this.address = address;
        this.keys = keys;
    }

    /** What the server answered: what was asked for, or a problem. */
    record Reply(int status, JsonNode body) {

        boolean isDone() {
            return status / 100 == 2;
        }

        String text(String field) {
            return body.path(field).asText();
        }

        /** Why it was refused, with its code. */
        String refusal() {
            return body.path("code").asText("failed") + ": "
                    + body.path("detail").asText("the server answered " + status);
        }
    }

    /**
     * A text.
     *
     * @param refusal why there is none, with its code; null when there is
     */
    record Text(String body, @Nullable String refusal) {

        boolean isDone() {
            return refusal == null;
        }
    }

    /** A part of an address or of its query. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Ids are ASCII (docs/how-to/newsroom-file.md); a header can hold nothing else for sure. */
    private static String header(String person) {
        if (person.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new StageFailure(
                    "person-invalid",
                    "Expected the id of a person after --as, such as awa.ndoye, but it has characters that no id has."
                            + " Use the id that the newsroom's file gives them.");
        }
        return person;
    }

    /** @throws StageFailure {@code server-unreachable} */
    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /**
     * Sends something that has an id of its own, so that the same again is the same request: a story, a picture.
     *
     * @param person who asks; null to leave it to the body
     * @param contentType of the body; null to leave it to the bytes
     * @throws StageFailure {@code server-unreachable} or {@code person-invalid}
     */
    Reply post(String path, @Nullable String person, @Nullable String contentType, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(STORY_PATIENCE);
        if (person != null) {
            request.header(Asked.PERSON, header(person));
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** The same with JSON. */
    Reply postJson(String path, @Nullable String person, byte[] body) throws IOException, InterruptedException {
        return post(path, person, JSON_TYPE, body);
    }

    /**
     * Does something with a task, once: without an answer in time it asks again under the same key.
     *
     * @param body JSON; null for none
     * @throws StageFailure {@code server-unreachable} or {@code person-invalid}
     */
    Reply postTask(String path, String person, byte @Nullable [] body) throws IOException, InterruptedException {
        return sendOnce(
                body == null
                        ? request(path).POST(HttpRequest.BodyPublishers.noBody())
                        : request(path)
                                .header("Content-Type", JSON_TYPE)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                person);
    }

    /**
     * What is no JSON, where all goes well.
     *
     * @throws StageFailure {@code server-unreachable}
     */
    Text text(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(request(path).GET());
        return response.statusCode() / 100 == 2
                ? new Text(response.body(), null)
                : new Text("", json(response).refusal());
    }

    /**
     * Like {@link #postTask}, with XLIFF.
     *
     * @throws StageFailure {@code server-unreachable} or {@code person-invalid}
     */
    Reply postXliff(String path, String person, byte[] body) throws IOException, InterruptedException {
        return sendOnce(
                request(path)
                        .header("Content-Type", "application/xliff+xml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                person);
    }

    private Reply sendOnce(HttpRequest.Builder request, String person) throws IOException, InterruptedException {
        request.header(Asked.PERSON, header(person)).header(Asked.KEY, keys.get());
        Reply reply = send(request);
        return reply.status() == 503 && reply.text("code").equals("no-answer") ? send(request) : reply;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json(answer(request));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new StageFailure(
                    "server-unreachable",
                    "Nothing answers at " + address + ". Start './copyflow up', or say where it runs with --url.",
                    e);
        }
    }

    private static Reply json(HttpResponse<String> response) {
        try {
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new StageFailure(
                    "server-unreachable",
                    "Expected Copyflow at " + response.uri() + ", but what answered there is something else (status "
                            + response.statusCode() + "). Check --url or http.port.",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
