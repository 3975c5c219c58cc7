package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteServerTest {

    @TempDir
    static Path folder;

    private static HttpClient client;
    private static SiteServer server;

    @BeforeAll
    static void start() throws IOException {
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            site.deliver(List.of(
                    Log.version(Log.live("s1", "en", 1, "One")),
                    Log.version(Log.live("s1", "ar", 1, "واحد")),
                    Log.version(Log.withdrawn("s2", "ar", 2)),
                    Log.version(Log.withheld("s3", "ar", 2))));
            site.remember();
        }
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolve("secret.html"), "secret");
        client = HttpClient.newHttpClient();
        server = new SiteServer(Log.settings(folder), "localhost", 0);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/en/", "/en/index.html", "/en/s1.html", "/ar/s1.html"})
    void pages_are_served_as_utf_8_and_allowed_to_do_nothing(String path) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/html;charset=utf-8"));
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'self'"));
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("server")).isEmpty();
    }

    @Test
    void the_style_sheet_is_served() throws Exception {
        assertThat(get("/style.css").headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/css; charset=utf-8"));
    }

    @Test
    void r22_what_was_withdrawn_is_gone_and_says_so_in_its_language() throws Exception {
        HttpResponse<String> page = get("/ar/s2.html");

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body())
                .contains("<html lang=\"ar\" dir=\"rtl\">")
                .contains("سُحب هذا الخبر")
                .contains("href=\"../ar/index.html\"");
    }

    @Test
    void r22_what_is_withheld_is_not_there_for_now_which_is_less_than_gone() throws Exception {
        HttpResponse<String> page = get("/ar/s3.html");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("هذا الخبر غير متاح حاليًا").contains("noindex");
    }

    @ParameterizedTest
    @CsvSource({
        "/en/feed.atom, application/atom+xml",
        "/en/feed.rss, application/rss+xml",
        "/en/feed.json, application/feed+json",
        "/en/sitemap.xml, application/xml",
        "/en/sitemap-2026-03-03.xml, application/xml",
        "/en/sitemap-news.xml, application/xml",
        "/robots.txt, text/plain"
    })
    void feeds_and_sitemaps_are_served_as_what_they_are(String path, String type) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(
                        told -> assertThat(told.replace(" ", "")).isEqualToIgnoringCase(type + ";charset=utf-8"));
    }

    @Test
    void r23_a_language_that_never_was_is_not_found_and_no_other_stands_in() throws Exception {
        HttpResponse<String> page = get("/en/s2.html");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Page not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.copyflow/site.json",
                "/.copyflow/stories/s1.json",
                "/.copyflow/stories/s1.html",
                "/secret.txt",
                "/secret.html",
                "/en/../secret.html",
                "/en/%2e%2e/secret.txt",
                "/en/..%2f..%2fetc/passwd",
                "/%2e%63opyflow/site.json",
                "//etc/passwd",
                "/en/s1.html/",
                "/en/s1.html%00.txt",
                "/en/s1",
                "/EN/s1.html",
                "/..\\secret.txt",
                "/en/feed.xml",
                "/en/sitemap-2027-01-01.xml",
                "/xx/feed.atom",
                "/.copyflow/feed.json",
                "/en/sitemap-../secret.txt",
                "/en/....//secret.txt"
            })
    void nothing_else_can_be_reached(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (400|404) .*")
                .doesNotContain("secret\r")
                .doesNotContain("\"look\"");
        assertThat(answer.lines().toList()).doesNotContain("secret");
    }

    @Test
    void a_page_that_has_not_changed_is_not_sent_again() throws Exception {
        String tag = get("/en/s1.html").headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = client.send(
                HttpRequest.newBuilder(uri("/en/s1.html"))
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("cache-control")).hasValue("no-cache");
    }

    @Test
    void head_tells_what_get_would() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(uri("/ar/s2.html")).HEAD().build();

        assertThat(client.send(head, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(410);
    }

    @Test
    void it_takes_nothing() throws Exception {
        HttpRequest put = HttpRequest.newBuilder(uri("/en/s1.html"))
                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                .build();

        assertThat(client.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isBetween(404, 405);
    }

    /** The answer comes before the body, which is then waited for. */
    @Test
    void those_who_send_less_than_they_say_keep_no_reader_waiting() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int n = 0; n < 300; n++) {
                Socket socket = new Socket("localhost", server.port());
                waiting.add(socket);
                // shorter than a body is waited for
                socket.setSoTimeout(8_000);
                socket.getOutputStream()
                        .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Socket socket : waiting) {
                assertThat(new String(socket.getInputStream().readNBytes(10), StandardCharsets.ISO_8859_1))
                        .isEqualTo("HTTP/1.1 4");
            }

            assertThat(get("/").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void a_port_in_use_is_told_in_a_sentence() {
        assertThatThrownBy(() -> new SiteServer(Log.settings(folder), "localhost", server.port()))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("Port " + server.port() + " on localhost")
                .hasMessageContaining("choose another port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    /** Past the client's own tidying of addresses. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
