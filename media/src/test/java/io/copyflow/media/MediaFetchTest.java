package io.copyflow.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.copyflow.contract.MediaReference;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever hands in a story names addresses; this server must not be made to ask its own neighbours. */
class MediaFetchTest {

    private static final byte[] PNG = TestPictures.picture("png", 12, 8);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        try (OutputStream out = exchange.getResponseBody()) {
            if (path.startsWith("/hop")) {
                int left = Integer.parseInt(path.substring(4));
                exchange.getResponseHeaders().add("Location", left == 0 ? "/picture" : "/hop" + (left - 1));
                exchange.sendResponseHeaders(302, 0);
                drip(out, 1000);
            } else if (path.equals("/inwards")) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.2:" + port() + "/picture");
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/endless")) {
                exchange.sendResponseHeaders(200, 0);
                out.write(PNG);
                drip(out, Integer.MAX_VALUE);
            } else if (path.equals("/picture")) {
                exchange.getResponseHeaders().add("Content-Type", "image/png; name=x");
                exchange.getResponseHeaders().add("Set-Cookie", "a=b");
                exchange.sendResponseHeaders(200, PNG.length);
                out.write(PNG);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void drip(OutputStream out, int blocks) throws IOException {
        for (int i = 0; i < blocks; i++) {
            out.write(new byte[1024]);
        }
    }

    @Test
    void a_picture_is_fetched_from_a_host_that_is_named_and_says_where_it_came_from() {
        MediaReference media = intake("127.0.0.1").fetch(at("/picture"));

        assertThat(media.bytes()).isEqualTo(PNG.length);
        assertThat(media.source()).isEqualTo(at("/picture"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"})
    void this_machine_is_not_asked_however_it_is_written(String host) {
        refused(
                intake("pictures.example.org"),
                "http://" + host + ":" + port() + "/picture",
                "media-address-forbidden",
                "media-fetch-failed",
                "media-address-invalid");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_redirect_is_checked_like_the_first_address() {
        refused(intake("127.0.0.1"), at("/inwards"), "media-address-forbidden");
        assertThat(asked).hasValue(1);
    }

    @Test
    void three_redirects_are_followed_and_no_more() {
        assertThat(intake("127.0.0.1").fetch(at("/hop2")).bytes()).isEqualTo(PNG.length);
        refused(intake("127.0.0.1"), at("/hop3"), "media-fetch-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/a.png",
                "//example.org/a.png",
                "http://u:p@example.org/a",
                "a b",
                "http:///a"
            })
    void only_the_web_is_asked(String address) {
        refused(intake("127.0.0.1"), address, "media-address-invalid");
    }

    @Test
    void what_never_ends_is_left_at_the_limit() {
        refused(intake("127.0.0.1"), at("/endless"), "media-too-large");
    }

    @Test
    void what_is_not_there_is_told() {
        refused(intake("127.0.0.1"), at("/nothing"), "media-fetch-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001::1",
                "2001:db8::1",
                "100::1"
            })
    void closed_networks_are_closed(String address) throws IOException {
        assertThat(FetchRules.isOpen(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "223.255.255.1",
                "2606:4700::1",
                "2a00:1450::1",
                "64:ff9b::808:808"
            })
    void the_open_network_is_open(String address) throws IOException {
        assertThat(FetchRules.isOpen(InetAddress.getByName(address))).isTrue();
    }

    private static void refused(MediaIntake intake, String address, String... codes) {
        UnreadableInputException refusal =
                catchThrowableOfType(UnreadableInputException.class, () -> intake.fetch(address));
        assertThat(refusal.code()).isIn((Object[]) codes);
        assertThat(refusal.sentence())
                .startsWith("Expected ")
                .contains(", but ")
                .endsWith(".");
    }

    private MediaIntake intake(String allowed) {
        try {
            return new MediaIntake(
                    new FolderStore(folder),
                    new MediaLimits(1 << 20, 1 << 20, 1000, true),
                    new MediaFetch(new FetchRules(List.of(allowed)), Duration.ofSeconds(5), Duration.ofSeconds(20)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port() + path;
    }
}
