package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.aid.Prover;
import io.copyflow.desk.api.Api;
import io.copyflow.desk.ask.Deed;
import io.copyflow.desk.door.Tokens;
import io.copyflow.desk.web.FrontSettings;
import io.copyflow.runtime.Outcome;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk for programs. Every answer is held against the document the desk serves. */
class ApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private DeskUnderTest desk;
    private Tokens tokens;
    private String token;
    private JsonNode document;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(
                folder,
                new Aids(
                        null,
                        story -> new Prover.Verdict(
                                12, 1, List.of(new Prover.Finding("hash-differs", "en", "topic-0@5", "Another hash."))),
                        new SamplePictures()),
                clock -> FrontSettings.here(0),
                List.of(house -> {
                    tokens = new Tokens(folder.resolve("tokens.json"), house.clock(), new SecureRandom());
                    return new Api(house, tokens);
                }));
        token = tokenOf("ingrid.solheim");
        document = json(send("GET", "/api/openapi.json", null, Map.of()));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String tokenOf(String person) {
        return tokens.make(person, "a test", Duration.ofDays(1)).secret();
    }

    private HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + desk.front.port()).resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> by(String secret) {
        return Map.of("Authorization", "Bearer " + secret);
    }

    /** Sends it, and holds the answer against the document. */
    private HttpResponse<String> checked(String method, String path, String body, Map<String, String> headers) {
        HttpResponse<String> answer = send(method, path, body, headers);
        JsonNode responses = operation(method, path.replaceAll("\\?.*", "")).path("responses");
        JsonNode response = responses.path(String.valueOf(answer.statusCode()));
        boolean isProblem = response.isMissingNode();
        if (isProblem) {
            response = document.at("/components/responses/Problem");
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(type).as(path).isEqualTo(isProblem ? "application/problem+json" : "application/json");
        JsonNode wanted = response.at("/content/" + type.replace("/", "~1") + "/schema");
        assertThat(wanted.isMissingNode()).as("a schema for %s", path).isFalse();
        assertThat(errors(wanted, json(answer)))
                .as("%s %s: %s", method, path, answer.body())
                .isEmpty();
        return answer;
    }

    private List<?> errors(JsonNode reference, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("$ref", reference.path("$ref"));
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), com.networknt.schema.InputFormat.JSON)
                .validate(value.toString(), com.networknt.schema.InputFormat.JSON);
    }

    /** The operation whose path fits. */
    private JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> each : document.path("paths").properties()) {
            if (path.matches(each.getKey().replaceAll("\\{\\w+}", "[^/]+"))
                    && each.getValue().has(method.toLowerCase(java.util.Locale.ROOT))) {
                return each.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            }
        }
        throw new AssertionError(method + " " + path + " is not in the document");
    }

    private HttpResponse<String> look(String path) {
        return checked("GET", path, null, by(token));
    }

    private HttpResponse<String> ask(String path, String body) {
        return checked("POST", path, body, by(token));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asText();
    }

    private void newsroomAtWork() {
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell.", "fr", "ar")
                .queued("s1", "ar", Duration.ofMinutes(10))
                .submitted("s1", "fr", "awa.ndoye", "Les barrages tiennent", "Il a plu.")
                .asked("s1", "en", 1)
                .approved("s1", "en", 1, "harriet.penhallow")
                .cleared("s1", "en", 1)
                .released("s1", "en", 1, 1)
                .delivered("s1", "en", 1);
        desk.settle();
    }

    @Test
    void every_request_of_the_document_is_answered_and_every_request_that_is_answered_is_in_it() {
        desk.stages = envelope -> new Outcome.Accepted(List.of(), List.of());
        Set<String> unanswered = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String concrete = path.getKey().replace("{story}", "s1").replace("{language}", "fr");
                    HttpResponse<String> answer = send(
                            operation.getKey().toUpperCase(java.util.Locale.ROOT),
                            concrete,
                            operation.getKey().equals("post") ? "{}" : null,
                            by(token));
                    if (answer.statusCode() == 404 && code(answer).equals("not-found")) {
                        unanswered.add(path.getKey());
                    }
                }));
        assertThat(unanswered).isEmpty();

        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation ->
                        operations.add(operation.path("operationId").asText())));
        for (Deed deed : Deed.values()) {
            assertThat(operations).contains(deed.label());
        }
        // each has a name of its own
        assertThat(operations)
                .hasSize(document.path("paths")
                        .valueStream()
                        .mapToInt(JsonNode::size)
                        .sum());
        assertThat(send("GET", "/api/nothing", null, by(token)).statusCode()).isEqualTo(404);
        assertThat(code(send("DELETE", "/api/stories", null, by(token)))).isEqualTo("not-found");
    }

    @Test
    void a_story_is_listed_found_and_told_with_its_versions_timeline_and_receipts() {
        newsroomAtWork();

        assertThat(json(look("/api/stories")).at("/stories/0/headline").asText())
                .isEqualTo("Dams hold");
        assertThat(json(look("/api/stories?phase=out")).path("count").asInt()).isZero();
        assertThat(json(look("/api/search?q=barrages&language=fr"))
                        .at("/hits/0/excerpt/0/found")
                        .isBoolean())
                .isTrue();
        JsonNode story = json(look("/api/stories/s1"));
        assertThat(story.at("/versions/0/live/sequence").asInt()).isEqualTo(1);
        assertThat(story.at("/versions/1/standing").asText()).isEqualTo("in-review");
        JsonNode version = json(look("/api/stories/s1/versions/fr"));
        assertThat(version.at("/text/segments/1/text").asText()).isEqualTo("Il a plu.");
        assertThat(version.at("/text/segments/1/origin").asText()).isEqualTo("person");
        assertThat(json(look("/api/stories/s1/versions/en"))
                        .at("/review/vouched/person")
                        .asText())
                .isEqualTo("harriet.penhallow");
        assertThat(json(look("/api/stories/s1/timeline")).path("events")).hasSize(8);
        assertThat(json(look("/api/stories/s1/timeline?command=c3"))
                        .at("/events/0/type")
                        .asText())
                .isEqualTo("ReviewRequested");
        assertThat(json(look("/api/stories/s1/receipts"))
                        .at("/receipts/0/outcome")
                        .asText())
                .isEqualTo("delivered");
        assertThat(json(look("/api/me")).path("roles").toString()).isEqualTo("[\"chief\"]");
        assertThat(json(look("/api/newsroom")).path("people")).hasSize(7);
        assertThat(look("/api/stories/none").statusCode()).isEqualTo(404);
        assertThat(look("/api/stories/s1/versions/de").statusCode()).isEqualTo(404);
        assertThat(code(look("/api/stories?standing=lively"))).isEqualTo("unknown-value");
    }

    @Test
    void queues_have_what_waits_for_each() {
        newsroomAtWork();

        assertThat(json(look("/api/queue?language=ar")).at("/versions/0/due").asText())
                .isEqualTo("2026-03-02T08:11:00Z");
        assertThat(json(look("/api/queue?for=review"))
                        .at("/versions/0/language")
                        .asText())
                .isEqualTo("fr");
        assertThat(json(look("/api/queue?for=signature")).path("count").asInt()).isZero();
    }

    @Test
    void r06_of_two_languages_the_most_urgent_comes_first_whoever_holds_it() {
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell.", "fr", "ar")
                .queued("s1", "ar", Duration.ofMinutes(10))
                .queued("s1", "fr", Duration.ofMinutes(20));
        urgent("s2", 1);
        desk.log
                .queued("s2", "fr", 1, Duration.ofMinutes(40))
                .claimed("s2", "fr", "awa.ndoye")
                .queued("s2", "ar", 1, Duration.ofMinutes(50));
        desk.settle();

        JsonNode queue = json(look("/api/queue"));

        assertThat(queue.path("count").asInt()).isEqualTo(4);
        assertThat(queue.path("versions").findValuesAsText("storyId")).containsExactly("s2", "s2", "s1", "s1");
        assertThat(queue.path("versions").findValuesAsText("language")).containsExactly("fr", "ar", "ar", "fr");
        assertThat(queue.at("/versions/0/holder").asText()).isEqualTo("awa.ndoye");
        assertThat(json(look("/api/queue?language=fr")).path("count").asInt()).isEqualTo(2);
    }

    private void urgent(String story, int urgency) {
        desk.log.event(
                story,
                "naliaka.barasa",
                StoryAccepted.newBuilder()
                        .setRevision(1)
                        .setClientId(story)
                        .setLanguage("en")
                        .setSegments(Newslog.segments("Dams hold", "Rain fell."))
                        .setContentHash(Newslog.hash(story, "en", 1))
                        .setAuthors(List.of("naliaka.barasa"))
                        .setDesk("climate")
                        .setBureau("nairobi")
                        .setUrgency(urgency)
                        .setTargets(List.of("fr", "ar"))
                        .build());
    }

    @Test
    void r07_nobody_holds_more_than_the_newsroom_allows_nor_claims_it_at_once() {
        desk.directory = SampleDirectory.of(2);
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell.", "fr", "ar")
                .queued("s1", "fr", Duration.ofHours(1))
                .queued("s1", "ar", Duration.ofHours(1))
                .claimed("s1", "fr", "awa.ndoye")
                .accepted("s2", "en", "Roads dry", "Rain ended.", "fr")
                .queued("s2", "fr", Duration.ofHours(1));
        desk.settle();
        Map<String, String> awa = by(tokenOf("awa.ndoye"));
        CompletableFuture<Outcome> later = new CompletableFuture<>();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        desk.stagesLater = envelope -> {
            sent.complete(null);
            return later;
        };
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> checked("POST", "/api/stories/s1/versions/ar/claim", "{}", awa));
        sent.join();

        HttpResponse<String> second = checked("POST", "/api/stories/s2/versions/fr/claim", "{}", awa);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(code(second)).isEqualTo("claim-limit-reached");
        assertThat(desk.asked).hasSize(1);

        later.complete(new Outcome.Refused("already-claimed", "Somebody was faster.", List.of()));
        assertThat(first.join().statusCode()).isEqualTo(409);
        desk.stagesLater = null;
        desk.stages = envelope -> new Outcome.Accepted(List.of(), List.of());
        assertThat(checked("POST", "/api/stories/s2/versions/fr/claim", "{}", awa)
                        .statusCode())
                .isEqualTo(200);
        // to hold on to what one has is no more
        desk.directory = SampleDirectory.of(1);
        assertThat(checked("POST", "/api/stories/s1/versions/fr/claim", "{}", awa)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void r21_what_corrections_still_have_to_reach_is_listed() {
        newsroomAtWork();
        desk.log.publication(
                "s1",
                "en",
                "publish-stage",
                ObligationOpened.newBuilder()
                        .setObligation(io.copyflow.schemas.publication.Obligation.newBuilder()
                                .setId("s1/fr/2")
                                .setChannel(null)
                                .setRevision(2)
                                .setOpenedAt(desk.log.now())
                                .setDueAt(desk.log.now().plusSeconds(60))
                                .build())
                        .build());
        desk.settle();

        JsonNode owed = json(look("/api/stories/s1/obligations")).at("/obligations/0");
        assertThat(owed.path("obligationId").asText()).isEqualTo("s1/fr/2");
        assertThat(owed.path("overdue").asBoolean()).isTrue();
    }

    @Test
    void commands_reach_their_stages_as_they_were_sent() {
        desk.stages = envelope -> new Outcome.Accepted(List.of(), List.of());
        token = tokenOf("naliaka.barasa");
        HttpResponse<String> answer = checked(
                "POST", "/api/stories", """
                {"language":"en","blocks":[{"kind":"headline","text":"Dams hold"},
                 {"kind":"list-item","text":"Rain","marks":[{"kind":"strong","start":0,"end":4}]}],
                 "embargo":{"until":"2026-07-01T08:00:00+02:00"}}""", Map.of("Authorization", "Bearer " + token, "Idempotency-Key", "k-1"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        StoryCommandEnvelope submitted = (StoryCommandEnvelope) desk.asked.getLast();
        SubmitStory story = (SubmitStory) submitted.getBody();
        assertThat(submitted.getCommandId()).isEqualTo("k-1");
        assertThat(submitted.getActor()).isEqualTo("naliaka.barasa");
        assertThat(story.getClientId()).isEqualTo("k-1");
        assertThat(story.getUrgency()).isEqualTo(5);
        assertThat(story.getEmbargo().getUntil()).isEqualTo(Instant.parse("2026-07-01T06:00:00Z"));
        assertThat(json(answer).path("storyId").asText()).isEqualTo(submitted.getStoryId());

        token = tokenOf("awa.ndoye");
        ask(
                "/api/stories/s1/versions/FR/submit-translation",
                "{\"sourceRevision\":1,\"segments\":[{\"id\":\"headline\",\"text\":\"Les barrages\"}]}");
        TranslationCommandEnvelope translated = (TranslationCommandEnvelope) desk.asked.getLast();
        assertThat(translated.getLanguage()).isEqualTo("fr");
        assertThat(((SubmitTranslation) translated.getBody())
                        .getSegments()
                        .getFirst()
                        .getOrigin())
                .isEqualTo(Origin.PERSON);
        assertThat(ask("/api/stories/s1/versions/fr/claim", null).statusCode()).isEqualTo(200);

        token = tokenOf("ingrid.solheim");
        ask("/api/stories/s1/versions/fr/request-changes", "{\"contentHash\":\"h\",\"comments\":[{\"text\":\"No.\"}]}");
        assertThat(((RequestChanges) ((ReviewCommandEnvelope) desk.asked.getLast()).getBody()).getComments())
                .hasSize(1);
        ask("/api/stories/s1/schedule", "{\"notBefore\":\"2026-07-01T06:00:00Z\"}");
        PublicationCommandEnvelope scheduled = (PublicationCommandEnvelope) desk.asked.getLast();
        assertThat(scheduled.getLanguage()).isEmpty();
        assertThat(scheduled.getBody()).isInstanceOf(ScheduleRelease.class);
        ask("/api/stories/s1/kill", "{\"reason\":\"A court forbids it.\"}");
        assertThat(desk.asked.getLast()).isInstanceOf(KillCommandEnvelope.class);
    }

    @Test
    void the_answer_says_what_became_of_it() {
        String approve = "/api/stories/s1/versions/en/approve";
        String body = "{\"contentHash\":\"h\"}";
        Map<String, Integer> statuses = new HashMap<>();
        for (String refused : List.of("outdated-hash", "own-text", "no-such-version", "reason-missing")) {
            desk.stages = envelope -> new Outcome.Refused(refused, "Expected another.", List.of());
            HttpResponse<String> answer = ask(approve, body);
            assertThat(code(answer)).isEqualTo(refused);
            statuses.put(refused, answer.statusCode());
        }
        assertThat(statuses)
                .isEqualTo(
                        Map.of("outdated-hash", 409, "own-text", 403, "no-such-version", 404, "reason-missing", 422));

        desk.stages = envelope -> new Outcome.Refused("already-accepted", "", List.of());
        assertThat(json(ask(approve, body)).path("outcome").asText()).isEqualTo("already-done");

        desk.stages = envelope -> {
            throw new CompletionException(new java.util.concurrent.TimeoutException());
        };
        HttpResponse<String> later =
                checked("POST", approve, body, Map.of("Authorization", "Bearer " + token, "Idempotency-Key", "k/1"));
        assertThat(later.statusCode()).isEqualTo(202);
        assertThat(later.headers().firstValue("Location")).hasValue("/api/stories/s1/timeline?command=k%2F1");
        assertThat(later.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void what_is_not_as_it_should_be_is_told_with_its_place() {
        String approve = "/api/stories/s1/versions/en/approve";
        assertThat(code(ask(approve, "{}"))).isEqualTo("field-missing");
        assertThat(json(ask(approve, "{\"contenthash\":\"h\"}")).path("detail").asText())
                .contains("'contentHash'");
        assertThat(code(ask(approve, "{\"contentHash\":7}"))).isEqualTo("field-type");
        assertThat(ask(approve, "{").statusCode()).isEqualTo(400);
        assertThat(send("POST", approve, null, Map.of("Authorization", "Bearer " + token, "Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(code(ask("/api/stories/s1/embargo", "{\"until\":\"tomorrow\"}")))
                .isEqualTo("unknown-value");
        assertThat(json(ask("/api/stories/s1/release-policy", "{\"policy\":\"unknown\"}"))
                        .path("detail")
                        .asText())
                .contains("independent, together, core");
        assertThat(code(ask("/api/stories/S 1".replace(" ", "%20") + "/kill", "{\"reason\":\"x\"}")))
                .isEqualTo("story-id-invalid");
        assertThat(code(checked(
                        "POST",
                        approve,
                        "{\"contentHash\":\"h\"}",
                        Map.of("Authorization", "Bearer " + token, "Idempotency-Key", "a b"))))
                .isEqualTo("key-invalid");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void nobody_comes_in_without_a_token_that_is_in_force() {
        assertThat(code(checked("GET", "/api/me", null, Map.of()))).isEqualTo("token-missing");
        HttpResponse<String> wrong = checked("GET", "/api/me", null, by("cfd_nothing"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();

        assertThat(look("/api/me").statusCode()).isEqualTo(200);
        tokens.revoke(tokens.list().getFirst().id());
        assertThat(code(look("/api/me"))).isEqualTo("token-invalid");

        token = tokenOf("ingrid.solheim");
        desk.clock.advance(Duration.ofDays(1));
        assertThat(code(look("/api/me"))).isEqualTo("token-invalid");

        token = tokenOf("nobody.here");
        assertThat(look("/api/me").statusCode()).isEqualTo(403);
        assertThat(send("GET", "/api/me", null, Map.of("Cookie", "copyflow-desk=x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_is_kept_as_its_hash_alone() throws IOException {
        assertThat(java.nio.file.Files.readString(folder.resolve("tokens.json")))
                .contains("ingrid.solheim")
                .doesNotContain(token);
    }

    @Test
    void who_may_not_is_refused_before_anything_is_sent_as_on_the_pages() {
        token = tokenOf("awa.ndoye");
        HttpResponse<String> answer = ask("/api/stories/s1/kill", "{\"reason\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("role-missing");
        token = tokenOf("samir.daher");
        assertThat(code(ask("/api/stories/s1/versions/fr/approve", "{\"contentHash\":\"h\"}")))
                .isEqualTo("wrong-language");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void the_gate_the_wall_and_a_story_as_it_was_are_read() {
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell.", "fr")
                .asked("s1", "en", 1)
                .publication(
                        "s1",
                        "",
                        "ingrid.solheim",
                        EmbargoSet.newBuilder()
                                .setUntil(null)
                                .setNote(null)
                                .setWasEmbargoed(false)
                                .setWasUntil(null)
                                .build())
                .cleared("s1", "en", 1)
                .held("s1", "en", 1, HoldReason.EMBARGO);
        desk.settle();

        JsonNode ready = json(look("/api/gate")).path("ready").path(0);
        assertThat(ready.path("embargoed").asBoolean()).isTrue();
        assertThat(ready.at("/held/0/reason").asText()).isEqualTo("embargo");
        JsonNode wall = json(look("/api/wall?window=week"));
        assertThat(wall.path("windowHours").asInt()).isEqualTo(168);
        assertThat(wall.at("/whole/standing").size()).isPositive();
        assertThat(code(look("/api/wall?window=year"))).isEqualTo("unknown-value");

        Instant accepted =
                Instant.parse(json(look("/api/stories/s1")).path("acceptedAt").asText());
        assertThat(json(look("/api/stories/s1?at=" + accepted)).path("versions"))
                .noneMatch(version -> version.path("standing").asText().equals("held"));
        assertThat(code(look("/api/stories/s1?at=" + accepted.minusSeconds(1)))).isEqualTo("unknown-story");
        assertThat(code(look("/api/stories/s1?at=yesterday"))).isEqualTo("unknown-value");
    }

    @Test
    void a_story_is_proved_from_the_log() {
        newsroomAtWork();

        assertThat(json(look("/api/stories/s1/proof"))
                        .path("findings")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("hash-differs");
        assertThat(code(look("/api/stories/nothing/proof"))).isEqualTo("unknown-story");
    }

    @Test
    void what_is_answered_for_a_picture_is_the_media_of_a_block() {
        Map<String, String> reporter = by(tokenOf("naliaka.barasa"));

        HttpResponse<String> kept = checked("POST", "/api/media", "the bytes of a picture", reporter);
        assertThat(kept.statusCode()).isEqualTo(201);
        String media = kept.body();
        checked("POST", "/api/stories", """
                {"language":"en","blocks":[{"kind":"headline","text":"Dams hold"},
                 {"kind":"alternative-text","text":"A dam","media":%s}]}""".formatted(media), reporter);

        SubmitStory submitted = (SubmitStory) ((StoryCommandEnvelope) desk.asked.getLast()).getBody();
        assertThat(submitted.getBlocks().getLast().getMedia().getHash())
                .isEqualTo(json(kept).get("hash").textValue());
        assertThat(checked("POST", "/api/media", "TEXT of a letter", reporter).statusCode())
                .isEqualTo(415);
        assertThat(checked("POST", "/api/media", "bytes", by(tokenOf("awa.ndoye")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoever_asks_for_too_much_at_once_is_told_to_wait() {
        CompletableFuture<Outcome> never = new CompletableFuture<>();
        desk.stagesLater = envelope -> never;
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            waiting.add(client.sendAsync(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + desk.front.port() + "/api/stories/s1/withhold"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"x\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        org.awaitility.Awaitility.await().until(() -> desk.asked.size() == 16);

        HttpResponse<String> answer = ask("/api/stories/s1/withhold", "{\"reason\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(code(answer)).isEqualTo("too-many-asked");

        never.complete(new Outcome.Accepted(List.of(), List.of()));
        waiting.forEach(each -> assertThat(each.join().statusCode()).isEqualTo(200));
        desk.stagesLater = null;
        desk.stages = envelope -> new Outcome.Accepted(List.of(), List.of());
        assertThat(ask("/api/stories/s1/withhold", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(200);
    }
}
