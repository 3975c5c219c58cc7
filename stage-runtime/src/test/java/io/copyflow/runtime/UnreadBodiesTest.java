package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over sockets, as clients in a library of their own would hide what goes over the line. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class UnreadBodiesTest {

    private static final int MOST = 64 << 10;
    private static final int MEBI = 1 << 20;

    /** Of 20 ms each: far longer than an impatient server waits. */
    private static final int MOST_WAITS = 1_000;

    private static final String JSON = "Content-Type: application/json\r\n";

    /** Nobody reads as long as this. */
    private static final Duration LONGER_THAN_ANY_TEST = Duration.ofMinutes(10);

    private final HttpFront front = HttpFront.start("127.0.0.1", 0, List.of(UnreadBodiesTest::routes));
    private AutoCloseable other = () -> {};

    private static void routes(RoutesConfig routes) {
        routes.get("/hello", http -> http.result("there"));
        routes.post("/", UnreadBodiesTest::read);
        routes.post("/busy", http -> new Problem(503, "gateway-busy", "Later.").answer(http));
        routes.post("/whole", http -> http.result(http.body()));
        routes.post("/away", http -> http.redirect("/hello"));
    }

    private static void read(Context http) {
        try {
            http.result("read " + new Asked(http).json(MOST, "").length);
        } catch (UnreadableInputException e) {
            new Problem(Asked.status(e.code()), e.code(), e.sentence()).answer(http);
        }
    }

    @AfterEach
    void close() throws Exception {
        front.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "413 / application/json",
                "415 / text/plain",
                "503 /busy application/json",
                "302 /away application/json",
                "413 /whole application/json",
                "404 /nowhere application/json",
                "405 /hello application/json"
            })
    void who_sends_all_before_reading_hears_the_answer_and_goes_on_on_the_same_connection(String expected)
            throws Exception {
        String[] parts = expected.split(" ");
        try (Socket socket = connected(front.port())) {
            OutputStream out = socket.getOutputStream();
            write(out, head(parts[1], "Content-Type: " + parts[2] + "\r\nContent-Length: " + 40 * MEBI + "\r\n"));
            out.write(new byte[40 * MEBI]);
            write(out, "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 " + parts[0])
                    .contains("HTTP/1.1 200 OK")
                    .endsWith("there");
        }
    }

    @Test
    void what_is_too_large_for_a_part_without_a_bound_of_its_own_is_a_problem() throws Exception {
        try (Socket socket = connected(front.port())) {
            write(socket.getOutputStream(), head("/whole", "Content-Length: " + 2 * MEBI + "\r\n"));
            socket.getOutputStream().write(new byte[2 * MEBI]);

            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "\"body-too-large\"");
        }
    }

    @Test
    void who_sends_all_of_no_stated_length_before_reading_hears_that_it_is_too_large() throws Exception {
        try (Socket socket = connected(front.port())) {
            OutputStream out = socket.getOutputStream();
            write(out, head("/", JSON + "Transfer-Encoding: chunked\r\n"));
            byte[] chunk = new byte[MEBI];
            for (int n = 0; n < 24; n++) {
                write(out, Integer.toHexString(MEBI) + "\r\n");
                out.write(chunk);
                write(out, "\r\n");
            }
            write(out, "0\r\n\r\nGET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("body-too-large")
                    .endsWith("there");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "413 / application/json",
                "415 / text/plain",
                "503 /busy application/json",
                "404 /nowhere application/json"
            })
    void who_asks_whether_to_send_is_told_no_and_not_invited(String expected) throws Exception {
        String[] parts = expected.split(" ");
        try (Socket socket = connected(front.port())) {
            write(
                    socket.getOutputStream(),
                    head(
                            parts[1],
                            "Content-Type: " + parts[2] + "\r\nContent-Length: " + 100 * MEBI
                                    + "\r\nExpect: 100-continue\r\n"));

            assertThat(rest(socket)).startsWith("HTTP/1.1 " + parts[0]).doesNotContain("100 Continue");
        }
    }

    @Test
    void who_does_not_wait_for_what_it_asked_hears_it_all_the_same() throws Exception {
        try (Socket socket = connected(front.port())) {
            OutputStream out = socket.getOutputStream();
            write(out, head("/", JSON + "Content-Length: " + 24 * MEBI + "\r\nExpect: 100-continue\r\n"));
            out.write(new byte[24 * MEBI]);

            assertThat(rest(socket)).startsWith("HTTP/1.1 413").doesNotContain("100 Continue");
        }
    }

    @Test
    void who_asks_whether_to_send_what_is_wanted_is_invited() throws Exception {
        try (Socket socket = connected(front.port())) {
            OutputStream out = socket.getOutputStream();
            write(out, head("/", JSON + "Content-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n"));
            assertThat(new String(socket.getInputStream().readNBytes(21), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 100");
            write(out, "[1,2]");

            assertThat(rest(socket)).contains("HTTP/1.1 200 OK").endsWith("read 5");
        }
    }

    @Test
    void more_than_is_thrown_away_ends_with_its_connection() throws Exception {
        try (Socket socket = connected(front.port())) {
            OutputStream out = socket.getOutputStream();
            write(out, head("/busy", "Content-Length: " + 1_000L * MEBI + "\r\n"));
            assertThat(answer(socket)).startsWith("HTTP/1.1 503");

            assertThat(sentUntilBroken(out, new byte[MEBI], 1_000L * MEBI)).isLessThan(100L * MEBI);
        }
    }

    @Test
    void who_stalls_is_cut() throws Exception {
        try (Socket socket = connected(impatient())) {
            write(socket.getOutputStream(), head("/busy", "Content-Length: 100000\r\n") + "some of it");
            assertThat(answer(socket)).startsWith("HTTP/1.1 503");

            assertThat(socket.getInputStream().read()).as("closed").isEqualTo(-1);
        }
    }

    @Test
    void who_sends_a_byte_now_and_then_is_cut_as_well() throws Exception {
        try (Socket socket = connected(impatient())) {
            OutputStream out = socket.getOutputStream();
            write(out, head("/busy", "Content-Length: 100000\r\n"));
            assertThat(answer(socket)).startsWith("HTTP/1.1 503");

            socket.setSoTimeout(20);
            assertThat(sentUntilBroken(out, new byte[1], socket)).isLessThan(MOST_WAITS);
        }
    }

    @Test
    void what_has_been_read_is_waited_for_no_more() throws Exception {
        Duration patience = Duration.ofMillis(31_415_926);
        AtomicInteger waits = new AtomicInteger();
        Scheduler counting = new ScheduledExecutorScheduler() {
            @Override
            public Task schedule(Runnable task, long delay, TimeUnit unit) {
                if (unit.toMillis(delay) == patience.toMillis()) {
                    waits.incrementAndGet();
                }
                return super.schedule(task, delay, unit);
            }
        };
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.addConnector((jetty, http) -> {
                ServerConnector connector =
                        new ServerConnector(jetty, null, counting, null, -1, -1, new HttpConnectionFactory(http));
                connector.setHost("127.0.0.1");
                return connector;
            });
            UnreadBodies.addTo(config, patience);
            config.jetty.modifyServletContextHandler(
                    handler -> handler.addFilter(new WholeBodies(), "/*", EnumSet.of(DispatcherType.REQUEST)));
            routes(config.routes);
        });
        server.start();
        other = server::stop;
        int port = ((ServerConnector) server.jettyServer().server().getConnectors()[0]).getLocalPort();

        try (Socket socket = connected(port)) {
            OutputStream out = socket.getOutputStream();
            write(out, head("/", JSON + "Content-Length: 5\r\n") + "[1,2]");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("read 5");
            write(out, head("/", JSON + "Transfer-Encoding: chunked\r\n") + "5\r\n[1,2]\r\n0\r\n\r\n");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("read 5");
            write(out, head("/", JSON + "Content-Length: 20000\r\n") + "x".repeat(20_000));
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("read 20000");
            assertThat(waits).hasValue(0);

            write(out, head("/busy", "Content-Length: 20000\r\n") + "x".repeat(20_000));
            assertThat(answer(socket)).startsWith("HTTP/1.1 503");
            assertThat(waits).hasValue(1);
        }
    }

    /** Waits for nothing that others would cut: only what is tried here does. */
    private int impatient() {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(LONGER_THAN_ANY_TEST.toMillis()));
            UnreadBodies.addTo(config, Duration.ofMillis(400));
            routes(config.routes);
        });
        server.start("127.0.0.1", 0);
        other = server::stop;
        return server.port();
    }

    /** In bytes. */
    private static long sentUntilBroken(OutputStream out, byte[] part, long most) {
        long sent = 0;
        try {
            while (sent < most) {
                out.write(part);
                sent += part.length;
            }
        } catch (IOException e) {
            // that is what is waited for
        }
        return sent;
    }

    /** In bytes, one after each time nothing came back. */
    private static long sentUntilBroken(OutputStream out, byte[] part, Socket socket) {
        long sent = 0;
        try {
            while (sent < MOST_WAITS) {
                out.write(part);
                sent += part.length;
                try {
                    if (socket.getInputStream().read() < 0) {
                        return sent;
                    }
                } catch (java.net.SocketTimeoutException e) {
                    // nothing came
                }
            }
        } catch (IOException e) {
            // that is what is waited for
        }
        return sent;
    }

    private static String head(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(40_000);
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** One whole, by the length it states. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(head));
        return head + new String(in.readNBytes(Integer.parseInt(length.substring(16))), StandardCharsets.UTF_8);
    }
}
