package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A kill that any stage does not heed is found by what the stage decides of the story, or answers. */
class KillReactionsTest {

    private static final String KILL = "kill-switch:s1:1";
    private static final TranslationClaimed CLAIMED =
            new TranslationClaimed("awa.ndoye", Instant.parse("2026-03-03T13:00:00Z"));
    private static final TranslationCancelled CANCELLED = new TranslationCancelled("The story was killed: not so");
    private static final ReviewVoided VOIDED = new ReviewVoided("hash", "The story was killed: not so");

    private final Recorded log = new Recorded();

    private static VersionApproved approved() {
        return VersionApproved.newBuilder()
                .setContentHash("hash")
                .setSourceRevision(1)
                .build();
    }

    private static VersionReleased released(long sequence) {
        return new VersionReleased(sequence, "hash", 1, "review-stage:s1/fr:2", null);
    }

    private static VersionTakenDown takenDown(long sequence) {
        return new VersionTakenDown(sequence, "The story was killed: not so", false);
    }

    private Invariant reactions() {
        return new KillReactions(log.ledger()).reachStages();
    }

    @Test
    void r22_aKillEndsWhatEachStageHas() {
        log.fact(1, "a", CLAIMED).reviewFact(1, "b", approved()).publicationFact(1, "c", released(1));
        assertThat(reactions().verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);

        log.killed("s1").fact(2, KILL, CANCELLED).reviewFact(2, KILL, VOIDED).publicationFact(2, KILL, takenDown(2));

        assertThat(reactions()).returns(3L, Invariant::looked).returns(true, Invariant::holds);
    }

    @Test
    void r22_aKillThatNoStageHeeds() {
        log.killed("s1");
        log.fact(1, "a", CLAIMED).reviewFact(1, "b", approved()).publicationFact(1, "c", released(1));

        assertThat(reactions().breaches())
                .containsExactly(
                        "publish-stage s1/fr was killed, and its last fact is publish-stage:s1:1 (VersionReleased):"
                                + " the kill was not heeded",
                        "review-stage s1/fr was killed, and its last fact is review-stage:s1/fr:1 (VersionApproved):"
                                + " the kill was not heeded",
                        "translate-stage s1/fr was killed, and its last fact is translate-stage:s1/fr:1"
                                + " (TranslationClaimed): the kill was not heeded");
    }

    @Test
    void r22_nothingIsDecidedOnceAStageHasReadOfTheKill() {
        log.killed("s1").fact(1, "a", CLAIMED).fact(2, KILL, CANCELLED);
        log.publicationFact(1, "c", released(1)).publicationFact(2, KILL, takenDown(2));

        log.fact(3, "a", CLAIMED).fact(4, "b", CANCELLED);
        log.publicationFact(3, "d", new StoryWithheld("a doubt"));

        assertThat(reactions().breaches())
                .containsExactly(
                        "translate-stage:s1/fr:3 (TranslationClaimed, by a) came after translate-stage had read of the"
                                + " kill",
                        "translate-stage:s1/fr:4 (TranslationCancelled, by b) came after translate-stage had read of"
                                + " the kill",
                        "publish-stage:s1:3 (StoryWithheld, by d) came after publish-stage had read of the kill");
    }

    @Test
    void r22_whatIsAskedOfAKilledStoryIsRefused() {
        Map<String, String> asked = Map.of("p1", "translate-stage, asked to claim");
        log.command("p1").rejection("p1", "story-killed");
        assertThat(KillProbes.refused(log.ledger(), asked))
                .returns(1L, Invariant::looked)
                .returns(true, Invariant::holds);

        log.fact(1, "p1", CLAIMED);

        assertThat(KillProbes.refused(log.ledger(), asked).breaches())
                .containsExactly("translate-stage, asked to claim, did it: [translate-stage:s1/fr:1]");
    }

    @Test
    void r22_aStageThatRefusesForAnotherReasonKnowsOfNoKill() {
        log.command("p1").rejection("p1", "already-submitted").command("p2");

        assertThat(KillProbes.refused(log.ledger(), new TreeMap<>(Map.of("p1", "one", "p2", "other")))
                        .breaches())
                .containsExactly("one, answered [already-submitted]", "other, answered []");
        assertThat(KillProbes.refused(log.ledger(), Map.of()).verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);
    }
}
