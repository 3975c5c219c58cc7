package io.copyflow.translate.engine.http;

import static io.copyflow.translate.engine.http.MachineServer.backwards;
import static io.copyflow.translate.engine.http.MachineServer.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.testkit.MovableClock;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.engine.Draft;
import io.copyflow.translate.engine.DraftRequest;
import io.copyflow.translate.engine.TranslationEngine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpEnginesTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Secret KEY = new Secret("k-e-y-5d41402a");
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), 100_000, 4);
    private static final HttpLimits HURRIED = new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(300), 100_000, 4);

    private final MovableClock clock = new MovableClock(NOON);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<AutoCloseable> opened = new ArrayList<>();

    private MachineServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MachineServer();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        for (AutoCloseable one : opened) {
            one.close();
        }
        server.close();
    }

    @Test
    void r12_a_libretranslate_server_is_asked_for_plain_texts_and_its_drafts_are_a_machines() {
        Draft draft = libreTranslate(LIMITS).translate(request("en", "zh-Hans", "Weather", "Sports"));

        assertThat(draft).isEqualTo(drafted("libretranslate", "Weather", "Sports"));
        MachineServer.Call call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/translate");
        assertThat(call.body().toString())
                .isEqualTo(
                        "{\"q\":[\"Weather\",\"Sports\"],\"source\":\"en\",\"target\":\"zh-Hans\",\"format\":\"text\","
                                + "\"api_key\":\"" + KEY.reveal() + "\"}");
        assertThat(call.header("Idempotency-key")).isEqualTo("order-1-0");
    }

    @Test
    void r12_deepl_is_asked_with_its_key_in_the_header_and_its_own_codes() {
        server.behave(MachineServer.deepL());

        Draft draft = deepL(LIMITS).translate(request("en-GB", "pt", "Weather"));

        assertThat(draft).isEqualTo(drafted("deepl", "Weather"));
        MachineServer.Call call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v2/translate");
        assertThat(call.header("Authorization")).isEqualTo("DeepL-Auth-Key " + KEY.reveal());
        assertThat(call.body().toString())
                .isEqualTo("{\"text\":[\"Weather\"],\"source_lang\":\"EN\",\"target_lang\":\"PT-BR\"}");
    }

    @Test
    void many_texts_go_in_several_calls_and_blank_ones_do_not_go() {
        List<String> texts = new ArrayList<>(
                IntStream.range(0, 60).mapToObj(i -> "text " + i).toList());
        texts.set(3, " ");
        texts.add("long ".repeat(2_000));

        Draft draft = libreTranslate(LIMITS).translate(request("en", "fr", texts.toArray(String[]::new)));

        assertThat(draft).isInstanceOfSatisfying(Draft.Translated.class, translated -> {
            assertThat(translated.pieces()).hasSize(61);
            assertThat(translated.pieces().get(3)).isEqualTo(new Draft.Missing());
            assertThat(translated.pieces().get(59)).isEqualTo(piece("libretranslate", "text 59"));
            assertThat(translated.pieces().get(60))
                    .isEqualTo(piece("libretranslate", texts.get(60).strip()));
        });
        assertThat(server.calls())
                .extracting(call -> call.body().path("q").size())
                .containsExactly(25, 25, 9, 1);
    }

    @Test
    void drafts_are_in_nfc_without_space_around() {
        server.behave(saying(200, "{\"translatedText\":[\" Me\u0301te\u0301o\\n\"]}"));

        assertThat(libreTranslate(LIMITS).translate(request("en", "fr", "Weather")))
                .isEqualTo(new Draft.Translated(List.of(new Draft.Made("Météo", Origin.MACHINE, "libretranslate"))));
    }

    @Test
    void a_script_that_a_machine_does_not_write_is_not_asked_for() {
        assertThat(libreTranslate(LIMITS).translate(request("en", "kk-Latn", "Weather")))
                .isEqualTo(new Draft.UnsupportedPair("en", "kk-Latn"));
        assertThat(deepL(LIMITS).translate(request("sr-Latn", "en", "Weather")))
                .isEqualTo(new Draft.UnsupportedPair("sr-Latn", "en"));
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\":\"sw is not supported\"}", "{\"message\":\"Value for 'target_lang' not supported.\"}"
            })
    void a_language_the_server_does_not_have_is_an_unsupported_pair(String answer) {
        server.behave(saying(400, answer));

        assertThat(libreTranslate(LIMITS).translate(request("en", "sw", "Weather")))
                .isEqualTo(new Draft.UnsupportedPair("en", "sw"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 7                             | PT7S",
                "429 | Tue, 03 Mar 2026 12:02:00 GMT | PT2M",
                "429 | Tue, 03 Mar 2026 11:00:00 GMT | PT0S",
                "503 | 86400                         | PT1H",
                "503 | soon                          |",
                "503 | -1                            |",
            })
    void a_pause_asked_for_in_seconds_or_by_date_is_told(int status, String retryAfter, @Nullable Duration pause) {
        server.behave(saying(status, "{}", "Retry-After", retryAfter));

        assertThat(libreTranslate(LIMITS).translate(request("en", "fr", "Weather")))
                .isInstanceOfSatisfying(
                        Draft.PassingFault.class,
                        fault -> assertThat(fault.retryAfter()).isEqualTo(pause));
    }

    @ParameterizedTest
    @CsvSource({
        "429, engine-busy, true",
        "408, engine-busy, true",
        "500, engine-failing, true",
        "503, engine-failing, true",
        "529, engine-failing, true",
        "400, engine-refused, false",
        "401, engine-key-refused, false",
        "403, engine-key-refused, false",
        "404, engine-refused, false",
        "413, engine-request-too-large, false",
        "418, engine-refused, false",
        "204, engine-refused, false",
        "456, engine-quota-used-up, false",
    })
    void a_status_is_a_fault_that_passes_or_not(int status, String code, boolean passing) {
        server.behave(saying(status, status == 204 ? "" : "{\"message\":\"" + KEY.reveal() + " is wrong\"}"));

        assertFault(deepL(LIMITS).translate(request("en", "fr", "Weather")), code, passing);
    }

    @Test
    void a_redirection_is_not_followed_as_it_would_carry_the_key_elsewhere() throws IOException {
        try (MachineServer elsewhere = new MachineServer()) {
            server.behave(saying(307, "", "Location", elsewhere.address() + "/v2/translate"));

            assertFault(deepL(LIMITS).translate(request("en", "fr", "Weather")), "engine-refused", false);
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void a_slow_server_is_waited_for_within_the_limit() {
        server.behave((exchange, _) -> end.await());

        assertFault(libreTranslate(HURRIED).translate(request("en", "fr", "Weather")), "engine-slow", true);
    }

    @Test
    void a_server_that_stops_in_the_middle_of_its_answer_is_waited_for_within_the_limit() {
        server.behave((exchange, _) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"translatedText\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            end.await();
        });

        assertFault(libreTranslate(HURRIED).translate(request("en", "fr", "Weather")), "engine-slow", true);
    }

    @Test
    void no_server_is_asked_or_waited_for_beyond_the_requests_deadline() {
        server.behave((exchange, _) -> end.await());
        DraftRequest request = request("en", "fr", "Weather");
        clock.advance(Duration.ofMinutes(2).minusMillis(200));

        assertFault(libreTranslate(LIMITS).translate(request), "engine-slow", true);
        clock.advance(Duration.ofMinutes(1));
        assertFault(libreTranslate(LIMITS).translate(request), "engine-slow", true);
    }

    @Test
    void a_connection_cut_in_mid_body_is_a_fault_that_passes() {
        server.behave((exchange, _) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"translatedText\":[\"Mét".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });

        assertFault(libreTranslate(LIMITS).translate(request("en", "fr", "Weather")), "engine-unreachable", true);
    }

    @Test
    void a_server_that_is_not_there_is_a_fault_that_passes() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        TranslationEngine engine =
                open(HttpEngines.libreTranslate(URI.create("http://127.0.0.1:" + free), null, LIMITS, clock));

        assertFault(engine.translate(request("en", "fr", "Weather")), "engine-unreachable", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{\"translatedText\":[\"Mét",
                "<html><body>Please log in</body></html>",
                "[]",
                "{}",
                "null",
                "{\"translatedText\":\"Météo\"}",
                "{\"translatedText\":{\"0\":\"Météo\"}}"
            })
    void an_answer_that_is_none_is_a_fault_that_passes(String answer) {
        server.behave(saying(200, answer));

        assertFault(libreTranslate(LIMITS).translate(request("en", "fr", "Weather")), "engine-answer-unreadable", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"Météo\"]",
                "[\"Météo\",\"Sport\",\"Encore\"]",
                "[\"Météo\",\" \"]",
                "[\"Météo\",null]",
                "[\"Météo\",7]"
            })
    void an_answer_with_other_texts_than_asked_for_is_a_fault_that_does_not_pass(String texts) {
        server.behave(saying(200, "{\"translatedText\":" + texts + "}"));

        assertFault(
                libreTranslate(LIMITS).translate(request("en", "fr", "Weather", "Sports")),
                "engine-answer-invalid",
                false);
    }

    @Test
    void a_text_that_repeats_itself_without_end_is_no_translation() {
        server.behave(saying(200, "{\"translatedText\":[\"" + "temps ".repeat(1_000) + "\"]}"));

        assertFault(libreTranslate(LIMITS).translate(request("en", "fr", "Weather")), "engine-answer-invalid", false);
    }

    @Test
    void an_answer_beyond_the_limit_is_not_taken_in_whether_its_size_is_told_or_not() {
        AtomicInteger written = new AtomicInteger();
        for (long announced : new long[] {50_000_000, 0}) {
            written.set(0);
            server.behave((exchange, _) -> {
                exchange.sendResponseHeaders(200, announced);
                byte[] part = "x".repeat(50_000).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 1_000; i++) {
                    exchange.getResponseBody().write(part);
                    written.incrementAndGet();
                }
            });

            assertFault(
                    libreTranslate(LIMITS).translate(request("en", "fr", "Weather")), "engine-answer-too-large", false);
            assertThat(written.get()).isLessThan(1_000);
        }
    }

    @Test
    void a_fault_of_one_call_is_the_fault_of_all() {
        AtomicInteger calls = new AtomicInteger();
        server.behave((exchange, body) -> {
            if (calls.incrementAndGet() == 2) {
                MachineServer.send(exchange, 503, "");
            } else {
                MachineServer.libreTranslate().answer(exchange, body);
            }
        });
        String[] texts = IntStream.range(0, 30).mapToObj(i -> "text " + i).toArray(String[]::new);

        assertFault(libreTranslate(LIMITS).translate(request("en", "fr", texts)), "engine-failing", true);
    }

    @Test
    void no_more_calls_are_under_way_than_allowed() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore answers = new Semaphore(0);
        server.behave((exchange, body) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            answers.acquire();
            underWay.decrementAndGet();
            MachineServer.libreTranslate().answer(exchange, body);
        });
        TranslationEngine engine =
                libreTranslate(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), 100_000, 2));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Draft>> drafts = IntStream.range(0, 6)
                    .mapToObj(i -> callers.submit(() -> engine.translate(request("en", "fr", "text " + i))))
                    .toList();
            await().until(() -> underWay.get() == 2);
            answers.release(6);
            for (int i = 0; i < 6; i++) {
                assertThat(drafts.get(i).get()).isEqualTo(drafted("libretranslate", "text " + i));
            }
        }
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void who_waits_too_long_for_its_turn_is_told_to_come_again() throws Exception {
        server.behave((exchange, _) -> end.await());
        TranslationEngine engine =
                libreTranslate(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), 100_000, 1));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Draft> first = callers.submit(() -> engine.translate(request("en", "fr", "Weather")));
            await().until(() -> server.calls().size() == 1);
            DraftRequest late =
                    new DraftRequest("test", "en", "fr", List.of("Sports"), "order-2", NOON.plusMillis(200));

            assertFault(engine.translate(late), "engine-busy", true);
            end.countDown();
            first.get();
        }
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        server.behave((exchange, _) -> end.await());
        TranslationEngine engine = libreTranslate(LIMITS);
        List<Draft> drafts = new ArrayList<>();
        Thread caller = Thread.ofVirtual().start(() -> drafts.add(engine.translate(request("en", "fr", "Weather"))));
        await().until(() -> server.calls().size() == 1);

        caller.interrupt();
        caller.join();

        assertFault(drafts.getFirst(), "engine-interrupted", true);
    }

    @Test
    void a_key_does_not_show_itself() {
        assertThat(KEY.toString()).doesNotContain(KEY.reveal());
    }

    private TranslationEngine libreTranslate(HttpLimits limits) {
        return open(HttpEngines.libreTranslate(server.address(), KEY, limits, clock));
    }

    private TranslationEngine deepL(HttpLimits limits) {
        return open(HttpEngines.deepL(server.address(), KEY, limits, clock));
    }

    private TranslationEngine open(TranslationEngine engine) {
        opened.add(engine);
        return engine;
    }

    private static DraftRequest request(String sourceLanguage, String language, String... texts) {
        return new DraftRequest(
                "test", sourceLanguage, language, List.of(texts), "order-1", NOON.plus(Duration.ofMinutes(2)));
    }

    private static Draft drafted(String engine, String... texts) {
        return new Draft.Translated(
                Arrays.stream(texts).map(text -> piece(engine, text)).toList());
    }

    private static Draft.Piece piece(String engine, String text) {
        return new Draft.Made(backwards(text), Origin.MACHINE, engine);
    }

    private static void assertFault(Draft draft, String code, boolean passing) {
        assertThat(draft).isInstanceOf(passing ? Draft.PassingFault.class : Draft.PermanentFault.class);
        assertThat(draft).isInstanceOfSatisfying(Draft.Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.sentence())
                    .doesNotContain(KEY.reveal(), "Weather", "Météo")
                    .endsWith(".");
        });
    }
}
