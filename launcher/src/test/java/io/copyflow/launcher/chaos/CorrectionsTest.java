package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationEnd;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryRevised;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A correction that is never owed, met by nothing or left open is found. */
class CorrectionsTest {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private final Recorded log = new Recorded();
    private int number;

    private Invariant areMet() {
        return new Corrections(log.ledger()).areMet();
    }

    private static Obligation obligation(@Nullable String channel) {
        return Obligation.newBuilder()
                .setId("s1/fr" + (channel == null ? "" : "/" + channel) + ":r2")
                .setChannel(channel)
                .setRevision(2)
                .setOpenedAt(AT)
                .setDueAt(AT)
                .build();
    }

    private void corrected() {
        log.storyFact(
                "s1",
                2,
                "revise",
                StoryRevised.newBuilder()
                        .setRevision(2)
                        .setRevisionClass(RevisionClass.CORRECTION)
                        .setLanguage("en")
                        .setSegments(List.of())
                        .setChanged(List.of())
                        .setRemoved(List.of())
                        .setContentHash("hash of 2")
                        .setAuthors(List.of())
                        .setUrgency(5)
                        .setTargets(List.of("fr"))
                        .build());
    }

    private void released(long sequence, int revision) {
        log.publicationFact(++number, "clearing", new VersionReleased(sequence, "hash", revision, "r", null));
    }

    private void opened(@Nullable String channel) {
        log.publicationFact(++number, "ingest:s1:2", new ObligationOpened(obligation(channel)));
    }

    private void met(@Nullable String channel, long sequence) {
        log.publicationFact(++number, "any", new ObligationMet(obligation(channel), sequence));
    }

    @Test
    void r21_aCorrectionIsOwedAndMet() {
        released(1, 1);
        assertThat(areMet().verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);

        corrected();
        opened(null);
        opened("website");
        released(2, 2);
        met(null, 2);
        log.receipt("website", "s1", 2, DeliveryOutcome.CORRECTED, false);
        met("website", 2);

        assertThat(areMet()).returns(2L, Invariant::looked).returns(true, Invariant::holds);
    }

    @Test
    void r21_aCorrectionThatNobodyWasOwed() {
        released(1, 1);
        corrected();
        released(2, 2);

        assertThat(areMet().breaches())
                .containsExactly("publish-stage:s1:2 corrects s1/fr, and s1/fr:r2 was never owed");
    }

    @Test
    void r21_whatWasDownWhenItsSourceWasCorrectedOwesNothing() {
        released(1, 1);
        log.publicationFact(++number, "withhold", new VersionTakenDown(2L, "a doubt", true));
        corrected();
        released(3, 2);

        assertThat(areMet().holds()).isTrue();
    }

    @Test
    void r21_whatCarriesNoCorrectionMeetsNone() {
        released(1, 1);
        corrected();
        opened(null);
        opened("website");
        log.receipt("website", "s1", 1, DeliveryOutcome.DELIVERED, false);
        met(null, 1);
        met("website", 1);

        assertThat(areMet().breaches())
                .containsExactly(
                        "publish-stage:s1:4 says that s1/fr:r2 is met by 1, which carries no such correction",
                        "publish-stage:s1:5 says that s1/fr/website:r2 is met by 1, which carries no such correction");
    }

    @Test
    void r21_whatIsCarriedIsNotOwedAnyMore() {
        released(1, 1);
        corrected();
        opened(null);
        opened("website");
        released(2, 2);
        log.receipt("website", "s1", 2, DeliveryOutcome.CORRECTED, false);

        assertThat(areMet().breaches())
                .containsExactly(
                        "s1/fr/website:r2 is owed still, and was carried by website/s1/fr/2",
                        "s1/fr:r2 is owed still, and was carried by a release of revision 2");
    }

    @Test
    void r21_aKillEndsWhatIsOwed() {
        released(1, 1);
        corrected();
        opened("website");
        log.killed("s1");
        assertThat(areMet().breaches()).containsExactly("s1/fr/website:r2 is owed still, and the story was killed");

        log.publicationFact(
                ++number, "kill", new ObligationClosed(obligation("website"), ObligationEnd.KILLED, "killed"));

        assertThat(areMet().holds()).isTrue();
    }
}
