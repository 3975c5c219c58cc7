package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.copyflow.channels.delivery.Calls.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever owns a name can let it lead elsewhere between a look and a call. */
class GuardedCallsTest {

    private static final String OPEN = "9.9.9.9";
    private static final String INSIDE = "127.0.0.1";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger resolved = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/drip")) {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    drip(out);
                }
            } else {
                exchange.getResponseHeaders().add("Retry-After", "7");
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
                exchange.sendResponseHeaders(302, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
        });
        server.setExecutor(runnable -> Thread.ofVirtual().start(runnable));
        server.start();
    }

    private static void drip(OutputStream out) {
        try {
            for (; ; ) {
                out.write(new byte[64]);
                out.flush();
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever asked is gone
        }
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void a_name_that_leads_inwards_after_it_was_looked_at_is_not_called() {
        try (GuardedCalls calls = calls(Set.of(), OPEN, INSIDE)) {
            assertThat(calls.refusal(at("/hook"))).isNull();

            Result result = calls.post(at("/hook"), Map.of(), new byte[] {1});

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Result.NotSent.class,
                            notSent -> assertThat(notSent.sentence()).contains("private network"));
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void a_call_goes_to_the_address_that_was_looked_at_and_asks_for_the_host_by_its_name() {
        try (GuardedCalls calls = calls(Set.of("Radio.House"), INSIDE, OPEN)) {
            Result result = calls.post(at("/hook"), Map.of("Content-Type", "text/plain"), new byte[] {1, 2});

            assertThat(result).isInstanceOfSatisfying(Result.Answered.class, answer -> {
                assertThat(answer.status()).as("redirects are not followed").isEqualTo(302);
                assertThat(answer.headers().firstValue("retry-after")).contains("7");
                assertThat(answer.body()).containsExactly(1, 2);
            });
            assertThat(resolved).hasValue(1);
            assertThat(asked).containsExactly("POST radio.house:" + port());
        }
    }

    @Test
    void one_private_address_among_others_is_enough_to_refuse() {
        try (GuardedCalls calls = new GuardedCalls(
                new AddressGuard(Set.of(), host -> new InetAddress[] {address(OPEN), address(INSIDE)}),
                Duration.ofSeconds(5))) {
            assertThat(calls.get(at("/"))).isInstanceOf(Result.NotSent.class);
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void what_nobody_listens_to_or_has_no_address_was_never_sent() {
        try (GuardedCalls calls = calls(Set.of("radio.house"), INSIDE, INSIDE)) {
            assertThat(calls.get(URI.create("http://radio.house:1/"))).isInstanceOf(Result.NotSent.class);
        }
        try (GuardedCalls calls = new GuardedCalls(
                new AddressGuard(Set.of(), host -> {
                    throw new UnknownHostException(host);
                }),
                Duration.ofSeconds(5))) {
            assertThat(calls.get(at("/"))).isInstanceOf(Result.NotSent.class);
        }
    }

    @Test
    void an_answer_that_drips_is_lost_when_the_patience_ends() {
        try (GuardedCalls calls = new GuardedCalls(
                new AddressGuard(Set.of("radio.house"), host -> new InetAddress[] {address(INSIDE)}),
                Duration.ofMillis(300))) {
            assertThat(calls.get(at("/drip"))).isInstanceOf(Result.Lost.class);
        }
    }

    private GuardedCalls calls(Set<String> allowed, String first, String then) {
        Deque<String> answers = new ArrayDeque<>(List.of(first, then));
        return new GuardedCalls(
                new AddressGuard(allowed, host -> {
                    resolved.incrementAndGet();
                    return new InetAddress[] {address(answers.size() > 1 ? answers.pop() : answers.getFirst())};
                }),
                Duration.ofSeconds(5));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    private URI at(String path) {
        return URI.create("http://radio.house:" + port() + path);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
