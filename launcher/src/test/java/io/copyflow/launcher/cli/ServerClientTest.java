package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerClientTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /** The key of each request that came; empty for none. */
    private final Queue<String> came = new ConcurrentLinkedQueue<>();
    /** The codes of the problems to answer first; then all goes well. */
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    private final AtomicInteger ids = new AtomicInteger();
    private HttpServer server;
    private ServerClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new ServerClient(
                "http://127.0.0.1:" + server.getAddress().getPort(), () -> "key-" + ids.incrementAndGet());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void r26_what_is_done_with_a_task_is_asked_again_under_its_key_when_no_answer_came() throws Exception {
        problems.add("no-answer");

        assertThat(client.postTask("/tasks/next?language=fr", "awa", null).isDone())
                .isTrue();
        assertThat(came).containsExactly("key-1", "key-1");
    }

    @Test
    void r26_each_request_has_a_key_of_its_own() throws Exception {
        client.postTask("/tasks/next?language=fr", "awa", null);
        client.postTask("/tasks/s1/fr/draft", "awa", BODY);
        client.postXliff("/tasks/xliff", "awa", BODY);

        assertThat(came).containsExactly("key-1", "key-2", "key-3");
    }

    @Test
    void it_asks_again_once_and_only_for_want_of_an_answer() throws Exception {
        problems.addAll(List.of("no-answer", "no-answer", "stage-not-ready"));

        assertThat(client.postXliff("/tasks/xliff", "awa", BODY).text("code")).isEqualTo("no-answer");
        assertThat(client.postTask("/tasks/s1/fr/claim", "awa", null).text("code"))
                .isEqualTo("stage-not-ready");
        assertThat(came).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"awa\nleo", "awa\r", "\u0000", "\u674E", "aw\u00E9"})
    void a_person_whose_id_is_none_is_refused_before_anything_is_sent(String person) {
        for (Executable request : List.<Executable>of(
                () -> client.postTask("/tasks/next?language=fr", person, null),
                () -> client.postJson("/stories", person, BODY),
                () -> client.postXliff("/tasks/xliff", person, BODY))) {
            assertThat(assertThrows(StageFailure.class, request).code()).isEqualTo("person-invalid");
        }
        assertThat(came).isEmpty();
    }

    @Test
    void a_story_is_its_own_key() throws Exception {
        problems.add("no-answer");

        assertThat(client.postJson("/stories", null, BODY).text("code")).isEqualTo("no-answer");
        assertThat(came).containsExactly("");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        came.add(key == null ? "" : key);
        String problem = problems.poll();
        byte[] body = (problem == null ? "{}" : "{\"code\":\"" + problem + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(problem == null ? 200 : 503, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
