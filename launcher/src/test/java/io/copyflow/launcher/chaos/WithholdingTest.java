package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A withholding that leaves something live is found in the facts and in the published log. */
class WithholdingTest {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private final Recorded log = new Recorded();

    private Invariant isDown() {
        return new Withholding(log.ledger()).isDown();
    }

    private static VersionReleased released(long sequence) {
        return new VersionReleased(sequence, "hash", 1, "review-stage:s1/fr:2", null);
    }

    private static VersionTakenDown takenDown(long sequence) {
        return new VersionTakenDown(sequence, "a doubt", true);
    }

    private static PublishedVersion record(long sequence, PublicationStatus status, boolean withheld, String headline) {
        return PublishedVersion.newBuilder()
                .setStoryId("s1")
                .setLanguage("fr")
                .setStatus(status)
                .setReleaseSequence(sequence)
                .setSourceLanguage("en")
                .setSourceRevision(1)
                .setContentHash(status == PublicationStatus.LIVE ? "hash" : "")
                .setUrgency(5)
                .setFirstPublishedAt(AT)
                .setPublishedAt(AT)
                .setHeadline(headline)
                .setBody(List.of())
                .setCredits(List.of())
                .setWithheld(withheld)
                .build();
    }

    private void live() {
        log.publicationFact(1, "clearing", released(1));
        log.published(record(1, PublicationStatus.LIVE, false, "Head"));
    }

    private void withheld() {
        log.publicationFact(2, "withhold", new StoryWithheld("a doubt"));
    }

    @Test
    void r22_whatIsWithheldIsDownUntilItIsLetGoOn() {
        live();
        assertThat(isDown().verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);

        withheld();
        log.publicationFact(3, "withhold", takenDown(2));
        log.published(record(2, PublicationStatus.WITHDRAWN, true, ""));
        log.publicationFact(4, "unwithhold", new StoryUnwithheld("it was right"));
        log.publicationFact(5, "unwithhold", released(3));

        assertThat(isDown()).returns(1L, Invariant::looked).returns(true, Invariant::holds);
    }

    @Test
    void r22_whatStaysLiveWasNotWithheld() {
        live();
        withheld();
        log.publicationFact(4, "unwithhold", new StoryUnwithheld("it was right"));

        assertThat(isDown().breaches())
                .containsExactly(
                        "s1/fr was live with sequence 1 when withhold withheld the story, and was not taken down");
    }

    @Test
    void r22_whatSomethingElseTookDownWasNotWithheld() {
        live();
        withheld();
        log.publicationFact(3, "kill-switch:s1:1", takenDown(2));

        assertThat(isDown().breaches())
                .containsExactly(
                        "s1/fr was live with sequence 1 when withhold withheld the story, and was not taken down");
    }

    @Test
    void r22_aWithholdingWithoutAWithdrawalInTheLogReachesNobody() {
        live();
        withheld();
        log.publicationFact(3, "withhold", takenDown(2));
        List<String> missing =
                List.of("s1/fr was withheld by publish-stage:s1:3, and the published log has no withdrawal with"
                        + " sequence 2");
        assertThat(isDown().breaches()).isEqualTo(missing);

        log.published(record(2, PublicationStatus.WITHDRAWN, true, "Head"));
        assertThat(isDown().breaches()).as("with a text").isEqualTo(missing);
    }

    @Test
    void r22_aWithdrawalHasAHigherSequence() {
        live();
        withheld();
        log.publicationFact(3, "withhold", takenDown(1));
        log.published(record(1, PublicationStatus.WITHDRAWN, true, ""));

        assertThat(isDown().breaches())
                .containsExactly("publish-stage:s1:3 is to take fr down from 1 with a higher sequence, as withheld, and"
                        + " has 1");
    }

    @Test
    void r22_whatTheLogWasCompactedOfIsNotMissed() {
        log.publicationFact(1, "clearing", released(1));
        withheld();
        log.publicationFact(3, "withhold", takenDown(2));
        log.published(record(3, PublicationStatus.LIVE, false, "Head"));

        assertThat(isDown().holds()).isTrue();
    }

    @Test
    void r22_nothingIsReleasedOfWhatIsWithheld() {
        withheld();
        log.publicationFact(3, "clearing", released(1));

        assertThat(isDown().breaches()).containsExactly("publish-stage:s1:3 releases fr of what withhold withheld");
    }
}
