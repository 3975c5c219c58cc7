package io.copyflow.translate.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.runtime.HttpFront;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XliffApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AWA = "awa";
    private static final String XLIFF = "application/xliff+xml";

    private final HttpClient client = HttpClient.newHttpClient();
    private DrivenDesk driven;
    private HttpFront front;

    @BeforeEach
    void start(@TempDir Path folder) {
        driven = new DrivenDesk(folder);
        front = HttpFront.start("127.0.0.1", 0, List.of(new TasksApi(driven.desk(), Duration.ofMillis(800))::addTo));
        driven.accept("s1", 3, "fr", "kk-Cyrl");
    }

    @AfterEach
    void stop() {
        front.close();
        client.close();
        driven.close();
    }

    @Test
    void r11_a_task_goes_out_as_xliff_and_comes_back_as_a_submission() throws Exception {
        claim("fr");
        HttpResponse<String> exported = get("/tasks/s1/fr/xliff");
        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.headers().firstValue("Content-Type")).hasValue("application/xliff+xml;charset=utf-8");
        assertThat(exported.body())
                .contains("srcLang=\"en\" trgLang=\"fr\"")
                .contains("<segment state=\"initial\">")
                .doesNotContain("<target");

        JsonNode submitted = json(send("/tasks/xliff", AWA, XLIFF, translated(exported.body(), "Pluie", "Il a plu.")));

        assertThat(submitted.path("status").asText()).isEqualTo("submitted");
        assertThat(submitted.path("storyId").asText()).isEqualTo("s1");
        assertThat(submitted.path("sourceRevision").asInt()).isEqualTo(1);
        assertThat(submitted.has("notes")).isFalse();
        assertThat(get("/tasks/s1/fr/xliff").body())
                .contains("<segment state=\"translated\">")
                .contains(">Il a plu.</target>");
    }

    @Test
    void r07_a_file_half_done_is_saved_as_a_draft() throws Exception {
        claim("fr");
        String half = get("/tasks/s1/fr/xliff")
                .body()
                .replaceFirst("(<source[^>]*>Rain</source>)", "$1<target xml:lang=\"fr\">Pluie</target>");

        JsonNode saved = json(send("/tasks/xliff?as=draft", AWA, XLIFF, half));

        assertThat(saved.path("holder").asText()).isEqualTo(AWA);
        assertThat(saved.path("notes"))
                .hasSize(2)
                .anySatisfy(note -> assertThat(note.asText()).isEqualTo("Without a translation: b1."));
        assertThat(get("/tasks/s1/fr/xliff").body()).contains(">Pluie</target>");
        assertThat(json(send("/tasks/xliff", AWA, XLIFF, half), 422)
                        .path("code")
                        .asText())
                .isEqualTo("segments-missing");
    }

    @Test
    void r08_what_the_source_moved_away_from_goes_out_as_stale_with_what_it_was() throws Exception {
        claim("fr");
        String first = get("/tasks/s1/fr/xliff").body();
        json(send("/tasks/xliff", AWA, XLIFF, translated(first, "Pluie", "Il a plu.")));
        driven.revise("s1", "It rained again.", "fr");
        claim("fr");

        String stale = get("/tasks/s1/fr/xliff").body();

        assertThat(stale)
                .contains("<segment state=\"initial\" subState=\"copyflow:stale\">")
                .contains("The source was: It rained.")
                .contains("/revision/2");
        assertThat(json(send("/tasks/xliff", AWA, XLIFF, translated(first, "Pluie", "Il a plu.")), 409)
                        .path("code")
                        .asText())
                .isEqualTo("stale-source");
        assertThat(json(send("/tasks/xliff", AWA, XLIFF, stale), 422)
                        .path("code")
                        .asText())
                .isEqualTo("acknowledgement-missing");
        assertThat(json(send("/tasks/xliff", AWA, XLIFF, stale.replace("Il a plu.", "Il a encore plu.")))
                        .path("sourceRevision")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void r08_a_draft_that_the_source_moved_away_from_goes_out_as_stale_with_what_the_source_was() throws Exception {
        claim("fr");
        json(send(
                "/tasks/xliff?as=draft",
                AWA,
                XLIFF,
                translated(get("/tasks/s1/fr/xliff").body(), "Pluie", "Il a plu.")));
        driven.revise("s1", "It snowed.", "fr");

        assertThat(get("/tasks/s1/fr/xliff").body())
                .containsOnlyOnce("subState=\"copyflow:stale\"")
                .contains("The source was: It rained.");
    }

    @Test
    void r11_the_glossarys_wordings_go_along_as_notes() throws Exception {
        driven.term("rain", "pluie");

        assertThat(get("/tasks/s1/fr/xliff").body()).contains("<note category=\"glossary\">rain: pluie</note>");
        assertThat(json(get("/tasks/s1/fr"))
                        .path("segments")
                        .get(0)
                        .path("terms")
                        .toString())
                .isEqualTo("[{\"term\":\"rain\",\"wordings\":[\"pluie\"]}]");
        assertThat(get("/tasks/s1/kk-Cyrl/xliff").body()).doesNotContain("category=\"glossary\"");
    }

    @Test
    void what_cannot_be_taken_is_refused_with_the_reason() throws Exception {
        claim("fr");
        String file = translated(get("/tasks/s1/fr/xliff").body(), "Pluie", "Il a plu.");

        assertProblem(send("/tasks/xliff", "leo", XLIFF, file), 403, "not-holder");
        assertProblem(send("/tasks/xliff", AWA, "application/json", file), 415, "unsupported-content");
        assertProblem(send("/tasks/xliff?as=gift", AWA, XLIFF, file), 422, "unknown-value");
        assertProblem(send("/tasks/xliff", AWA, XLIFF, "nonsense"), 400, "xml-malformed");
        assertProblem(send("/tasks/xliff", AWA, XLIFF, "<tmx/>"), 422, "xliff-version");
        assertProblem(
                send("/tasks/xliff", AWA, XLIFF, file.replace("version=\"2.1\"", "version=\"9\"")),
                422,
                "xliff-version");
        assertProblem(send("/tasks/xliff", AWA, XLIFF, file.replace("<unit id=", "<unit x=")), 422, "xliff-invalid");
        assertProblem(
                send("/tasks/xliff", AWA, XLIFF, file.replace("story/s1/", "story/s2/")), 404, "no-such-translation");
        assertProblem(
                send("/tasks/xliff", AWA, XLIFF, file.replace("copyflow:story/s1/revision/1", "a.docx")),
                422,
                "other-story");
        assertProblem(
                send(
                        "/tasks/xliff",
                        AWA,
                        XLIFF,
                        file.replace("trgLang=\"fr\"", "trgLang=\"sw\"").replace("xml:lang=\"fr\"", "xml:lang=\"sw\"")),
                404,
                "no-such-translation");
        assertProblem(
                send(
                        "/tasks/xliff",
                        AWA,
                        XLIFF,
                        file.replace("srcLang=\"en\"", "srcLang=\"de\"").replace("xml:lang=\"en\"", "xml:lang=\"de\"")),
                422,
                "other-language");
        assertProblem(get("/tasks/s9/fr/xliff"), 404, "no-such-translation");
        assertThat(json(send("/tasks/xliff", AWA, XLIFF, file)).path("status").asText())
                .as("and it is still to be had")
                .isEqualTo("submitted");
    }

    /** As a tool leaves it: every segment with a target and called translated. */
    private static String translated(String xliff, String headline, String paragraph) {
        return xliff.replaceAll("<segment state=\"initial\"[^>]*>", "<segment state=\"translated\">")
                .replaceAll("\\s*<target[^>]*>[^<]*</target>", "")
                .replaceFirst("(<source[^>]*>Rain</source>)", "$1<target xml:lang=\"fr\">" + headline + "</target>")
                .replaceFirst(
                        "(<source[^>]*>It rained[^<]*</source>)",
                        "$1<target xml:lang=\"fr\">" + paragraph + "</target>");
    }

    private void claim(String language) throws Exception {
        json(send("/tasks/s1/" + language + "/claim", AWA, "application/json", ""));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String person, String type, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + path))
                        .header("X-Copyflow-Person", person)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return json(answer, 200);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        JsonNode problem = json(answer, status);
        assertThat(problem.path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).endsWith(".");
    }
}
