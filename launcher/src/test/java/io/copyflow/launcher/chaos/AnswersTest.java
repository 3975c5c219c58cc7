package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.chaos.Outbox.Acknowledged;
import io.copyflow.launcher.chaos.Outbox.Asked;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.translation.TranslationClaimed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer is right or it is not, whatever else holds of it. */
class AnswersTest {

    private static final Instant LATER = Instant.parse("2026-03-03T13:00:00Z");
    private static final SubmitStory SUBMISSION = new InventedText(1).submission("chaos:c0", "c0", "en", List.of("fr"));
    private static final ReviseStory REVISION =
            new ReviseStory(1, SUBMISSION.getBlocks(), RevisionClass.UPDATE, "It is so.", null);
    private static final Asked SUBMIT = new Asked("submit", "s1", "SubmitStory");
    private static final Asked REVISE = new Asked("revise", "s1", "ReviseStory");
    private static final Asked KILL = new Asked("kill", "s1", "KillStory");

    private final Recorded log = new Recorded();

    private List<String> notAccepted(Asked... asked) {
        return new Answers(log.ledger())
                .askedIsAccepted(List.of(asked), List.of())
                .breaches();
    }

    private List<String> wronglyRefused() {
        return new Answers(log.ledger()).refusedRightly().breaches();
    }

    @Test
    void r27_whatWasHandedInAndKilledIsSoByAFact() {
        log.storyCommand("submit", "s1", SUBMISSION).accepted("s1");
        log.killCommand("kill", "s1").killed("s1");

        assertThat(new Answers(log.ledger()).askedIsAccepted(List.of(SUBMIT, KILL), List.of()))
                .returns(true, Invariant::holds)
                .returns(2L, Invariant::looked);
    }

    @Test
    void r27_aStageThatRefusesEverythingInOrderDoesNotDoItsWork() {
        log.storyCommand("submit", "s1", SUBMISSION).rejection("submit", "unknown-person");
        log.killCommand("kill", "s1").rejection("kill", "unknown-person");
        assertThat(new Outcomes(log.ledger()).oneForEach().holds())
                .as("each had an answer")
                .isTrue();
        assertThat(new Unfinished(log.ledger()).all()).as("nothing is open").isEmpty();

        assertThat(notAccepted(SUBMIT, KILL))
                .containsExactly(
                        "kill (KillStory of s1) had to be accepted, and was not; it was answered [unknown-person]",
                        "submit (SubmitStory of s1) had to be accepted, and was not; it was answered"
                                + " [unknown-person]");
        assertThat(wronglyRefused())
                .containsExactly(
                        "kill (KillStory of s1) was refused as unknown-person",
                        "submit (SubmitStory of s1) was refused as unknown-person");
    }

    @Test
    void r27_aFactAboutAnotherStoryIsNotTheOneThatWasAskedFor() {
        log.storyCommand("submit", "s1", SUBMISSION).accepted("s2");

        assertThat(notAccepted(SUBMIT)).hasSize(1);
    }

    @Test
    void whatKafkaSaidThatItHasIsOwedEvenIfItIsGone() {
        assertThat(notAccepted(SUBMIT)).as("Kafka may never have had it").isEmpty();

        Ledger.Place place = new Ledger.Place("copyflow.story.commands.v1", 0, 0);
        assertThat(new Answers(log.ledger())
                        .askedIsAccepted(List.of(SUBMIT), List.of(new Acknowledged(place, "submit")))
                        .breaches())
                .containsExactly("submit (SubmitStory of s1) had to be accepted, and was not; it was answered []");
    }

    @Test
    void aRevisionIsOwedUnlessTheStoryWasToBeKilled() {
        log.storyCommand("submit", "s1", SUBMISSION).accepted("s1");
        log.storyCommand("revise", "s1", REVISION).rejection("revise", "story-killed");
        assertThat(notAccepted(SUBMIT, REVISE)).singleElement().asString().startsWith("revise (ReviseStory of s1)");
        assertThat(wronglyRefused()).containsExactly("revise (ReviseStory of s1) was refused as story-killed");

        log.killCommand("kill", "s1").killed("s1");

        assertThat(notAccepted(SUBMIT, REVISE, KILL)).isEmpty();
        assertThat(wronglyRefused()).isEmpty();
    }

    @Test
    void aRefusalIsRightWhereItsCommandMayMeetIt() {
        log.command("a").fact(1, "a", new TranslationClaimed("awa.ndoye", LATER));
        log.command("b").rejection("b", "already-claimed");
        assertThat(wronglyRefused()).isEmpty();

        log.command("c").rejection("c", "no-such-translation");
        assertThat(wronglyRefused()).containsExactly("c (ClaimTranslation of s1) was refused as no-such-translation");
    }

    @Test
    void onlyWhatWasAcceptedIsAnsweredAsAccepted() {
        log.command("a").fact(1, "a", new TranslationClaimed("awa.ndoye", LATER));
        log.command("a").rejection("a", "already-accepted");
        log.command("b").rejection("b", "nothing-to-do");
        log.command("b").rejection("b", "already-accepted");
        assertThat(wronglyRefused()).isEmpty();

        log.command("c").rejection("c", "already-accepted");
        assertThat(wronglyRefused()).containsExactly("c (ClaimTranslation of s1) was refused as already-accepted");
    }

    @Test
    void nobodyIsAnsweredWhoAskedNothing() {
        log.rejection("a", "already-claimed");

        assertThat(wronglyRefused()).containsExactly("a was answered [already-claimed], and never arrived");
    }
}
