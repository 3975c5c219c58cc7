package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.aid.Prover;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A story as it was, who stands for it, and its pictures. */
class StoryThenTest {

    @TempDir
    private Path folder;

    private Prover prover = story -> new Prover.Verdict(12, 1, List.of());
    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        SamplePictures pictures = new SamplePictures()
                .with("a".repeat(64), "image/png", (byte) 1, (byte) 2, (byte) 3)
                .with("ab".repeat(32), "text/html", (byte) 1, (byte) 2, (byte) 3);
        desk = new DeskUnderTest(folder, new Aids(null, story -> prover.prove(story), pictures));
        desk.log
                .accepted("s1", "en", "Dams hold", "Rain fell for ten days.", "fr")
                .asked("s1", "en", 1)
                .approved("s1", "en", 1, "harriet.penhallow")
                .signed("s1", "en", 1, "odile.faure", 1)
                .cleared("s1", "en", 1);
        String clearing = desk.log.lastEventId();
        desk.log
                .releasedBy("s1", "en", 1, 1, clearing)
                .revised("s1", "en", 2, "Dams hold firm", "Rain fell for nine days.");
        desk.settle();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void r26_a_story_is_shown_as_it_was_at_any_moment() {
        Browser browser = desk.browser().as("ingrid.solheim").look("/story/s1");
        assertThat(browser.page().select("h1").text()).isEqualTo("Dams hold firm");

        browser.look("/story/s1/en?at=" + Newslog.BEGIN.plusSeconds(90));

        assertThat(browser.page().select("h1").text()).isEqualTo("Dams hold");
        assertThat(browser.page().select(".then-bar").text()).contains("As it was on");
        assertThat(browser.page().select(".version .state").text()).contains("in review");
        assertThat(browser.page().select(".timeline li")).hasSize(2);
        assertThat(browser.page().select("a.button[href^=/review]")).isEmpty();
        assertThat(browser.page().select("[sse-connect]")).isEmpty();
        // 11:00 in Nairobi is 8:00
        assertThat(browser.look("/story/s1/en?at=2026-03-02T11:00").page().select(".timeline li"))
                .hasSize(1);
    }

    @Test
    void a_moment_before_the_story_or_none_at_all_shows_it_as_it_is() {
        Browser browser = desk.browser().as("ingrid.solheim");
        browser.look("/story/s1?at=" + Instant.EPOCH);
        assertThat(browser.location()).isEqualTo("/story/s1");
        assertThat(browser.look("/story/s1?at=%3Cscript%3E").page().select("h1").text())
                .isEqualTo("Dams hold firm");
        assertThat(browser.look("/story/s1/fr?at=" + Newslog.BEGIN).status()).isEqualTo(200);
    }

    @Test
    void each_line_of_the_timeline_leads_to_the_story_as_it_was_then() {
        Browser browser = desk.browser().as("ingrid.solheim").look("/story/s1");
        String first = browser.page().select(".timeline a.then").getLast().attr("href");

        assertThat(browser.look(first).page().select(".timeline li")).hasSize(1);
    }

    @Test
    void r17_who_wrote_approved_and_signed_a_published_text_is_told_with_its_hash() {
        Browser browser = desk.browser().as("ingrid.solheim").look("/proof/s1");

        assertThat(browser.page().select(".vouched").text())
                .contains("Naliaka Barasa")
                .contains("Harriet Penhallow")
                .contains(Newslog.hash("s1", "en", 1).substring(0, 16))
                // the sample's hashes only say what they are of
                .contains("the text has another");
    }

    @Test
    void r26_it_is_proved_from_the_log_when_somebody_asks() {
        Browser browser = desk.browser().as("ingrid.solheim").look("/proof/s1");
        Map<String, String> form = browser.form("/proof/s1");
        browser.send("/proof/s1", form);
        assertThat(browser.page().select("[role=status]").text()).contains("All of it is proved");

        prover = story -> new Prover.Verdict(
                12, 1, List.of(new Prover.Finding("hash-differs", "en", "topic-0@5", "Expected <b>another</b> hash.")));
        browser.send("/proof/s1", form);
        assertThat(browser.page().select(".note.bad").text())
                .contains("1 fault")
                .contains("hash-differs");
        assertThat(browser.page().select(".note.bad b")).isEmpty();

        prover = story -> {
            throw new StageFailure("kafka-unreachable", "Kafka did not answer.");
        };
        assertThat(browser.send("/proof/s1", form)
                        .page()
                        .select(".told.refused")
                        .text())
                .contains("Kafka did not answer.");
        assertThat(browser.look("/proof/none").status()).isEqualTo(404);
    }

    @Test
    void no_link_from_elsewhere_sets_off_a_proof_and_one_is_made_at_a_time() {
        Browser browser = desk.browser().as("ingrid.solheim").look("/proof/s1");
        Map<String, String> form = browser.form("/proof/s1");
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        prover = story -> {
            made.incrementAndGet();
            begun.complete(null);
            over.join();
            return new Prover.Verdict(12, 1, List.of());
        };

        assertThat(browser.look("/proof/s1?run=1").page().select("[role=status]"))
                .isEmpty();
        assertThat(browser.send("/proof/s1", Map.of("token", "another")).status())
                .isEqualTo(403);
        assertThat(made).hasValue(0);

        CompletableFuture<Browser> first = CompletableFuture.supplyAsync(() -> {
            Browser other = desk.browser().as("harriet.penhallow").look("/proof/s1");
            return other.send("/proof/s1", other.form("/proof/s1"));
        });
        begun.join();
        assertThat(browser.send("/proof/s1", form)
                        .page()
                        .select(".told.refused")
                        .text())
                .contains("Another proof is being made");
        over.complete(null);
        assertThat(first.join().page().select("[role=status]").text()).contains("All of it is proved");
        assertThat(made).hasValue(1);
    }

    @Test
    void a_picture_is_shown_where_its_text_stands() {
        String hash = "a".repeat(64);
        desk.log
                .event(
                        "s5",
                        "naliaka.barasa",
                        StoryAccepted.newBuilder()
                                .setRevision(1)
                                .setClientId("s5")
                                .setLanguage("en")
                                .setSegments(List.of(
                                        Newslog.segments("Dams hold", "Rain fell.")
                                                .getFirst(),
                                        Segment.newBuilder()
                                                .setId("p1")
                                                .setKind(SegmentKind.ALTERNATIVE_TEXT)
                                                .setText("A dam at dusk \"onerror=alert(1)")
                                                .setMarks(List.of())
                                                .setMedia(MediaReference.newBuilder()
                                                        .setHash(hash)
                                                        .setMediaType("image/png")
                                                        .setBytes(3)
                                                        .setWidth(960)
                                                        .setHeight(540)
                                                        .setSource(null)
                                                        .build())
                                                .build()))
                                .setContentHash(Newslog.hash("s5", "en", 1))
                                .setAuthors(List.of("naliaka.barasa"))
                                .setDesk("climate")
                                .setBureau("nairobi")
                                .setUrgency(3)
                                .setTargets(List.of("fr"))
                                .build())
                .asked("s5", "en", 1)
                .queued("s5", "fr", Duration.ofHours(1));
        desk.settle();
        Browser browser = desk.browser().as("ingrid.solheim");

        for (String page : List.of("/story/s5", "/review/s5/en", "/sign/s5/en", "/translate/s5/fr")) {
            browser.look(page);
            assertThat(browser.page().select("img.picture").attr("src"))
                    .as(page)
                    .isEqualTo("/media/" + hash);
            assertThat(browser.page().select("[onerror]")).as(page).isEmpty();
            assertThat(browser.header("Content-Security-Policy")).as(page).contains("img-src 'self'");
        }
    }

    @Test
    void pictures_come_from_the_desk_itself_and_only_what_a_browser_never_runs() {
        Browser browser = desk.browser().as("ingrid.solheim");
        assertThat(browser.look("/media/" + "a".repeat(64)).header("Content-Type"))
                .isEqualTo("image/png");
        assertThat(browser.look("/media/" + "ab".repeat(32)).status()).isEqualTo(404);
        assertThat(browser.look("/media/" + "c".repeat(64)).status()).isEqualTo(404);
        assertThat(browser.look("/media/..%2Fsecret").status()).isGreaterThanOrEqualTo(400);
        assertThat(desk.browser().look("/media/" + "a".repeat(64)).status()).isEqualTo(303);
    }
}
