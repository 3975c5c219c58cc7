package io.copyflow.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.PictureRules;
import io.copyflow.media.FetchRules;
import io.copyflow.media.FolderStore;
import io.copyflow.media.MediaFetch;
import io.copyflow.media.MediaIntake;
import io.copyflow.media.MediaLimits;
import io.copyflow.runtime.UnreadableInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of wire items are fetched from a server that is really there, and put where they stood. */
class PictureFetchingTest {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        switch (path) {
            case "/large.png" -> bytes(exchange, png(80, 60));
            case "/other.png" -> bytes(exchange, png(90, 60));
            case "/dot.png" -> bytes(exchange, png(1, 1));
            case "/page.png" -> bytes(exchange, "<html>Log in</html>".getBytes(UTF_8));
            case "/silent.png" -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            default -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        }
    }

    private static void bytes(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void r04_pictures_stand_between_the_blocks_where_the_item_had_them() throws Exception {
        SubmissionDraft draft =
                draft(formats(false), page(figure("/large.png") + "<p>Two.</p>" + figure("/other.png")));

        assertThat(draft.blocks())
                .extracting(Block::kind)
                .containsExactly(
                        SegmentKind.HEADLINE,
                        SegmentKind.PARAGRAPH,
                        SegmentKind.ALTERNATIVE_TEXT,
                        SegmentKind.CAPTION,
                        SegmentKind.CREDIT,
                        SegmentKind.PARAGRAPH,
                        SegmentKind.ALTERNATIVE_TEXT,
                        SegmentKind.CAPTION,
                        SegmentKind.CREDIT);
        assertThat(draft.blocks().get(2).media().width()).isEqualTo(80);
        assertThat(draft.blocks().get(2).media().source()).isEqualTo(at("/large.png"));
        assertThat(draft.blocks().get(6).media().width()).isEqualTo(90);
        assertThat(draft.pictures()).isEmpty();
        assertThat(draft.notes()).isEmpty();
    }

    @Test
    void r04_a_picture_that_cannot_be_had_is_noted_and_never_stops_the_text() throws Exception {
        SubmissionDraft draft = draft(
                formats(false),
                page(figure("/missing.png")
                        + figure("/dot.png")
                        + figure("/page.png")
                        + figure("http://10.0.0.1/inside.png")
                        + figure("ftp://example.org/x.png")
                        + "<img src='/large.png' alt='No credit'>"
                        + figure("/other.png")));

        assertThat(draft.blocks()).hasSize(5);
        assertThat(draft.notes())
                .hasSize(6)
                .allSatisfy(note -> assertThat(note)
                        .startsWith("Left out a picture in the body: Expected ")
                        .endsWith("."));
        assertThat(draft.notes().toString())
                .contains("answers 404")
                .contains("1 × 1")
                .contains("the bytes are none of these")
                .contains("leads to one that is not")
                .contains("by http or https")
                .contains("has no credit");
    }

    @Test
    void r04_where_the_newsroom_wants_it_such_an_item_is_refused() throws Exception {
        ReadItem item = read(formats(true), page(figure("/missing.png")));

        assertThat(item).isEqualTo(new ReadItem.Unreadable("rain", "media-fetch-failed", sentence(item)));
    }

    private static String sentence(ReadItem item) {
        return ((ReadItem.Unreadable) item).sentence();
    }

    @Test
    void when_the_best_size_cannot_be_had_the_next_is_taken() throws Exception {
        SubmissionDraft draft = draft(
                formats(false),
                page("<figure><img src='/large.png' srcset='/missing.png 900w' alt='A'><figcaption>B <cite>C</cite>"
                        + "</figcaption></figure>"));

        assertThat(asked).containsExactly("/missing.png", "/large.png");
        assertThat(draft.blocks()).hasSize(5);
    }

    @Test
    void a_server_that_says_nothing_holds_the_text_up_for_a_while_only() throws Exception {
        SubmissionFormats formats = new SubmissionFormats(pictures(), false, Duration.ofMillis(300));

        SubmissionDraft draft = draft(formats, page(figure("/silent.png")));

        assertThat(draft.blocks()).hasSize(2);
        assertThat(draft.notes()).singleElement().asString().contains("was not there by then");
    }

    @Test
    void r04_of_an_item_that_is_canceled_nothing_is_fetched() throws Exception {
        String ninjs = """
                {"uri": "urn:x", "pubStatus": "canceled", "headline": "Rain", "body_html": "<p>x</p><img src='%s'>"}""".formatted(at("/large.png"));

        formats(false)
                .whole(
                        formats(false).read(Incoming.of(ninjs.getBytes(UTF_8), "application/json")),
                        HandingRight.UNASKED);

        assertThat(asked).isEmpty();
    }

    @Test
    void r02_nothing_is_fetched_for_somebody_who_may_not_hand_in() throws Exception {
        Intake intake = new Intake(formats(false), new DecidedDesk().desk());
        byte[] page = page(figure("/large.png")).getBytes(UTF_8);
        byte[] plain = """
                {"clientId": "c", "author": "awa.ndoye", "language": "en", "headline": "Rain", "body": [
                 {"kind": "picture", "media": {"url": "%s"}, "alternative-text": "A", "credit": "I"}]}""".formatted(at("/large.png")).getBytes(UTF_8);

        Intake.HandedIn item = intake.handIn(new Incoming(page, "text/html", "rain"), "awa.ndoye", null, null)
                .getFirst();
        assertThat(((StoryDesk.Answer.Refused) item.answer().join()).code()).isEqualTo("role-missing");
        assertThatThrownBy(() -> intake.handIn(new Incoming(plain, "application/json", null), null, null, null))
                .isInstanceOfSatisfying(
                        UnreadableInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("role-missing"));
        assertThat(asked).isEmpty();

        intake.handIn(new Incoming(page, "text/html", "rain"), "naliaka.barasa", null, null);
        assertThat(asked).containsExactly("/large.png");
    }

    @Test
    void however_many_hand_in_no_more_is_fetched_at_once_than_the_process_may() throws Exception {
        PictureBlocks pictures = pictures();
        pictures.room.drainPermits();

        SubmissionDraft draft =
                draft(new SubmissionFormats(pictures, false, Duration.ofMillis(300)), page(figure("/large.png")));
        assertThat(asked).isEmpty();
        assertThat(draft.notes()).singleElement().asString().contains("was not there by then");

        pictures.room.release();
        for (int i = 0; i < 2; i++) {
            draft = draft(new SubmissionFormats(pictures, false, Duration.ofSeconds(20)), page(figure("/large.png")));
            assertThat(draft.blocks()).hasSize(5);
        }
    }

    private String page(String more) {
        return "<html lang='en'><head><base href='" + at("/") + "'></head><body><h1>Rain</h1><p>One.</p>" + more
                + "</body></html>";
    }

    private static String figure(String address) {
        return "<figure><img src='" + address + "' alt='A well'><figcaption>At the well <cite>Photo: Ines Duarte</cite>"
                + "</figcaption></figure>";
    }

    private static SubmissionDraft draft(SubmissionFormats formats, String page) throws Exception {
        return ((ReadItem.Draft) read(formats, page)).draft();
    }

    private static ReadItem read(SubmissionFormats formats, String page) throws Exception {
        return formats.whole(
                        formats.read(new Incoming(page.getBytes(UTF_8), "text/html", "rain")), HandingRight.UNASKED)
                .getFirst();
    }

    private SubmissionFormats formats(boolean refuse) throws IOException {
        return new SubmissionFormats(pictures(), refuse, Duration.ofSeconds(20));
    }

    private PictureBlocks pictures() throws IOException {
        return PictureBlocks.of(
                new MediaIntake(
                        new FolderStore(folder),
                        MediaLimits.DEFAULT,
                        new MediaFetch(
                                new FetchRules(List.of("127.0.0.1")), Duration.ofSeconds(10), Duration.ofSeconds(10))),
                new PictureRules(Set.of(SegmentKind.ALTERNATIVE_TEXT, SegmentKind.CREDIT)));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
