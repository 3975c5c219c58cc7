package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationEnd;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code copyflow obligations} and {@code copyflow live} list. */
class GateReportsTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);
    private static final Screen SCREEN = Screen.plain(160, ZoneOffset.UTC);

    private final ObligationReport owed = new ObligationReport(null);
    private final LiveReport live = new LiveReport();

    @Test
    void r21_lists_what_is_owed_with_what_is_due_first_and_not_what_was_met_or_waived() {
        event("fr", new ObligationOpened(obligation("fr/web:r3", "web", 3, ONE.plusSeconds(60))));
        event("fr", new ObligationOpened(obligation("fr:r2", null, 2, ONE)));
        event("ar", new ObligationOpened(obligation("ar:r2", null, 2, ONE)));
        event("ar", new ObligationOpened(obligation("ar/web:r2", "web", 2, ONE)));
        event("ar", new ObligationMet(obligation("ar:r2", null, 2, ONE), 2L));
        event("ar", new ObligationClosed(obligation("ar/web:r2", "web", 2, ONE), ObligationEnd.WAIVED, "closed"));
        assertThat(owed.json(ONE))
                .extracting(each -> each.get("obligation").asText() + " " + each.get("overdue"))
                .containsExactly("s1/fr:r2 true", "s1/fr/web:r3 false");
        assertThat(owed.lines(ONE, RecordedStory.names(), ZoneOffset.UTC, SCREEN))
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("overdue 13:00")
                .contains("the edition")
                .endsWith("s1/fr:r2");
    }

    @Test
    void r21_says_when_nothing_is_owed() {
        assertThat(owed.lines(ONE, RecordedStory.names(), ZoneOffset.UTC, SCREEN))
                .containsExactly("No correction is owed to anybody.");
    }

    @Test
    void r22_lists_where_a_story_is_live_and_who_still_shows_what_was_killed() {
        published("fr", 1, PublicationStatus.LIVE, false, false);
        receipt("web", "fr", 1, DeliveryOutcome.DELIVERED);
        receipt("wire", "fr", 1, DeliveryOutcome.DELIVERED);
        assertThat(states()).containsExactly("null live", "web live", "wire live");
        assertThat(live.isShownAgainstOrders()).isFalse();

        published("fr", 2, PublicationStatus.WITHDRAWN, true, false);
        receipt("web", "fr", 2, DeliveryOutcome.WITHDRAWN);
        receipt("wire", "fr", 2, DeliveryOutcome.FAILED);
        assertThat(states()).containsExactly("wire killed, still shown");
        assertThat(live.isShownAgainstOrders()).isTrue();
        receipt("wire", "fr", 2, DeliveryOutcome.WITHDRAWN);
        assertThat(live.lines(RecordedStory.names(), ZoneOffset.UTC, SCREEN))
                .containsExactly("Nothing of it is live anywhere, as far as anybody told.");
    }

    @Test
    void r22_tells_an_older_text_a_withheld_one_and_what_nobody_knows() {
        published("fr", 2, PublicationStatus.LIVE, false, false);
        receipt("web", "fr", 1, DeliveryOutcome.DELIVERED);
        receipt("post", "fr", 2, DeliveryOutcome.UNCONFIRMED);
        published("ar", 2, PublicationStatus.WITHDRAWN, false, true);
        receipt("web", "ar", 1, DeliveryOutcome.DELIVERED);
        assertThat(states())
                .containsExactly(
                        "null live", "web withheld, still shown", "post nobody knows: look", "web an older text");
    }

    private List<String> states() {
        return live.json().stream()
                .map(each ->
                        each.get("channel").asText() + " " + each.get("state").asText())
                .toList();
    }

    private static Obligation obligation(String id, @Nullable String channel, int revision, Instant dueAt) {
        return new Obligation("s1/" + id, channel, revision, NOON, dueAt);
    }

    private void event(String language, SpecificRecord body) {
        owed.add(record(
                Topics.PUBLICATION_EVENTS,
                new PublicationEventEnvelope(
                        "publish-stage:s1:1", "s1", language, "publish-stage", NOON, "c1", body, null)));
    }

    private void published(String language, long sequence, PublicationStatus status, boolean killed, boolean withheld) {
        live.add(record(
                Topics.PUBLISHED,
                PublishedVersion.newBuilder()
                        .setStoryId("s1")
                        .setLanguage(language)
                        .setStatus(status)
                        .setReleaseSequence(sequence)
                        .setSourceLanguage("en")
                        .setSourceRevision(1)
                        .setContentHash("")
                        .setUrgency(5)
                        .setFirstPublishedAt(NOON)
                        .setPublishedAt(NOON)
                        .setHeadline("")
                        .setBody(List.of())
                        .setCredits(List.of())
                        .setKilled(killed)
                        .setWithheld(withheld)
                        .build()));
    }

    private void receipt(String channel, String language, long sequence, DeliveryOutcome outcome) {
        live.add(record(
                Topics.DELIVERY_EVENTS,
                new DeliveryEvent("r", channel, "s1", language, sequence, outcome, null, null, NOON, null)));
    }

    private static LogRecord record(Topic<?> topic, SpecificRecord value) {
        return new LogRecord(topic, 0, 0, NOON, "s1", new RecordHeaders(), new LogRecord.Value(value));
    }
}
