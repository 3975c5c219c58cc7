package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page that lacks some of its text, and a list that names what is withdrawn, are found. */
class WebsiteTest {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private final Recorded log = new Recorded();
    private final Map<String, String> files = new HashMap<>();

    private Website website() {
        return new Website(log.ledger(), Set.of("fr", "sw"), files);
    }

    private void live(String... paragraphs) {
        log.published(PublishedVersion.newBuilder()
                .setStoryId("s1")
                .setLanguage("fr")
                .setStatus(PublicationStatus.LIVE)
                .setReleaseSequence(1)
                .setSourceLanguage("en")
                .setSourceRevision(1)
                .setContentHash("hash")
                .setUrgency(5)
                .setFirstPublishedAt(AT)
                .setPublishedAt(AT)
                .setHeadline("Un < deux")
                .setBody(List.of(paragraphs).stream()
                        .map(text -> new Segment("b" + text.length(), SegmentKind.PARAGRAPH, text, List.of(), null))
                        .toList())
                .setCredits(List.of())
                .build());
    }

    @Test
    void r27_aPageHasTheWholeText() {
        live("Trois quatre", "Cinq");
        files.put("fr/s1.html", "<h1>Un &lt; deux</h1>\n<p>Trois <b>qu</b>atre</p><script>Cinq</script><p>Cinq</p>");
        assertThat(website().pagesAreWhole()).returns(1L, Invariant::looked).returns(true, Invariant::holds);

        files.put("fr/s1.html", "<h1>Un &lt; deux</h1>\n<p>Trois <b>qu</b>atre</p><script>Cinq</script>");
        assertThat(website().pagesAreWhole().breaches()).containsExactly("s1/fr has a page of 1 without b4");

        files.put("fr/s1.html", "<title>Un &lt; deux</title><h1>Un &lt; deux</h1><p>Cinq</p><p>Trois quatre</p>");
        assertThat(website().pagesAreWhole().breaches())
                .as("in another order")
                .containsExactly("s1/fr has a page of 1 without b4");

        files.put("fr/s1.html", "<head><title>Un &lt; deux</title></head><p>Trois quatre</p><p>Cinq</p>");
        assertThat(website().pagesAreWhole().breaches()).containsExactly("s1/fr has a page of 1 without headline");

        files.clear();
        assertThat(website().pagesAreWhole().breaches()).containsExactly("s1/fr has no page");
    }

    @Test
    void r22_whatIsWithdrawnIsNamedNowhere() {
        log.published("s1", "fr", 2, PublicationStatus.WITHDRAWN, false)
                .published("s1", "sw", 1, PublicationStatus.LIVE, false);
        files.put("sw/s1.html", "<h1>Headline 1</h1><a href=\"../sw/s1.html\">");
        files.put("sw/index.html", "<a href=\"s1.html\">");
        files.put("fr/index.html", "<a href=\"s11.html\">");
        assertThat(website().withdrawnIsUnnamed())
                .returns(1L, Invariant::looked)
                .returns(true, Invariant::holds);

        files.put("index.html", "<a href=\"fr/s1.html\">");
        files.put("fr/index.html", "<a href=\"s1.html\">");
        files.put("sw/s1.html", "<a href=\"../fr/s1.html\">");
        files.put("fr/s1.html", "");

        assertThat(website().withdrawnIsUnnamed().breaches())
                .containsExactly(
                        "s1/fr is withdrawn, and fr/index.html names it",
                        "s1/fr is withdrawn, and fr/s1.html names it",
                        "s1/fr is withdrawn, and index.html names it",
                        "s1/fr is withdrawn, and sw/s1.html names it");
    }

    @Test
    void r22_whatWasKilledIsNamedNotEvenWithoutItsLanguage() {
        log.published("s1", "fr", 2, PublicationStatus.WITHDRAWN, true).killed("s1");
        files.put("sw/feed.json", "{\"id\": \"s1\"}");

        assertThat(website().withdrawnIsUnnamed().breaches())
                .containsExactly("s1/fr is withdrawn, and sw/feed.json names it");
    }

    @Test
    void whereThereIsNoWebsiteNothingIsShown() {
        log.published("s1", "fr", 2, PublicationStatus.WITHDRAWN, true).killed("s1");

        assertThat(website().withdrawnIsUnnamed().verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);
    }
}
