package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a connection of its own each, by a clock of its own. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SlowSendersTest {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong(7);
    private final SlowSenders slow = new SlowSenders(nanos::get);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private Socket socket;

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals("/held")) {
                    entered.countDown();
                    held.await();
                } else if (request.getHttpURI().getPath().equals("/half")) {
                    Content.Source.asInputStream(request).read();
                    entered.countDown();
                    held.await();
                }
                Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
                return false;
            }
        });
        server.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(20_000);
        await().until(() -> connector.getConnectedEndPoints().size() == 1 && end().isFillInterested());
    }

    @AfterEach
    void stop() throws Exception {
        held.countDown();
        socket.close();
        server.stop();
    }

    @Test
    void a_head_that_comes_by_the_byte_is_ended() throws Exception {
        send("GET ");
        look();
        send("/");
        looksAfter(WITHIN.minusMillis(1));
        assertThat(end().isOpen()).isTrue();
        send("x");

        looksAfter(Duration.ofMillis(1));

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void who_begins_after_long_silence_has_as_much_time_as_any_other() throws Exception {
        look();
        looksAfter(WITHIN.minusMillis(1));
        send("GET /");
        looksAfter(Duration.ofMillis(1));
        assertThat(end().isOpen()).isTrue();
        looksAfter(WITHIN.minusMillis(2));
        assertThat(end().isOpen()).isTrue();

        looksAfter(Duration.ofMillis(1));

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void a_body_that_comes_by_the_byte_is_ended() throws Exception {
        send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n");
        look();
        send("x".repeat(1_279));

        looksAfter(WITHIN);

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void a_body_that_comes_at_some_pace_is_read_to_its_end() throws Exception {
        send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2560\r\n\r\n");
        look();
        send("x".repeat(1_280));
        looksAfter(WITHIN);

        send("x".repeat(1_280));

        assertThat(answer()).startsWith("HTTP/1.1 404");
    }

    @Test
    void who_sends_nothing_between_two_requests_stays() throws Exception {
        look();
        send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        answer();
        looksAfter(WITHIN);
        looksAfter(WITHIN);

        send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer()).startsWith("HTTP/1.1 404");
    }

    @Test
    void who_waits_for_an_answer_stays() throws Exception {
        send("GET /held HTTP/1.1\r\n");
        look();
        write("Host: localhost\r\n\r\n");
        entered.await();
        looksAfter(WITHIN);

        held.countDown();

        assertThat(answer()).startsWith("HTTP/1.1 404");
    }

    @Test
    void who_is_not_asked_for_the_rest_of_a_body_stays() throws Exception {
        send("POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n");
        look();
        write("x");
        entered.await();
        looksAfter(WITHIN);
        looksAfter(WITHIN);
        assertThat(end().isOpen()).isTrue();

        held.countDown();
        write("x");

        assertThat(answer()).startsWith("HTTP/1.1 404");
    }

    private void looksAfter(Duration time) {
        nanos.addAndGet(time.toNanos());
        look();
    }

    private void look() {
        slow.end(connector.getConnectedEndPoints(), WITHIN);
    }

    private EndPoint end() {
        return connector.getConnectedEndPoints().iterator().next();
    }

    /** Until it has come and more is waited for. */
    private void send(String text) throws Exception {
        long before = end().getConnection().getBytesIn();
        write(text);
        await().until(() -> end().getConnection().getBytesIn() == before + text.length() && end().isFillInterested());
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Its status, when all of it is there. */
    private String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .findFirst()
                .orElseThrow();
        socket.getInputStream().readNBytes(Integer.parseInt(length.substring(16)));
        return head.toString();
    }
}
