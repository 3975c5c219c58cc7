package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.web.Front;
import io.copyflow.desk.web.FrontSettings;
import io.copyflow.runtime.Admission;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in, and what every page has. */
class DeskTest {

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whoever_comes_is_asked_who_they_are_and_comes_where_they_wanted_to_go() {
        Browser browser = desk.browser().look("/search?q=dams");

        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.location()).isEqualTo("/who?to=%2Fsearch%3Fq%3Ddams");

        browser.look(browser.location());
        assertThat(browser.page().select("button[name=person]")).hasSize(7);
        String to = browser.page().select("input[name=to]").getLast().attr("value");
        browser.send("/who", Map.of("person", "naliaka.barasa", "token", browser.token(), "to", to));

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.page().select("h1").text()).isEqualTo("Search");
        assertThat(browser.page().select(".me").text()).contains("Naliaka Barasa");
    }

    @Test
    void a_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends() {
        desk.browser()
                .look("/who")
                .headers("Set-Cookie")
                .forEach(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict"));
    }

    @Test
    void a_form_without_the_sessions_token_is_not_accepted() {
        Browser browser = desk.browser().as("naliaka.barasa").look("/");
        String token = browser.token();

        browser.send("/leave", Map.of("token", "another"));
        assertThat(browser.status()).isEqualTo(403);
        browser.send("/leave", Map.of());
        assertThat(browser.status()).isEqualTo(403);
        browser.send("/leave", Map.of("token", token), "Origin", "http://evil.example");
        assertThat(browser.status()).isEqualTo(403);
        assertThat(browser.look("/").status()).isEqualTo(200);

        browser.send("/leave", Map.of("token", token));
        assertThat(browser.look("/").status()).isEqualTo(303);
    }

    @Test
    void nobody_is_sent_to_another_site() {
        Browser browser = desk.browser().look("/who");
        browser.send("/who", Map.of("person", "awa.ndoye", "token", browser.token(), "to", "//evil.example/"));

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.page().select("h1").text()).isEqualTo("Board");
    }

    @Test
    void pages_allow_nothing_but_what_the_desk_itself_serves() {
        Browser browser = desk.browser().as("naliaka.barasa").look("/");

        assertThat(browser.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(browser.page().select("script:not([src]), style, [style], [onclick], [onload]"))
                .isEmpty();
        for (Element asset : browser.page().select("script[src], link[href]")) {
            String address = asset.hasAttr("src") ? asset.attr("src") : asset.attr("href");
            assertThat(address).startsWith("/assets/");
            assertThat(browser.look(address).status()).isEqualTo(200);
            assertThat(browser.header("Cache-Control")).contains("immutable");
        }
    }

    @Test
    void only_this_machine_is_answered_under_its_own_names() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", desk.front.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: desk.evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void no_address_is_listened_on_that_others_reach() {
        assertThatThrownBy(() ->
                        new FrontSettings("0.0.0.0", 0, null, false, Duration.ofHours(1), Duration.ofHours(1), null))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("OpenID Connect")
                .extracting(failure -> ((StageFailure) failure).code())
                .isEqualTo("desk-not-loopback");
    }

    @Test
    void no_proxy_passes_on_a_desk_where_people_say_who_they_are() {
        assertThat(code("https://desk.example.org/", false)).isEqualTo("desk-not-loopback");
        assertThat(code("https://desk.example.org/", true)).isEqualTo("desk-not-loopback");
        assertThat(code(null, true)).isEqualTo("desk-not-loopback");
        assertThat(code("http://localhost:8440/", false)).isNull();
        assertThat(code("http://[::1]:8440/", false)).isNull();
    }

    private static @Nullable String code(@Nullable String url, boolean forwarded) {
        try {
            FrontSettings settings = new FrontSettings(
                    "127.0.0.1",
                    0,
                    url == null ? null : URI.create(url),
                    forwarded,
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    null);
            assertThat(settings.openId()).isNull();
            return null;
        } catch (StageFailure e) {
            return e.code();
        }
    }

    @Test
    void a_taken_port_is_told_with_what_to_do() {
        assertThatThrownBy(() -> new Front(desk.house, FrontSettings.here(desk.front.port()), List.of(), List.of()))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("--set desk.port=");
    }

    @Test
    void more_than_can_be_shown_at_once_is_refused_on_a_page_and_as_a_problem() throws Exception {
        CountDownLatch inside = new CountDownLatch(Admission.MOST_LOOKING);
        CountDownLatch open = new CountDownLatch(1);
        try (Front front = new Front(
                        desk.house,
                        FrontSettings.here(0),
                        List.of(),
                        List.of(routes -> routes.get("/api/slow", http -> {
                            inside.countDown();
                            open.await();
                        })));
                HttpClient http = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, Admission.MOST_LOOKING)
                    .mapToObj(n -> http.sendAsync(at(front, "/api/slow"), HttpResponse.BodyHandlers.ofString()))
                    .toList();
            inside.await();

            HttpResponse<String> page = http.send(at(front, "/"), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> problem = http.send(at(front, "/api/slow"), HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("Too many at once");
            assertThat(problem.statusCode()).isEqualTo(503);
            assertThat(problem.headers().firstValue("Retry-After")).isPresent();
            assertThat(problem.body()).contains("\"gateway-busy\"");
            open.countDown();
            assertThat(waiting).allMatch(each -> each.join().statusCode() == 200);
        }
    }

    private static HttpRequest at(Front front, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
                .build();
    }

    @Test
    void the_desk_speaks_the_language_of_the_browser_or_the_one_that_was_chosen() {
        Browser browser = desk.browser().as("naliaka.barasa");

        assertThat(browser.look("/", "Accept-Language", "ar-EG,en;q=0.5")
                        .page()
                        .select("html")
                        .attr("dir"))
                .isEqualTo("rtl");
        assertThat(browser.look("/", "Accept-Language", "zh-CN")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("zh-Hans");
        assertThat(browser.look("/", "Accept-Language", "zh-TW")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("en");

        browser.look("/");
        browser.send("/language", Map.of("language", "kk-Cyrl", "to", "/search", "token", browser.token()));

        assertThat(browser.page().select("html").attr("lang")).isEqualTo("kk-Cyrl");
        assertThat(browser.look("/", "Accept-Language", "ar")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("kk-Cyrl");
    }

    @Test
    void the_board_shows_each_story_with_its_languages_and_makes_the_late_stand_out() {
        desk.log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr", "ar").queued("s1", "fr", Duration.ofMinutes(10));
        desk.settle();

        Browser browser = desk.browser().as("ingrid.solheim").look("/");

        assertThat(browser.page().select(".row .headline").text()).isEqualTo("Dams hold");
        assertThat(browser.page().select(".row .meta").text())
                .contains("Climate")
                .contains("Naliaka Barasa");
        assertThat(browser.page().select(".mark")).hasSize(3);
        assertThat(browser.page().select(".mark.late").text()).contains("fr").contains("French: in the queue");
        assertThat(browser.page().select(".row.is-late")).hasSize(1);
        assertThat(browser.look("/?language=kk-Cyrl").page().select(".row")).isEmpty();
        assertThat(browser.look("/board/list").page().select(".row")).hasSize(1);
    }

    @Test
    void a_storys_page_shows_text_states_and_what_happened_and_never_runs_what_was_written() {
        desk.log
                .accepted("s1", "en", "<script>alert(1)</script>", "Rain <img src=x onerror=alert(1)> fell.", "fr")
                .submitted("s1", "fr", "awa.ndoye", "Les barrages tiennent", "Il a plu.")
                .asked("s1", "en", 1);
        desk.settle();
        Browser browser = desk.browser().as("harriet.penhallow").look("/story/s1");

        assertThat(browser.page().select(".article .k-headline").text()).isEqualTo("<script>alert(1)</script>");
        assertThat(browser.page().select("script:not([src]), img")).isEmpty();
        assertThat(browser.page().select(".version")).hasSize(2);
        assertThat(browser.page().select(".timeline li")).hasSize(3);

        browser.look("/story/s1/fr");
        assertThat(browser.page().select(".article").attr("lang")).isEqualTo("fr");
        assertThat(browser.page().select(".article").text()).contains("Il a plu.");
        assertThat(browser.look("/story/none").status()).isEqualTo(404);
        assertThat(browser.look("/story/s1/de").status()).isEqualTo(404);
    }

    @Test
    void the_search_shows_where_words_stand() {
        desk.log.accepted("s1", "en", "Dams hold", "The reservoirs were full.");
        desk.settle();

        Browser browser = desk.browser().as("harriet.penhallow").look("/search?q=reservoir");

        assertThat(browser.page().select(".hit mark").text()).isEqualTo("reservoirs");
        assertThat(browser.look("/search?q=nothing").page().select(".hit")).isEmpty();
    }
}
