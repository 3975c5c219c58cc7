package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.chaos.Ledger.Place;
import io.copyflow.launcher.chaos.Outbox.Acknowledged;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.TranslationClaimed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each invariant holds of a log as it should be, and breaks on the one thing it is for. */
class InvariantsTest {

    private static final Instant LATER = Instant.parse("2026-03-03T13:00:00Z");

    private final Recorded log = new Recorded();

    private static TranslationClaimed claimedBy(String holder) {
        return new TranslationClaimed(holder, LATER);
    }

    @Test
    void r27_eachArrivalOfACommandHasOneOutcome() {
        log.command("a").fact(1, "a", claimedBy("awa.ndoye"));
        log.command("b").rejection("b", "already-claimed");
        log.command("a").rejection("a", "already-accepted");

        assertThat(new Outcomes(log.ledger()).oneForEach().breaches()).isEmpty();

        log.command("c");
        assertThat(new Outcomes(log.ledger()).oneForEach().breaches())
                .containsExactly("c arrived 1 times; it was accepted 0 times and answered []");
    }

    @Test
    void r27_aCommandAcceptedAndRefusedHasTwoOutcomes() {
        log.command("a").fact(1, "a", claimedBy("awa.ndoye")).rejection("a", "already-claimed");

        assertThat(new Outcomes(log.ledger()).oneForEach().holds()).isFalse();
    }

    @Test
    void r27_nothingHasTheSameEffectTwice() {
        log.command("a").fact(1, "a", claimedBy("awa.ndoye"));
        assertThat(new Outcomes(log.ledger()).noneTwice().holds()).isTrue();

        log.fact(2, "a", claimedBy("awa.ndoye"));

        assertThat(new Outcomes(log.ledger()).noneTwice().breaches())
                .singleElement()
                .asString()
                .contains("a led to TranslationClaimed twice", "translate-stage:s1/fr:2");
    }

    @Test
    void r27_oneCorrectionIsOwedToALanguageAndToEachOfItsChannelsOnce() {
        log.publicationFact(1, "a", owed(null)).publicationFact(2, "a", owed("website"));
        assertThat(new Outcomes(log.ledger()).noneTwice().holds()).isTrue();

        log.publicationFact(3, "a", owed("website"));

        assertThat(new Outcomes(log.ledger()).noneTwice().breaches())
                .singleElement()
                .asString()
                .contains("a led to ObligationOpened twice", "publish-stage:s1:3");
    }

    private static ObligationOpened owed(@Nullable String channel) {
        return new ObligationOpened(Obligation.newBuilder()
                .setId("s1/fr/" + channel + "/2")
                .setChannel(channel)
                .setRevision(2)
                .setOpenedAt(LATER)
                .setDueAt(LATER)
                .build());
    }

    @Test
    void r27_aCauseActsOnAnAggregateAtOneTime() {
        log.fact(1, "a", claimedBy("awa.ndoye"))
                .fact(2, "b", new ClaimReleased("awa.ndoye", ClaimEnd.GIVEN_BACK))
                .fact(3, "a", new ClaimReleased("awa.ndoye", ClaimEnd.GIVEN_BACK));

        assertThat(new Outcomes(log.ledger()).noneTwice().breaches())
                .containsExactly("a led to fact 1 of translate-stage:s1/fr and later, after others, to 3");
    }

    @Test
    void r27_whatKafkaAcknowledgedIsThere() {
        log.command("a").poison("poison-0");
        Place place = new Place(Topics.TRANSLATION_COMMANDS.name(), 0, 0);
        Acknowledged command = new Acknowledged(place, "a");
        Acknowledged poison = new Acknowledged(new Place(Topics.STORY_COMMANDS.name(), 0, 0), "poison-0");
        assertThat(new Outcomes(log.ledger()).noneLost(List.of(command, poison)).holds())
                .isTrue();

        Place gone = new Place(Topics.TRANSLATION_COMMANDS.name(), 0, 1);

        assertThat(new Outcomes(log.ledger())
                        .noneLost(List.of(command, new Acknowledged(gone, "b")))
                        .breaches())
                .containsExactly(gone + " was acknowledged, but nothing lies there");
    }

    @Test
    void r27_anotherRecordAtTheSamePlaceIsNotTheOneThatKafkaAcknowledged() {
        log.command("b").damaged();
        Place place = new Place(Topics.TRANSLATION_COMMANDS.name(), 0, 0);
        Place poison = new Place(Topics.STORY_COMMANDS.name(), 0, 0);

        assertThat(new Outcomes(log.ledger())
                        .noneLost(List.of(new Acknowledged(place, "a"), new Acknowledged(poison, "poison-0")))
                        .breaches())
                .containsExactly(
                        place + " was acknowledged to be a, but b lies there",
                        poison + " was acknowledged to be poison-0, but what cannot be read lies there");
    }

    @Test
    void r28_whatCannotBeReadIsSetAsideOnce() {
        log.poison("poison-0").setAside(0);
        assertThat(new Outcomes(log.ledger()).poisonSetAside().holds()).isTrue();

        log.setAside(0);
        assertThat(new Outcomes(log.ledger()).poisonSetAside().breaches())
                .singleElement()
                .asString()
                .contains("among the dead letters 2 times");
    }

    @Test
    void r28_nothingIsSetAsideButThePoisonThatWasSent() {
        Set<String> sent = Set.of("poison-0");
        log.poison("poison-0").setAside(0);
        assertThat(new Outcomes(log.ledger()).nothingElseSetAside(sent))
                .returns(true, Invariant::holds)
                .returns(1L, Invariant::looked);

        log.damaged().setAside(1).setAside(2);

        String topic = Topics.STORY_COMMANDS.name();
        assertThat(new Outcomes(log.ledger()).nothingElseSetAside(sent).breaches())
                .containsExactly(
                        topic + "/0@1 cannot be read, and was not sent to be so",
                        topic + "/0@2 is among the dead letters, and is no poison");
    }

    @Test
    void r7_oneHolderAtATime() {
        log.fact(1, "a", claimedBy("awa.ndoye"))
                .fact(2, "b", new ClaimReleased("awa.ndoye", ClaimEnd.LEASE_EXPIRED))
                .fact(3, "c", claimedBy("bastien.lormeau"))
                .fact(4, "renewed", claimedBy("bastien.lormeau"));
        assertThat(Leases.oneHolder(log.ledger().facts()).holds()).isTrue();

        log.fact(5, "d", claimedBy("awa.ndoye"));

        assertThat(Leases.oneHolder(log.ledger().facts()).breaches())
                .containsExactly("translate-stage:s1/fr:5 gives awa.ndoye what bastien.lormeau held");
    }

    @Test
    void r19_sequencesRise() {
        log.published("s1", "fr", 1, PublicationStatus.LIVE, false)
                .published("s1", "en", 1, PublicationStatus.LIVE, false)
                .published("s1", "fr", 2, PublicationStatus.LIVE, false);
        assertThat(Releases.sequencesRise(log.ledger()).holds()).isTrue();

        log.published("s1", "fr", 2, PublicationStatus.LIVE, false);

        assertThat(Releases.sequencesRise(log.ledger()).breaches()).containsExactly("s1/fr has sequence 2 after 2");
    }

    @Test
    void r22_aKillStays() {
        log.killed("s1")
                .published("s1", "fr", 1, PublicationStatus.LIVE, false)
                .published("s1", "fr", 2, PublicationStatus.WITHDRAWN, true);
        assertThat(Releases.killsStay(log.ledger()))
                .returns(true, Invariant::holds)
                .returns(1L, Invariant::looked);

        log.published("s1", "fr", 3, PublicationStatus.LIVE, false);

        assertThat(Releases.killsStay(log.ledger()).breaches())
                .containsExactly(
                        "s1/fr was killed, and has LIVE with sequence 3 after that",
                        "s1/fr was killed, and its newest record, with sequence 3, is LIVE");
    }

    @Test
    void r22_aKillThatPublishStageDoesNotHeedIsSeenByTheKillItself() {
        log.published("s1", "fr", 1, PublicationStatus.LIVE, false)
                .published("s2", "fr", 1, PublicationStatus.LIVE, false);
        assertThat(Releases.killsStay(log.ledger()).verdict()).isEqualTo(Invariant.Verdict.NOT_SHOWN);

        log.killed("s1");

        assertThat(Releases.killsStay(log.ledger()).breaches())
                .containsExactly("s1/fr was killed, and its newest record, with sequence 1, is LIVE");
    }

    @Test
    void r22_nothingIsMarkedAsKilledThatNobodyKilled() {
        log.published("s1", "fr", 1, PublicationStatus.WITHDRAWN, true);

        assertThat(Releases.killsStay(log.ledger()).breaches())
                .containsExactly("s1/fr is marked as killed, and nobody killed it");
    }

    @Test
    void whatIsNotLiveIsUnfinishedUnlessItWasKilled() {
        log.accepted("s1").published("s1", "en", 1, PublicationStatus.LIVE, false);
        log.accepted("s2");
        assertThat(new Unfinished(log.ledger()).all())
                .containsExactly("s1/fr is not live", "s2/fr is not live", "s2/en is not live");

        log.killed("s2").published("s1", "fr", 1, PublicationStatus.LIVE, false);
        assertThat(new Unfinished(log.ledger()).all()).isEmpty();

        log.killed("s1");
        assertThat(new Unfinished(log.ledger()).all())
                .containsExactly("s1/fr is killed, and live still", "s1/en is killed, and live still");

        log.published("s1", "fr", 2, PublicationStatus.WITHDRAWN, false)
                .published("s1", "en", 2, PublicationStatus.WITHDRAWN, true);
        assertThat(new Unfinished(log.ledger()).all())
                .as("what was withheld when it was killed keeps that withdrawal")
                .isEmpty();
    }

    @Test
    void whatWasReadOnceIsMissedWhenItIsGoneOrAnother() {
        log.command("a").command("b");
        Recorded same = new Recorded().command("a").command("b");
        Ledger.Sums then = log.ledger().sums();
        assertThat(same.ledger().missing(then)).isEmpty();

        assertThat(new Recorded().command("a").ledger().missing(then))
                .containsExactly("copyflow.translation.commands.v1/0@1");
        assertThat(new Recorded().command("a").command("c").ledger().missing(then))
                .containsExactly("copyflow.translation.commands.v1/0@1");
    }

    @Test
    void whatACompactedTopicHasNoLongerIsMissedUnlessANewerRecordOfItsKeyStandsForIt() {
        Ledger.Sums then = new Recorded()
                .published("s1", "fr", 1, PublicationStatus.LIVE, false)
                .published("s1", "en", 1, PublicationStatus.LIVE, false)
                .ledger()
                .sums();

        Recorded compacted = new Recorded()
                .gone(Topics.PUBLISHED)
                .published("s1", "en", 1, PublicationStatus.LIVE, false)
                .published("s1", "fr", 2, PublicationStatus.LIVE, false);
        assertThat(compacted.ledger().missing(then)).isEmpty();

        Recorded lost = new Recorded()
                .gone(Topics.PUBLISHED)
                .published("s1", "en", 1, PublicationStatus.LIVE, false)
                .published("s1", "en", 2, PublicationStatus.LIVE, false);
        assertThat(lost.ledger().missing(then)).containsExactly("copyflow.published.v1/0@0");
    }

    @Test
    void aBagHasEveryKindThatSoManyBrokersAllow() {
        assertThat(FaultKind.bag(3, true, true)).contains(FaultKind.values());
        assertThat(FaultKind.bag(1, false, false))
                .contains(FaultKind.KILL_BROKER, FaultKind.KILL_STAGE)
                .doesNotContain(
                        FaultKind.MOVE_LEADERS,
                        FaultKind.KILL_BROKERS,
                        FaultKind.PAUSE_BROKER,
                        FaultKind.FILL_DISK,
                        FaultKind.JUMP_CLOCK);
    }
}
