package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.copyflow.contract.SegmentKind;
import io.copyflow.contract.StoryId;
import io.copyflow.ingest.domain.PictureRules;
import io.copyflow.media.FetchRules;
import io.copyflow.media.FolderStore;
import io.copyflow.media.MediaFetch;
import io.copyflow.media.MediaIntake;
import io.copyflow.media.MediaLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poller against a server that is really there. */
class FeedPollerTest {

    private static final String ONE = entry("1", "The quarry closes.");
    private static final String STORY = StoryId.of("wire", "https://member.example.org/#1");

    private final DecidedDesk decided = new DecidedDesk();
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private Instant now = Instant.parse("2026-03-03T09:00:00Z");

    @TempDir
    Path folder;

    private HttpServer server;
    private FeedClient client;
    private int status = 200;
    private String body = feed(ONE);
    private @Nullable String retryAfter;
    private boolean stalls;
    private volatile boolean missing = true;
    private final List<String> fetched = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", this::answer);
        server.createContext("/pictures/", this::giveAPicture);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        client = new FeedClient(Duration.ofSeconds(2), () -> now);
    }

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void r04_an_entry_is_taken_once_and_asked_for_conditionally() throws Exception {
        FeedPoller poller = poller();
        assertThat(poller.look()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        assertThat(decided.stories.get(STORY).revision()).isEqualTo(1);
        assertThat(decided.stories.get(STORY).desk()).isEqualTo("climate");
        status = 304;
        poller.look();
        assertThat(asked).containsExactly("null null", "\"v1\" Tue, 03 Mar 2026 09:00:00 GMT");
        status = 200;
        poller.look();
        assertThat(decided.asked).as("the same text is not handed in again").hasValue(1);
    }

    @Test
    void r04_a_changed_entry_is_a_revision_though_its_date_stays() throws Exception {
        FeedPoller poller = poller();
        poller.look();
        body = feed(entry("1", "The quarry stays open.") + entry("2", "Another."));
        poller.look();
        assertThat(decided.stories.get(STORY).revision()).isEqualTo(2);
        assertThat(decided.stories).hasSize(2);
    }

    @Test
    void r27_what_was_seen_is_known_after_a_restart() throws Exception {
        poller().look();
        assertThat(poller().look()).isNotNull();
        assertThat(decided.asked).hasValue(1);
        assertThat(asked).endsWith("\"v1\" Tue, 03 Mar 2026 09:00:00 GMT");
    }

    @Test
    void r27_an_entry_without_an_answer_is_handed_in_again_under_the_same_version() throws Exception {
        decided.silent.add(STORY);
        poller().look();
        assertThat(decided.stories).isEmpty();
        decided.silent.clear();
        now = now.plusSeconds(600);
        poller().look();
        assertThat(asked).as("the body is asked for again").endsWith("null null");
        assertThat(decided.stories.get(STORY).sourceItem().version()).isEqualTo("2026-03-03T09:00:00Z");
    }

    @Test
    void a_server_that_fails_is_left_alone_longer_and_longer() throws Exception {
        FeedPoller poller = poller();
        status = 500;
        Duration first = poller.look();
        Duration second = poller.look();
        Duration third = poller.look();
        assertThat(first).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        assertThat(second).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
        assertThat(third).isBetween(Duration.ofMinutes(16), Duration.ofMinutes(24));
        for (int n = 0; n < 50; n++) {
            assertThat(poller.look()).isLessThan(Duration.ofHours(8));
        }
        status = 503;
        retryAfter = "72000";
        assertThat(poller.look()).isEqualTo(Duration.ofHours(20));
        status = 200;
        assertThat(poller.look()).isLessThan(Duration.ofMinutes(7));
    }

    @Test
    void a_feed_that_is_gone_is_asked_for_no_more() throws Exception {
        status = 410;
        assertThat(poller().look()).isNull();
        assertThat(poller().look()).as("after a restart").isNull();
        assertThat(asked).hasSize(1);
    }

    @Test
    void r02_what_is_too_large_too_slow_or_no_feed_is_a_failure_and_nothing_more() throws Exception {
        FeedPoller poller = poller();
        body = " ".repeat(StoriesApi.MOST_BYTES + 10);
        assertThat(poller.look()).isNotNull();
        body = "<html><body>Not a feed</body></html>";
        assertThat(poller.look()).isNotNull();
        stalls = true;
        assertThat(poller.look()).isNotNull();
        assertThat(decided.asked).hasValue(0);
    }

    @Test
    void r04_the_picture_of_an_entry_is_fetched_once_and_again_when_the_feed_names_another() throws Exception {
        FeedPoller poller = poller(pictures(false));
        body = feed(entry("1", picture("one.png?signed=1")));
        poller.look();
        body = feed(entry("1", picture("one.png?signed=2")));
        poller.look();
        assertThat(fetched).containsExactly("/pictures/one.png");
        assertThat(decided.stories.get(STORY).segments()).hasSize(4);
        assertThat(decided.asked)
                .as("another signature of an address is no change")
                .hasValue(1);
        body = feed(entry("1", picture("two.png")));
        poller.look();
        assertThat(decided.stories.get(STORY).revision()).isEqualTo(2);
    }

    @Test
    void r04_where_items_are_refused_without_their_pictures_a_feed_asks_again() throws Exception {
        FeedPoller poller = poller(pictures(true));
        body = feed(entry("1", picture("missing.png")));
        poller.look();
        assertThat(decided.asked).hasValue(0);
        missing = false;
        poller.look();
        assertThat(decided.stories.get(STORY).segments()).hasSize(4);
    }

    private String picture(String name) {
        return "&lt;p&gt;Text.&lt;/p&gt;&lt;figure&gt;&lt;img src='http://127.0.0.1:"
                + server.getAddress().getPort() + "/pictures/" + name
                + "' alt='A quarry'&gt;&lt;figcaption&gt;&lt;cite&gt;Lin&lt;/cite&gt;&lt;/figcaption&gt;&lt;/figure&gt;";
    }

    private void giveAPicture(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        fetched.add(path);
        if (path.contains("missing") && missing) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, 0);
            ImageIO.write(
                    new BufferedImage(path.contains("two") ? 70 : 60, 50, BufferedImage.TYPE_INT_RGB),
                    "png",
                    exchange.getResponseBody());
        }
        exchange.close();
    }

    private SubmissionFormats pictures(boolean refuse) throws IOException {
        MediaIntake intake = new MediaIntake(
                new FolderStore(folder.resolve("media")),
                MediaLimits.DEFAULT,
                new MediaFetch(new FetchRules(List.of("127.0.0.1")), Duration.ofSeconds(10), Duration.ofSeconds(10)));
        return new SubmissionFormats(
                PictureBlocks.of(intake, new PictureRules(Set.of(SegmentKind.CREDIT))), refuse, Duration.ofSeconds(10));
    }

    private FeedPoller poller() throws IOException {
        return poller(new SubmissionFormats());
    }

    private FeedPoller poller(SubmissionFormats formats) throws IOException {
        FeedSource source = new FeedSource(
                "member",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feed"),
                "en",
                "climate",
                Duration.ofMinutes(5),
                "wire.intake");
        return new FeedPoller(
                source, folder, client, formats, decided.desk(), Duration.ofMillis(500), () -> now, new Random(7));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("If-None-Match") + " "
                + exchange.getRequestHeaders().getFirst("If-Modified-Since"));
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("ETag", "\"v1\"");
        exchange.getResponseHeaders().set("Last-Modified", "Tue, 03 Mar 2026 09:00:00 GMT");
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (stalls) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 1);
            exchange.getResponseBody().flush();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (status == 200) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } else {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    private static String feed(String entries) {
        return "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>T</title>"
                + "<link>https://member.example.org/</link><description>d</description>" + entries + "</channel></rss>";
    }

    private static String entry(String guid, String text) {
        return "<item><title>Quarry " + guid + "</title><guid isPermaLink='false'>" + guid + "</guid>"
                + "<pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate><description>" + text + "</description></item>";
    }
}
