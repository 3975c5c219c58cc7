package io.copyflow.translate.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.StageFailure;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AWA = "awa";

    private final HttpClient client = HttpClient.newHttpClient();
    private DrivenDesk driven;
    private HttpFront front;

    @BeforeEach
    void start(@TempDir Path folder) {
        driven = new DrivenDesk(folder);
        front = HttpFront.start("127.0.0.1", 0, List.of(new TasksApi(driven.desk(), Duration.ofMillis(800))::addTo));
    }

    @AfterEach
    void stop() {
        front.close();
        client.close();
        driven.close();
    }

    @Test
    void r06_what_waits_is_listed_in_the_order_to_take_it() throws Exception {
        driven.accept("s1", 5, "fr", "kk-Cyrl");
        driven.accept("s2", 1, "fr");

        JsonNode all = json(get("/tasks"));
        JsonNode french = json(get("/tasks?language=FR&limit=1"));

        assertThat(all.path("tasks").findValuesAsText("storyId")).containsExactly("s2", "s1", "s1");
        assertThat(french.path("tasks")).hasSize(1);
        JsonNode first = french.path("tasks").get(0);
        assertThat(first.path("storyId").asText()).isEqualTo("s2");
        assertThat(first.path("sourceLanguage").asText()).isEqualTo("en");
        assertThat(first.path("urgency").asInt()).isEqualTo(1);
        assertThat(first.path("openSegments").asInt()).isEqualTo(2);
        assertThat(first.path("arrival").asText()).isEqualTo(DrivenDesk.START.toString());
        assertThat(first.has("deadline")).isFalse();
    }

    @Test
    void r07_a_task_goes_from_the_queue_through_a_draft_to_the_editors() throws Exception {
        driven.accept("s1", 3, "fr");

        JsonNode claimed = json(post("/tasks/next?language=fr", AWA, null));
        assertThat(claimed.path("storyId").asText()).isEqualTo("s1");
        assertThat(claimed.path("status").asText()).isEqualTo("claimed");
        assertThat(claimed.path("holder").asText()).isEqualTo(AWA);
        assertThat(json(get("/tasks?holder=awa")).path("tasks").findValuesAsText("language"))
                .containsExactly("fr");

        ObjectNode task = (ObjectNode) json(get("/tasks/s1/fr"));
        assertThat(task.path("segments").findValuesAsText("kind")).containsExactly("headline", "quote");
        assertThat(task.path("segments").get(1).path("source").path("text").asText())
                .isEqualTo("It rained.");
        fill(task, 1, "Il a plu.");
        JsonNode saved = json(post("/tasks/s1/fr/draft", AWA, task.toString()));
        assertThat(saved.path("leaseUntil").asText()).isNotEmpty();

        ObjectNode again = (ObjectNode) json(get("/tasks/s1/fr"));
        assertThat(again.path("segments").get(1).path("text").asText()).isEqualTo("Il a plu.");
        assertThat(again.path("segments").get(1).path("origin").asText()).isEqualTo("person");
        fill(again, 0, "Pluie");
        JsonNode submitted = json(post("/tasks/s1/fr/submit", AWA, again.toString()));

        assertThat(submitted.path("status").asText()).isEqualTo("submitted");
        assertThat(submitted.path("sourceRevision").asInt()).isEqualTo(1);
        assertThat(submitted.path("contentHash").asText()).hasSize(64);
        assertThat(submitted.path("warnings").isArray()).isTrue();
        assertThat(json(get("/tasks?holder=awa")).path("tasks")).isEmpty();
    }

    @Test
    void r08_a_change_of_the_source_is_shown_and_can_be_acknowledged() throws Exception {
        driven.accept("s1", 3, "fr");
        post("/tasks/s1/fr/claim", AWA, null);
        post("/tasks/s1/fr/submit", AWA, texts(1, "Pluie", "Il a plu."));
        driven.revise("s1", "It  rained again.", "fr");
        post("/tasks/s1/fr/claim", AWA, null);

        JsonNode changed = json(get("/tasks/s1/fr")).path("segments").get(1);
        assertThat(changed.path("open").asBoolean()).isTrue();
        assertThat(changed.path("change").path("before").path("text").asText()).isEqualTo("It rained.");
        assertThat(changed.path("text").asText()).isEqualTo("Il a plu.");
        assertProblem(post("/tasks/s1/fr/submit", AWA, texts(2, "Pluie", "Il a plu.")), 422, "acknowledgement-missing");
        json(post("/tasks/s1/fr/acknowledge", AWA, "{\"sourceRevision\":2,\"segments\":[\"b1\"]}"));
        assertThat(json(post("/tasks/s1/fr/submit", AWA, texts(2, "Pluie", "Il a plu.")))
                        .path("status")
                        .asText())
                .isEqualTo("submitted");
    }

    @Test
    void r08_a_change_of_the_source_since_a_draft_was_saved_is_shown_until_it_is_saved_anew() throws Exception {
        driven.accept("s1", 3, "fr");
        post("/tasks/s1/fr/claim", AWA, null);
        json(post("/tasks/s1/fr/draft", AWA, texts(1, "Pluie", "Il a plu.")));
        assertThat(json(get("/tasks/s1/fr")).findValues("change")).isEmpty();
        driven.revise("s1", "It snowed.", "fr");

        JsonNode segments = json(get("/tasks/s1/fr")).path("segments");
        assertThat(segments.get(0).has("change")).isFalse();
        JsonNode change = segments.get(1).path("change");
        assertThat(change.path("savedOn").asInt()).isEqualTo(1);
        assertThat(change.has("inRevision")).isFalse();
        assertThat(change.path("before").path("text").asText()).isEqualTo("It rained.");

        json(post("/tasks/s1/fr/draft", AWA, texts(1, "", "Il pleut.")));
        change = json(get("/tasks/s1/fr")).path("segments").get(1).path("change");
        assertThat(change.path("before").path("text").asText())
                .as("saved again by whoever has not seen the change")
                .isEqualTo("It rained.");

        json(post("/tasks/s1/fr/draft", AWA, texts(2, "", "Il a neigé.")));
        assertThat(json(get("/tasks/s1/fr")).findValues("change")).isEmpty();
    }

    @Test
    void r08_a_draft_first_saved_on_a_revision_that_is_the_newest_no_more_is_not_shown_as_one_of_now()
            throws Exception {
        driven.accept("s1", 3, "fr");
        post("/tasks/s1/fr/claim", AWA, null);
        driven.revise("s1", "It snowed.", "fr");

        json(post("/tasks/s1/fr/draft", AWA, texts(1, "", "Il a plu.")));

        JsonNode change = json(get("/tasks/s1/fr")).path("segments").get(1).path("change");
        assertThat(change.path("savedOn").asInt()).isEqualTo(1);
        assertThat(change.has("before")).isFalse();
    }

    @Test
    void r07_a_task_is_given_back_and_given_to_somebody_else() throws Exception {
        driven.accept("s1", 3, "fr");
        json(post("/tasks/s1/fr/reassign", "eve", "{\"translator\":\"leo\"}"));
        assertThat(json(get("/tasks/s1/fr")).path("holder").asText()).isEqualTo("leo");

        assertThat(json(post("/tasks/s1/fr/release", "leo", null))
                        .path("status")
                        .asText())
                .isEqualTo("queued");
        assertProblem(post("/tasks/s1/fr/release", "leo", null), 409, "not-claimed");
    }

    @Test
    void r07_what_somebody_else_holds_is_theirs() throws Exception {
        driven.accept("s1", 3, "fr");
        json(post("/tasks/s1/fr/claim", "leo", null));

        assertProblem(post("/tasks/s1/fr/claim", AWA, null), 409, "already-claimed");
        assertProblem(post("/tasks/s1/fr/draft", AWA, texts(1, "Pluie", "Il a plu.")), 403, "not-holder");
        assertProblem(post("/tasks/s1/fr/claim", "nobody", null), 403, "unknown-person");
        assertProblem(post("/tasks/s1/fr/claim", "rosalind", null), 403, "role-missing");
    }

    @Test
    void what_there_is_not_is_not_found() throws Exception {
        driven.accept("s1", 3, "fr");

        assertProblem(get("/tasks/s1/sw"), 404, "no-such-translation");
        assertProblem(get("/tasks/s9/fr"), 404, "no-such-translation");
        assertProblem(get("/tasks/NO_STORY/fr"), 404, "no-such-translation");
        assertProblem(post("/tasks/s1/sw/claim", AWA, null), 404, "no-such-translation");
        assertProblem(post("/tasks/next?language=sw", AWA, null), 404, "nothing-waits");
    }

    @Test
    void requests_without_sense_are_refused_with_what_to_do() throws Exception {
        driven.accept("s1", 3, "fr");
        json(post("/tasks/s1/fr/claim", AWA, null));

        assertProblem(get("/tasks?language=not_a_tag"), 422, "unknown-language");
        assertProblem(get("/tasks?limit=0"), 422, "limit-invalid");
        assertProblem(get("/tasks?limit=all"), 422, "limit-invalid");
        assertProblem(post("/tasks/next", AWA, null), 422, "language-missing");
        assertProblem(post("/tasks/next?language=fr", null, null), 422, "person-missing");
        assertProblem(post("/tasks/s1/fr/draft", AWA, "nonsense"), 400, "json-malformed");
        assertProblem(post("/tasks/s1/fr/draft", AWA, "[]"), 422, "field-type");
        assertProblem(post("/tasks/s1/fr/draft", AWA, "{\"sourceRevision\":1}"), 422, "field-missing");
        assertProblem(post("/tasks/s1/fr/draft", AWA, "{\"segments\":[]}"), 422, "field-missing");
        assertProblem(post("/tasks/s1/fr/draft", AWA, "{\"sourceRevison\":1,\"segments\":[]}"), 422, "field-unknown");
        assertProblem(post("/tasks/s1/fr/draft", AWA, texts(1, "", " ")), 422, "draft-empty");
        assertProblem(post("/tasks/s1/fr/submit", AWA, texts(1, "Pluie", "")), 422, "segments-blank");
        assertProblem(
                post("/tasks/s1/fr/submit", AWA, texts(1, "Pluie", "Plu").replaceFirst("\\{", "{\"storyId\":\"s2\",")),
                422,
                "task-differs");
        assertProblem(post("/tasks/s1/fr/draft", AWA, """
                        {"sourceRevision": 1, "segments": [{"id": "b1", "text": "Il a plu.", "marks": [
                          {"kind": "blink", "start": 0, "end": 2}]}]}"""), 422, "unknown-value");
        assertProblem(
                send(request("/tasks/s1/fr/submit")
                        .header("X-Copyflow-Person", AWA)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-content");
        assertProblem(post("/tasks/s1/fr/submit", AWA, " ".repeat(TasksApi.MOST_BYTES + 1)), 413, "body-too-large");
        assertProblem(
                send(request("/tasks/s1/fr/claim")
                        .header("X-Copyflow-Person", AWA)
                        .header("X-Copyflow-Person", "leo")
                        .POST(BodyPublishers.noBody())),
                422,
                "person-ambiguous");
    }

    @Test
    void r02_an_address_that_says_something_twice_or_in_no_utf_8_is_refused() throws Exception {
        driven.accept("s1", 3, "fr");

        assertProblem(get("/tasks?language=fr&language=sw"), 400, "query-invalid");
        assertProblem(get("/tasks?limit=1&limit=2"), 400, "query-invalid");
        assertProblem(get("/tasks?language=fr%FF"), 400, "query-invalid");
        assertProblem(post("/tasks/next?language=fr&language=fr", AWA, null), 400, "query-invalid");
        assertProblem(post("/tasks/xliff?as=draft&as=submission", AWA, "{}"), 400, "query-invalid");
        assertProblem(post("/tasks/s1/fr/claim?a=1&a=2", AWA, null), 400, "query-invalid");
        assertThat(driven.asked).isEmpty();
        assertThat(json(get("/tasks?language=kk-Cyrl&&=")).path("tasks")).isEmpty();
    }

    @Test
    void a_body_that_nothing_is_asked_of_is_passed_over_or_refused_before_anything_is_claimed() throws Exception {
        driven.accept("s1", 3, "fr");
        String large = "x".repeat(1 << 20);

        for (String path : List.of("/tasks/next?language=fr", "/tasks/s1/fr/claim", "/tasks/s1/fr/release")) {
            assertProblem(post(path, AWA, large), 413, "body-too-large");
            assertProblem(
                    send(request(path)
                            .header("X-Copyflow-Person", AWA)
                            .POST(BodyPublishers.ofInputStream(
                                    () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
                    413,
                    "body-too-large");
        }
        assertThat(driven.asked).isEmpty();

        assertThat(json(post("/tasks/next?language=fr", AWA, "{}"))
                        .path("holder")
                        .asText())
                .isEqualTo(AWA);
    }

    @Test
    void r01_two_keys_of_one_request_are_refused() throws Exception {
        driven.accept("s1", 3, "fr");

        assertProblem(
                send(request("/tasks/s1/fr/claim")
                        .header("X-Copyflow-Person", AWA)
                        .header("Idempotency-Key", "k-1")
                        .header("Idempotency-Key", "k-2")
                        .POST(BodyPublishers.noBody())),
                400,
                "key-invalid");
        assertThat(driven.asked).isEmpty();
    }

    @Test
    void r12_what_a_person_changed_of_a_machines_text_is_theirs_though_the_shown_task_names_the_machine()
            throws Exception {
        driven.accept("s1", 3, "kk-Cyrl");
        driven.offer("s1", "Жаңбыр", "Жаңбыр жауды.");
        json(post("/tasks/s1/kk-Cyrl/claim", AWA, null));
        json(post("/tasks/s1/kk-Cyrl/draft", AWA, texts(1, "Жаңбыр", "Жаңбыр жауды.")));
        ObjectNode task = (ObjectNode) json(get("/tasks/s1/kk-Cyrl"));
        assertThat(task.path("segments").findValuesAsText("origin")).contains("machine");

        fill(task, 1, "Нөсер болды.");
        json(post("/tasks/s1/kk-Cyrl/draft", AWA, task.toString()));

        JsonNode segments = json(get("/tasks/s1/kk-Cyrl")).path("segments");
        assertThat(segments.get(0).path("origin").asText()).isEqualTo("machine");
        assertThat(segments.get(1).path("origin").asText()).isEqualTo("person");
        assertThat(segments.get(1).has("originDetail")).isFalse();
    }

    @Test
    void marks_go_there_and_back() throws Exception {
        driven.accept("s1", 3, "fr");
        json(post("/tasks/s1/fr/claim", AWA, null));

        json(post("/tasks/s1/fr/draft", AWA, """
                {"sourceRevision": 1, "segments": [{"id": "b1", "text": "Il a plu.", "marks": [
                  {"kind": "link", "start": 0, "end": 2, "target": "https://example.org/"}]}]}"""));

        assertThat(json(get("/tasks/s1/fr"))
                        .path("segments")
                        .get(1)
                        .path("marks")
                        .toString())
                .isEqualTo("[{\"kind\":\"link\",\"start\":0,\"end\":2,\"target\":\"https://example.org/\"}]");
    }

    @Test
    void what_cannot_be_read_here_and_now_is_told_so() throws Exception {
        driven.accept("s1", 3, "fr");
        driven.shut = new StageFailure("stage-not-ready", "It starts still.");
        assertProblem(get("/tasks?language=fr"), 503, "stage-not-ready");
        assertProblem(post("/tasks/next?language=fr", AWA, null), 503, "stage-not-ready");
        assertThat(get("/tasks/s1/fr").headers().firstValue("Retry-After")).hasValue("2");

        driven.shut = new StageFailure("kept-elsewhere", "Another instance has it.");
        assertProblem(get("/tasks/s1/fr"), 421, "kept-elsewhere");
    }

    @Test
    void no_answer_in_time_is_no_refusal() throws Exception {
        driven.accept("s1", 3, "fr");
        driven.silent = true;

        assertProblem(post("/tasks/s1/fr/claim", AWA, null), 503, "no-answer");
    }

    private static String texts(int revision, String headline, String paragraph) {
        ObjectNode json = JSON.createObjectNode().put("sourceRevision", revision);
        var segments = json.putArray("segments");
        segments.addObject().put("id", "headline").put("text", headline);
        segments.addObject().put("id", "b1").put("text", paragraph);
        return json.toString();
    }

    private static void fill(ObjectNode task, int segment, String text) {
        ((ObjectNode) task.path("segments").get(segment)).put("text", text);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String person, String body) throws Exception {
        HttpRequest.Builder request = request(path);
        if (person != null) {
            request.header("X-Copyflow-Person", person);
        }
        return send(
                body == null
                        ? request.POST(BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(front.address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).isNotBlank();
    }
}
