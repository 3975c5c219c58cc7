package io.copyflow.launcher.chaos;

import static io.copyflow.schemas.delivery.DeliveryOutcome.CORRECTED;
import static io.copyflow.schemas.delivery.DeliveryOutcome.DELIVERED;
import static io.copyflow.schemas.delivery.DeliveryOutcome.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.chaos.Receiver.Message;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each invariant at the channels holds of channels as they should be, and breaks on the one thing it is for. */
class DeliveriesTest {

    private static final Deliveries.Takers TAKERS =
            new Deliveries.Takers("website", Map.of("website", Set.of("fr", "sw"), "webhook-fr", Set.of("fr")));

    private final Recorded log = new Recorded();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, String> pages = new HashMap<>();

    private Deliveries deliveries() {
        return new Deliveries(
                TAKERS, log.ledger(), messages, (storyId, language) -> pages.get(language + "/" + storyId));
    }

    private void released(long sequence) {
        log.published("s1", "fr", sequence, PublicationStatus.LIVE, false);
    }

    private void told(String type, long sequence, boolean killed) {
        String headline = type.equals("story.withdrawn") ? "" : "Headline " + sequence;
        messages.add(new Message("m" + messages.size(), "webhook-fr", type, "s1", "fr", sequence, killed, headline));
    }

    /** As it should be. */
    private void delivered(long sequence) {
        log.receipt("website", "s1", sequence, DELIVERED, false);
        pages.put("fr/s1", "<h1>Headline " + sequence + "</h1>");
        told(sequence == 1 ? "story.published" : "story.changed", sequence, false);
        log.receipt("webhook-fr", "s1", sequence, DELIVERED, false);
    }

    private void takenDown(long sequence) {
        log.killed("s1").published("s1", "fr", sequence, PublicationStatus.WITHDRAWN, true);
        pages.remove("fr/s1");
        told("story.withdrawn", sequence, true);
        log.receipt("website", "s1", sequence - 1, WITHDRAWN, true);
        log.receipt("website", "s1", sequence, WITHDRAWN, false);
        log.receipt("webhook-fr", "s1", sequence - 1, WITHDRAWN, true);
    }

    private void assertAllHold() {
        Deliveries now = deliveries();
        assertThat(List.of(now.inOrder(), now.killsStay(), now.asReleased())).allMatch(Invariant::holds);
    }

    @Test
    void r19_noSequenceGoesBackInAChannelsReceipts() {
        released(1);
        delivered(1);
        released(2);
        delivered(2);
        log.receipt("website", "s1", 1, DELIVERED, false); // the same receipt once more, as after a crash
        assertAllHold();

        log.receipt("website", "s1", 1, WITHDRAWN, true);

        assertThat(deliveries().inOrder().breaches())
                .containsExactly("website s1/fr has the receipt website/s1/fr/1/killed after one of 2");
    }

    @Test
    void r19_noSequenceGoesBackAtWhomAChannelCalls() {
        released(1);
        released(2);
        delivered(2);
        assertAllHold();

        told("story.changed", 1, false);

        assertThat(deliveries().inOrder().breaches())
                .containsExactly("webhook-fr s1/fr was sent story.changed of 1 after 2");
    }

    @Test
    void r19_theSameReleaseUnderAnotherIdIsASecondDelivery() {
        released(1);
        delivered(1);
        assertAllHold();

        told("story.changed", 1, false);
        log.receipt("website", "s1", 1, CORRECTED, true);

        assertThat(deliveries().inOrder().breaches())
                .containsExactly(
                        "website s1/fr has another receipt that 1 is live: website/s1/fr/1/killed",
                        "webhook-fr s1/fr was sent story.changed of 1 again, under another id: m1");
    }

    @Test
    void r19_whatIsTakenAwayToBeShownAnewAndWhatAKillTakesDownHaveTheSequenceOfWhatStands() {
        released(1);
        released(2);
        delivered(1);
        messages.add(new Message("w/2/removed", "webhook-fr", "story.withdrawn", "s1", "fr", 2, false, ""));
        delivered(2);
        told("story.withdrawn", 2, true);

        assertThat(deliveries().inOrder().breaches()).isEmpty();

        told("story.withdrawn", 3, false);
        told("story.withdrawn", 3, false);
        assertThat(deliveries().inOrder().breaches())
                .containsExactly("webhook-fr s1/fr was sent story.withdrawn of 3 again, under another id: m5");
    }

    @Test
    void r24_whomAChannelCallsIsToldTheHeadlineThatWasPublished() {
        released(1);
        delivered(1);
        assertThat(deliveries().toldAsPublished())
                .returns(1L, Invariant::looked)
                .returns(true, Invariant::holds);

        messages.add(new Message("m9", "webhook-fr", "story.changed", "s1", "fr", 1, false, "Headlin"));
        messages.add(new Message("m10", "webhook-fr", "story.withdrawn", "s1", "fr", 2, false, "Headline 1"));

        assertThat(deliveries().toldAsPublished().breaches())
                .containsExactly(
                        "webhook-fr s1/fr was sent story.changed of 1 with another headline",
                        "webhook-fr s1/fr was sent story.withdrawn of 2 with a headline");
    }

    @Test
    void r24_aPageWithoutTheEndOfItsTextIsNotThatRelease() {
        log.published(PublishedVersion.newBuilder()
                .setStoryId("s1")
                .setLanguage("sw")
                .setStatus(PublicationStatus.LIVE)
                .setReleaseSequence(1)
                .setSourceLanguage("en")
                .setSourceRevision(1)
                .setContentHash("hash")
                .setUrgency(5)
                .setFirstPublishedAt(Instant.EPOCH)
                .setPublishedAt(Instant.EPOCH)
                .setHeadline("Kichwa")
                .setBody(List.of(
                        new Segment("b1", SegmentKind.PARAGRAPH, "Moja.", List.of(), null),
                        new Segment("b2", SegmentKind.PARAGRAPH, "Mbili.", List.of(), null)))
                .setCredits(List.of())
                .build());
        pages.put("sw/s1", "<h1>Kichwa</h1><p>Moja.</p><p>Mbili.</p>");
        assertThat(deliveries().asReleased().breaches())
                .containsExactly("website s1/sw has no receipt that 1 is live; the last is none");

        pages.put("sw/s1", "<h1>Kichwa</h1><p>Moja.</p><p>Mbil</p>");
        assertThat(deliveries().asReleased().breaches()).contains("website s1/sw has a page of an older release for 1");
    }

    @Test
    void r24_whatIsLiveIsSoAtEachChannelThatTakesIt() {
        released(1);
        delivered(1);
        assertAllHold();

        released(2);
        assertThat(deliveries().asReleased().breaches())
                .containsExactly(
                        "webhook-fr s1/fr has no receipt that 2 is live; the last is webhook-fr/s1/fr/1, DELIVERED",
                        "webhook-fr s1/fr was not told of 2; the last message is " + messages.getLast(),
                        "website s1/fr has no receipt that 2 is live; the last is website/s1/fr/1, DELIVERED",
                        "website s1/fr has a page of an older release for 2");

        delivered(2);
        assertAllHold();
        pages.clear();
        assertThat(deliveries().asReleased().breaches()).containsExactly("website s1/fr has no page for 2");
    }

    @Test
    void r24_whatWasWithheldAndLetGoOnBeforeAChannelCameToItIsTheSameThere() {
        released(1);
        delivered(1);
        log.published("s1", "fr", 2, PublicationStatus.WITHDRAWN, false);
        log.published("s1", "fr", 3, 1, PublicationStatus.LIVE, false);
        log.receipt("website", "s1", 3, DELIVERED, false);
        log.receipt("webhook-fr", "s1", 3, DELIVERED, false);
        assertAllHold();

        told("story.withdrawn", 2, false);

        assertThat(deliveries().asReleased().breaches())
                .containsExactly("webhook-fr s1/fr was not told of 3; the last message is " + messages.getLast());
    }

    @Test
    void r24_aChannelHasNothingOfALanguageItDoesNotTake() {
        log.published("s1", "th", 1, PublicationStatus.LIVE, false);

        assertThat(deliveries().asReleased()).returns(true, Invariant::holds).returns(0L, Invariant::looked);
    }

    @Test
    void r22_whatWasKilledIsLiveAtNoChannel() {
        released(1);
        delivered(1);
        takenDown(2);
        assertAllHold();

        pages.put("fr/s1", "<h1>Headline 1</h1>");
        assertThat(deliveries().killsStay().breaches()).containsExactly("website s1/fr is withdrawn, and has a page");
        assertThat(deliveries().asReleased().holds()).isFalse();
    }

    @Test
    void r22_whatWasKilledComesBackAtNoChannelNotEvenForAMoment() {
        released(1);
        delivered(1);
        takenDown(2);

        log.receipt("website", "s1", 3, DELIVERED, false).receipt("website", "s1", 4, WITHDRAWN, false);
        told("story.published", 2, false);
        told("story.withdrawn", 2, true);

        assertThat(deliveries().killsStay().breaches())
                .containsExactly(
                        "website s1/fr was taken down by a kill, and has DELIVERED after it",
                        "webhook-fr s1/fr was told of a kill, and of story.published after it");
    }

    @Test
    void r22_aKillThatTheLogDoesNotHaveIsNoneToAChannelThatReadsTheLog() {
        log.published("s1", "sw", 1, PublicationStatus.LIVE, false);
        log.killed("s1");

        assertThat(deliveries().killsStay().breaches())
                .containsExactly("website s1/sw was killed, and is to show 1 by the log");
    }

    @Test
    void r22_whatAChannelNeverHadNeedsNoWithdrawal() {
        log.published("s1", "fr", 1, PublicationStatus.WITHDRAWN, false);

        assertAllHold();
    }
}
