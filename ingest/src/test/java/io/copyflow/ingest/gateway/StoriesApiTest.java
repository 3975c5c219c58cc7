package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.HttpFront;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoriesApiTest {

    private static final String STORY = """
            {"clientId":"c-1","author":"naliaka.barasa","language":"en-KE","headline":"Rain","desk":"climate",
             "body":[{"kind":"paragraph","text":"It rained."}]}""";

    private final DecidedDesk decided = new DecidedDesk();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpFront front = start(Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        front.close();
        client.close();
    }

    @Test
    void r01_a_story_is_taken_and_the_same_again_is_answered_as_the_first_time() throws Exception {
        HttpResponse<String> first = post(STORY);
        String storyId = StoryId.of("desk", "c-1");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location"))
                .as("nothing is served for a story yet")
                .isEmpty();
        JsonNode answer = json(first);
        assertThat(answer.get("storyId").asText()).isEqualTo(storyId);
        assertThat(answer.get("revision").asInt()).isEqualTo(1);
        assertThat(answer.get("language").asText()).isEqualTo("en");
        assertThat(answer.get("targets").toString()).isEqualTo("[\"fr\",\"kk-Cyrl\",\"zh-Hans\"]");
        assertThat(answer.get("contentHash").asText()).hasSize(64);
        assertThat(answer.get("eventId").asText()).isEqualTo("ingest:" + storyId + ":1");
        HttpResponse<String> again = post(STORY);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(answer);
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void r01_the_same_story_under_another_key_is_no_second_story() throws Exception {
        post(STORY);
        HttpResponse<String> again = post(STORY, "Idempotency-Key", "k-2");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("eventId").isNull()).isTrue();
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void r01_another_text_under_the_same_client_id_is_a_conflict() throws Exception {
        post(STORY);
        assertProblem(post(STORY.replace("It rained.", "It snowed.")), 409, "story-exists");
    }

    @Test
    void r02_who_and_which_language_may_come_from_outside_the_body() throws Exception {
        String bare = """
                {"clientId":"c-2","headline":"Rain","body":[{"text":"It rained."}]}""";
        assertProblem(post(bare), 422, "author-missing");
        assertProblem(post(bare, "X-Copyflow-Person", "naliaka.barasa"), 422, "language-missing");
        HttpResponse<String> taken = send(request("/stories?language=fr")
                .header("Content-Type", "application/json")
                .header("X-Copyflow-Person", "naliaka.barasa")
                .POST(BodyPublishers.ofString(bare)));
        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(json(taken).get("language").asText()).isEqualTo("fr");
        assertProblem(post(STORY, "X-Copyflow-Person", "awa.ndoye"), 422, "author-differs");
    }

    @Test
    void r02_the_person_of_the_header_is_who_submits_and_the_body_may_name_nobody_else() throws Exception {
        assertThat(post(STORY, "X-Copyflow-Person", "naliaka.barasa").statusCode())
                .isEqualTo(201);
        assertThat(decided.stories.get(StoryId.of("desk", "c-1")).authors()).containsExactly("naliaka.barasa");

        String other = STORY.replace("c-1", "c-2");
        assertProblem(post(other, "X-Copyflow-Person", "wire.intake"), 422, "author-differs");
        assertProblem(post(other, "X-Copyflow-Person", ""), 422, "author-differs");
        String nobody = other.replace("\"author\":\"naliaka.barasa\",", "");
        assertProblem(post(nobody, "X-Copyflow-Person", " "), 422, "author-missing");
        String item = """
                {"uri":"urn:example:ferry","version":"1","language":"en","headlines":[{"value":"Ferry returns"}],
                 "bodies":[{"contentType":"text/plain","value":"Back."}]}""";
        assertProblem(post(item, "X-Copyflow-Person", ""), 422, "author-missing");
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void r02_without_a_header_the_author_in_the_body_is_believed() throws Exception {
        assertThat(post(STORY).statusCode()).isEqualTo(201);
        assertThat(decided.stories.get(StoryId.of("desk", "c-1")).authors()).containsExactly("naliaka.barasa");
    }

    @Test
    void r02_what_is_not_served_is_a_problem_too() throws Exception {
        assertProblem(send(request("/stories/" + StoryId.of("desk", "c-1"))), 404, "not-found");
        HttpResponse<String> get = send(request("/stories"));
        assertProblem(get, 405, "method-not-allowed");
        assertThat(get.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void r02_somebody_without_the_right_is_forbidden() throws Exception {
        assertProblem(post(STORY.replace("naliaka.barasa", "nobody")), 403, "unknown-person");
        assertProblem(post(STORY.replace("naliaka.barasa", "awa.ndoye")), 403, "role-missing");
        assertThat(decided.stories).isEmpty();
    }

    @Test
    void r02_what_the_rules_refuse_is_unprocessable() throws Exception {
        assertProblem(post(STORY.replace("climate", "climb")), 422, "unknown-desk");
        assertProblem(post(STORY.replace("en-KE", "xx")), 422, "unknown-language");
        assertProblem(post(STORY.replace("\"desk\"", "\"dsk\"")), 422, "field-unknown");
        assertProblem(post(STORY.replace("It rained.", "x".repeat(1 << 20))), 422, "too-large");
        assertThat(decided.stories).isEmpty();
    }

    @Test
    void r02_hostile_bodies_are_refused() throws Exception {
        assertProblem(post("{\"a\":\n"), 400, "json-malformed");
        assertThat(json(post("{\n \"clientId\": oops}")).get("detail").asText()).contains("line 2, column");
        assertProblem(post("[".repeat(10_000)), 400, "json-malformed");
        assertProblem(post("{\"clientId\":\"a\",\"clientId\":\"b\"}"), 400, "json-malformed");
        assertProblem(post(STORY.replace("Rain", "\\ud83d")), 422, "text-invalid");
        assertProblem(post(""), 400, "json-malformed");
        assertProblem(
                send(request("/stories")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xFF, '}'}))),
                400,
                "encoding-invalid");
        byte[] nine = new byte[9 << 20];
        Arrays.fill(nine, (byte) ' ');
        assertProblem(
                send(request("/stories")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(nine))),
                413,
                "body-too-large");
        assertProblem(post(STORY, "Idempotency-Key", "with space"), 400, "key-invalid");
        assertThat(decided.stories).isEmpty();
    }

    @Test
    void r02_other_content_is_told_what_is_read() throws Exception {
        assertProblem(send(request("/stories").POST(BodyPublishers.ofString(STORY))), 415, "unsupported-content");
        assertProblem(
                send(request("/stories").header("Content-Type", "text/plain").POST(BodyPublishers.ofString(STORY))),
                415,
                "unsupported-content");
        assertProblem(post(STORY, "Content-Encoding", "gzip"), 415, "unsupported-content");
    }

    @Test
    void r04_a_wire_item_is_answered_for_by_the_newsroom() throws Exception {
        String item = """
                {"uri":"urn:example:ferry","version":"1","headlines":[{"role":"main","value":"Ferry returns"}],
                 "bodies":[{"contentType":"text/html","value":"<p>Back.\u202E</p><p hidden>x</p>"}]}""";
        HttpResponse<String> taken = send(request("/stories")
                .header("Content-Type", "application/vnd.iptc.ninjs+json")
                .POST(BodyPublishers.ofString(item)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        String storyId = StoryId.of("wire", "urn:example:ferry");
        assertThat(json(taken).get("storyId").asText()).isEqualTo(storyId);
        assertThat(json(taken).get("notes").toString()).contains("U+202E", "hidden text");
        assertThat(decided.stories.get(storyId).authors()).containsExactly("wire.intake");
    }

    @Test
    void no_answer_in_time_is_said_and_the_same_again_is_safe() throws Exception {
        front.close();
        front = start(Duration.ofMillis(100));
        decided.silent.add(StoryId.of("desk", "c-1"));
        HttpResponse<String> unknown = post(STORY);
        assertProblem(unknown, 503, "no-answer");
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        front.close();
        front = start(Duration.ofSeconds(20));
        decided.silent.clear();
        assertThat(post(STORY).statusCode()).isEqualTo(201);
    }

    @Test
    void r02_a_hundred_megabytes_are_refused_without_being_held() throws Exception {
        byte[] piece = new byte[1 << 20];
        java.util.Arrays.fill(piece, (byte) ' ');
        HttpResponse<String> answer = null;
        try {
            answer = send(request("/stories")
                    .header("Content-Type", "application/xml")
                    .POST(BodyPublishers.ofByteArrays(java.util.Collections.nCopies(100, piece))));
        } catch (java.io.IOException e) {
            // the connection may be closed on a client that goes on sending
            assertThat(e).isNotNull();
        }
        if (answer != null) {
            assertProblem(answer, 413, "body-too-large");
        }
        assertThat(post(STORY).statusCode()).isEqualTo(201);
    }

    @Test
    void r02_a_compressed_body_is_not_opened() throws Exception {
        HttpResponse<String> answer = post(STORY, "Content-Encoding", "gzip");
        assertProblem(answer, 415, "unsupported-content");
    }

    @Test
    void r02_clients_that_send_slowly_do_not_hold_up_others() throws Exception {
        java.util.List<java.net.Socket> slow = new java.util.ArrayList<>();
        try {
            for (int n = 0; n < 300; n++) {
                java.net.Socket socket = new java.net.Socket(
                        "127.0.0.1", URI.create(front.address()).getPort());
                socket.getOutputStream()
                        .write(("POST /stories HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 1000\r\n\r\n{")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(post(STORY).statusCode()).isEqualTo(201);
        } finally {
            for (java.net.Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void r04_a_body_with_several_items_has_an_answer_for_each() throws Exception {
        HttpResponse<String> answer = send(request("/stories?language=en")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("""
                        <newsMessage><itemSet>
                        <newsItem guid="urn:a" version="1"><contentMeta><headline>A</headline></contentMeta>
                        <contentSet><inlineData>Text.</inlineData></contentSet></newsItem>
                        <newsItem guid="urn:b" version="1"><contentMeta><headline>B</headline></contentMeta></newsItem>
                        </itemSet></newsMessage>""")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode items = json(answer).get("items");
        assertThat(items).hasSize(2);
        assertThat(items.get(0).get("status").asInt()).isEqualTo(201);
        assertThat(items.get(0).get("item").asText()).isEqualTo("urn:a");
        assertThat(items.get(1).get("status").asInt()).isEqualTo(422);
        assertThat(items.get(1).get("code").asText()).isEqualTo("body-missing");
    }

    private HttpFront start(Duration patience) {
        StoriesApi api = new StoriesApi(decided.desk(), new SubmissionFormats(), patience);
        return HttpFront.start("127.0.0.1", 0, List.of(api::addTo));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(front.address() + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String json, String... headers) throws Exception {
        HttpRequest.Builder request =
                request("/stories").header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + code);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("instance").asText()).isEqualTo(response.uri().getPath());
        assertThat(problem.get("detail").asText()).startsWith("Expected ").matches(".*[.?]");
    }
}
