package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ConnectionsTest {

    private final CountDownLatch held = new CountDownLatch(1);
    private final Server server = new Server();
    private final AtomicInteger failing = new AtomicInteger();
    private final ServerConnector connector = new ServerConnector(server) {
        @Override
        public Collection<EndPoint> getConnectedEndPoints() {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("a fault");
            }
            return super.getConnectedEndPoints();
        }
    };

    @AfterEach
    void stop() throws Exception {
        held.countDown();
        server.stop();
    }

    @Test
    void one_too_many_waits_until_another_goes() throws Exception {
        start(2);
        try (Socket first = connected();
                Socket second = connected();
                Socket third = connected()) {
            ask(first, "/held");
            ask(second, "/held");
            third.setSoTimeout(300);
            assertThatThrownBy(() -> answer(third)).isInstanceOf(SocketTimeoutException.class);

            held.countDown();

            assertThat(read(first)).startsWith("HTTP/1.1 404");
            first.close();
            third.setSoTimeout(30_000);
            assertThat(read(third)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void those_that_ask_nothing_make_room_for_one_that_asks_and_who_waits_for_an_answer_stays() throws Exception {
        start(8);
        List<Socket> idle = new ArrayList<>();
        try (Socket waiting = connected()) {
            ask(waiting, "/held");
            for (int n = 0; n < 12; n++) {
                idle.add(connected());
            }

            try (Socket health = connected()) {
                health.setSoTimeout(20_000);
                assertThat(answer(health)).startsWith("HTTP/1.1 404");
            }

            idle.getFirst().setSoTimeout(20_000);
            assertThat(idle.getFirst().getInputStream().read()).as("closed").isEqualTo(-1);
            held.countDown();
            assertThat(read(waiting)).startsWith("HTTP/1.1 404");
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    @Test
    void those_that_send_a_byte_now_and_then_make_room_for_one_that_asks() throws Exception {
        start(200);
        List<Socket> slow = new ArrayList<>();
        AtomicBoolean isOver = new AtomicBoolean();
        try (Socket waiting = connected()) {
            ask(waiting, "/held");
            for (int n = 0; n < 300; n++) {
                Socket one = connected();
                slow.add(one);
                // of a head the half of them, of a body the rest
                write(
                        one,
                        n % 2 == 0
                                ? "GET /"
                                : "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n");
            }
            Thread dribbling = Thread.ofVirtual().start(() -> {
                while (!isOver.get()) {
                    slow.forEach(ConnectionsTest::dribble);
                    LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
                }
            });
            try (Socket health = connected()) {
                health.setSoTimeout(30_000);
                assertThat(answer(health)).startsWith("HTTP/1.1 404");
            } finally {
                isOver.set(true);
                dribbling.join();
            }
            held.countDown();
            assertThat(read(waiting)).startsWith("HTTP/1.1 404");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    @Test
    void a_look_that_fails_is_not_the_last() throws Exception {
        failing.set(2);
        start(2);
        try (Socket one = connected();
                Socket other = connected()) {
            one.setSoTimeout(20_000);
            other.setSoTimeout(20_000);

            // there are many, and both are idle
            assertThat(one.getInputStream().read()).as("closed").isEqualTo(-1);
            assertThat(other.getInputStream().read()).as("closed").isEqualTo(-1);
            assertThat(failing).hasValue(0);
        }
    }

    private void start(int most) throws Exception {
        Connections.bound(server, most);
        connector.setHost("127.0.0.1");
        // longer than any test
        connector.setIdleTimeout(Duration.ofMinutes(10).toMillis());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                switch (request.getHttpURI().getPath()) {
                    case "/held" -> held.await();
                    case "/read" -> Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
                    default -> {}
                }
                return false;
            }
        });
        server.start();
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    }

    private static void ask(Socket socket, String path) throws IOException {
        write(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void dribble(Socket socket) {
        try {
            write(socket, "x");
        } catch (IOException e) {
            // it was cut, as it should be
        }
    }

    private static String answer(Socket socket) throws IOException {
        ask(socket, "/");
        return read(socket);
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
    }
}
