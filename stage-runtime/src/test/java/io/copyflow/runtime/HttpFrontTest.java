package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.RedirectResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontTest {

    @Test
    void it_serves_what_its_parts_add_on_a_port_it_tells() throws Exception {
        try (HttpFront front = HttpFront.start(
                        "127.0.0.1", 0, List.of(routes -> routes.get("/hello", ctx -> ctx.result("there"))));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(front.address()).isEqualTo("http://127.0.0.1:" + front.port());
            assertThat(get(http, front, "/hello").body()).isEqualTo("there");
        }
    }

    @Test
    void a_web_page_cannot_act_through_a_browser_of_this_machine() throws Exception {
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, List.of(HttpFrontTest::hello));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(getWith(front, "Host: evil.example:" + front.port())).startsWith("HTTP/1.1 421");
            assertThat(getWith(front, "Host: localhost:" + front.port(), "Origin: http://evil.example"))
                    .startsWith("HTTP/1.1 403")
                    .contains("foreign-page");
            assertThat(getWith(front, "Host: localhost:" + front.port(), "Origin: http://localhost:" + front.port()))
                    .startsWith("HTTP/1.1 200");
            assertThat(get(http, front, "/hello").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void more_than_there_is_memory_for_is_refused_unread_and_let_in_later() throws Exception {
        CountDownLatch inside = new CountDownLatch(32);
        CountDownLatch open = new CountDownLatch(1);
        Admission admission = new Admission(Admission.MOST_KIB);
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, admission, List.of(routes -> {
                    hello(routes);
                    routes.post("/slow", ctx -> {
                        inside.countDown();
                        open.await();
                        ctx.result(ctx.body());
                    });
                    routes.post("/fault", ctx -> {
                        throw new IllegalStateException("a fault");
                    });
                }));
                HttpClient http = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 32)
                    .mapToObj(i -> http.sendAsync(post(front, "/slow", "text"), HttpResponse.BodyHandlers.ofString()))
                    .toList();
            inside.await();

            HttpResponse<String> refused =
                    http.send(post(front, "/slow", "more"), HttpResponse.BodyHandlers.ofString());
            assertProblem(refused, 503, "gateway-busy");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            // who only looks takes no room
            assertThat(get(http, front, "/hello").statusCode()).isEqualTo(200);

            open.countDown();
            assertThat(waiting).allMatch(answer -> answer.join().statusCode() == 200);
            // a fault gives its room back too
            for (int i = 0; i < 40; i++) {
                assertThat(http.send(post(front, "/fault", "text"), HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(500);
            }
            assertThat(http.send(post(front, "/slow", "x".repeat(9 << 20)), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isNotEqualTo(503);
        }
    }

    @Test
    void more_than_is_answered_in_good_time_is_refused_and_heard_on_a_connection_that_stays() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        Admission admission = new Admission(64 * Admission.MOST_KIB, new Allowance(1, 1, Duration.ofSeconds(2)));
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, admission, List.of(routes -> {
                    hello(routes);
                    routes.post("/slow", ctx -> {
                        inside.countDown();
                        open.await();
                    });
                }));
                HttpClient http = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> waiting =
                    http.sendAsync(post(front, "/slow", "text"), HttpResponse.BodyHandlers.ofString());
            inside.await();

            String body = "x".repeat(8_000);
            String one =
                    "POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            String answers =
                    raw(front, one + one + "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answers.split("HTTP/1.1 503", -1)).hasSize(3);
            assertThat(answers).contains("Retry-After: 2", "good time", "HTTP/1.1 200");
            open.countDown();
            assertThat(waiting.join().statusCode()).isEqualTo(200);
            assertThat(http.send(post(front, "/slow", "text"), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void so_many_look_at_once_and_no_more_but_health_is_always_told() throws Exception {
        CountDownLatch inside = new CountDownLatch(Admission.MOST_LOOKING);
        CountDownLatch open = new CountDownLatch(1);
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, List.of(routes -> {
                    hello(routes);
                    routes.get("/ready", ctx -> ctx.result("ready"));
                    routes.get("/slow", ctx -> {
                        inside.countDown();
                        open.await();
                    });
                }));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest slow = HttpRequest.newBuilder(URI.create(front.address() + "/slow"))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, Admission.MOST_LOOKING)
                    .mapToObj(i -> http.sendAsync(slow, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            inside.await();

            HttpResponse<String> refused = get(http, front, "/hello");
            assertProblem(refused, 503, "gateway-busy");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(get(http, front, "/ready").statusCode()).isEqualTo(200);

            open.countDown();
            assertThat(waiting).allMatch(answer -> answer.join().statusCode() == 200);
            assertThat(get(http, front, "/hello").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoever_is_told_to_come_later_hears_when(int status) throws Exception {
        try (HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(
                                routes ->
                                        routes.get("/", ctx -> new Problem(status, "not-ready", "Later.").answer(ctx)),
                                routes -> routes.get("/own", ctx -> {
                                    ctx.header("Retry-After", "60");
                                    new Problem(status, "not-ready", "Later.").answer(ctx);
                                })));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, front, "/").headers().firstValue("Retry-After"))
                    .hasValue("5");
            assertThat(get(http, front, "/own").headers().allValues("Retry-After"))
                    .containsExactly("60");
        }
    }

    private static HttpRequest post(HttpFront front, String path, String body) {
        return HttpRequest.newBuilder(URI.create(front.address() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String getWith(HttpFront front, String... headers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.getOutputStream()
                    .write(("GET /hello HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_fault_is_told_as_a_problem_without_its_inside() throws Exception {
        try (HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(routes -> routes.get("/", ctx -> {
                            throw new IllegalStateException("a secret");
                        })));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = get(http, front, "/");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"internal-error\"").doesNotContain("secret");
        }
    }

    @Test
    void an_address_there_is_not_is_a_problem() throws Exception {
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, List.of(HttpFrontTest::hello));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = get(http, front, "/hello/there");

            assertProblem(answer, 404, "not-found");
            assertThat(answer.body()).contains("/hello/there");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PURGE"})
    void another_method_than_those_there_are_is_a_problem_that_names_them(String method) throws Exception {
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, List.of(HttpFrontTest::hello));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(front.address() + "/hello"))
                            .header("Accept", "text/html")
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertProblem(answer, 405, "method-not-allowed");
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, PUT");
            assertThat(answer.body()).contains("Expected GET, PUT at /hello", method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/\\", "/%FF", "hello"})
    void an_address_that_is_malformed_is_a_problem(String address) throws Exception {
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, List.of(HttpFrontTest::hello))) {
            String answer = raw(front, "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"code\":\"request-malformed\"", "\"status\":400")
                    .doesNotContain("<html", "jetty", "Jetty");
        }
    }

    @Test
    void what_a_part_throws_of_its_own_is_not_called_malformed() throws Exception {
        try (HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(
                                routes -> routes.get("/away", ctx -> {
                                    ctx.header("Location", "/hello");
                                    throw new RedirectResponse();
                                }),
                                routes -> routes.get("/not", ctx -> {
                                    throw new ForbiddenResponse("Not yours.");
                                }),
                                routes -> routes.get("/what", ctx -> {
                                    throw new BadRequestResponse();
                                })));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> away = get(http, front, "/away");
            assertThat(away.statusCode()).isEqualTo(302);
            assertThat(away.headers().firstValue("Location")).hasValue("/hello");
            assertThat(away.body()).doesNotContain("malformed");
            HttpResponse<String> not = get(http, front, "/not");
            assertThat(not.statusCode()).isEqualTo(403);
            assertThat(not.body()).isEqualTo("Not yours.");
            assertProblem(get(http, front, "/what"), 400, "request-malformed");
        }
    }

    @Test
    void a_body_that_ends_too_early_is_the_senders_and_no_fault() throws Exception {
        try (HttpFront front = HttpFront.start(
                "127.0.0.1",
                0,
                List.of(routes -> routes.post("/", ctx -> {
                    try {
                        new Asked(ctx).json(100, "");
                    } catch (UnreadableInputException e) {
                        new Problem(Asked.status(e.code()), e.code(), e.sentence()).answer(ctx);
                    }
                })))) {
            String answer = raw(
                    front,
                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{");

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"body-incomplete\"");
        }
    }

    @Test
    void who_sends_far_too_much_hears_so_when_all_is_sent() throws Exception {
        int most = 64 << 10;
        try (HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(routes -> routes.post("/", ctx -> {
                            try {
                                new Asked(ctx).json(most, "");
                            } catch (UnreadableInputException e) {
                                new Problem(Asked.status(e.code()), e.code(), e.sentence()).answer(ctx);
                            }
                        })));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.setSoTimeout(20_000);
            byte[] body = new byte[24 << 20];

            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("\"code\":\"body-too-large\"");
        }
    }

    /** Sends bytes and no more, and gives all that comes back. */
    private static String raw(HttpFront front, String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_a_part_answers_itself_stays_as_it_is() throws Exception {
        try (HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(routes -> routes.get(
                                "/",
                                ctx -> ctx.status(404)
                                        .contentType("application/json")
                                        .result("{}"))));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = get(http, front, "/");

            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{}");
        }
    }

    @Test
    void a_port_in_use_is_told_with_what_to_do() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            StageFailure refused = catchThrowableOfType(
                    StageFailure.class,
                    () -> HttpFront.start("127.0.0.1", port, List.of()).close());

            assertThat(refused.code()).isEqualTo("port-in-use");
            assertThat(refused)
                    .hasMessageContaining("Port " + port + " on 127.0.0.1 is in use")
                    .hasMessageContaining("--set http.port=" + (port + 1));
        }
    }

    @Test
    void an_address_that_is_not_this_machines_is_told_as_such() {
        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> HttpFront.start("192.0.2.1", 0, List.of()).close());

        assertThat(refused.code()).isEqualTo("address-unusable");
        assertThat(refused).hasMessageContaining("192.0.2.1").hasMessageContaining("http.host");
    }

    private static void hello(RoutesConfig routes) {
        routes.get("/hello", ctx -> ctx.result("there"));
        routes.put("/hello", ctx -> ctx.result("kept"));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"code\":\"" + code + "\"");
    }

    private static HttpResponse<String> get(HttpClient http, HttpFront front, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(front.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
