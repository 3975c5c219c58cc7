package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Down until further notice, one language down, and both live again. */
class WithholdingDeciderTest extends FamilyScenario {

    @Test
    void r22_withholding_takes_down_whatever_is_live() {
        givenLive();
        assertThat(said(withhold()))
                .containsExactly(
                        new FamilyEvent.Withheld("a lawyer looks at it"),
                        new FamilyEvent.TakenDown("en", 2, "e1", 1, "a lawyer looks at it", true),
                        new FamilyEvent.TakenDown("fr", 2, "f1", 1, "a lawyer looks at it", true));
        assertThat(family.live()).isEmpty();
    }

    @Test
    void r22_what_was_live_goes_live_again_with_a_higher_sequence() {
        givenLive();
        given(withhold());
        assertThat(said(unwithhold()))
                .containsExactly(
                        new FamilyEvent.Unwithheld("all is well"),
                        released("en", 3, 1, "e1"),
                        released("fr", 3, 1, "f1"));
    }

    @Test
    void r18_nothing_of_a_withheld_story_is_released() {
        given(source(1, "e1"), withhold());
        assertThat(said(cleared("en", 1, "e1"))).containsExactly(held("en", 1, "e1", HoldReason.WITHHELD));
        assertThat(said(unwithhold())).contains(released("en", 1, 1, "e1"));
    }

    @Test
    void r22_what_was_revised_while_withheld_comes_back_only_in_its_new_text() {
        givenLive();
        given(withhold(), source(2, "e2"), cleared("en", 2, "e2"), unwithhold());
        assertThat(family.live()).containsExactly("en");
        assertThat(family.version("en").live()).isEqualTo(clearing("en", 2, "e2"));
        given(translation("fr", 2, "f2"));
        assertThat(said(cleared("fr", 2, "f2"))).containsExactly(released("fr", 3, 2, "f2"));
    }

    @Test
    void r22_what_is_not_cleared_any_more_does_not_come_back() {
        givenLive();
        given(withhold(), voided("fr"));
        assertThat(said(unwithhold())).contains(released("en", 3, 1, "e1")).hasSize(2);
        assertThat(said(cleared("fr", 1, "f1"))).containsExactly(released("fr", 3, 1, "f1"));
    }

    @Test
    void r22_nor_when_its_approval_was_void_before() {
        givenLive();
        given(voided("fr"), withhold());
        assertThat(said(unwithhold())).hasSize(2);
    }

    @Test
    void r22_nor_when_another_text_was_handed_in() {
        givenLive();
        given(withhold(), translation("fr", 1, "f2"));
        assertThat(said(unwithhold())).hasSize(2);
        assertThat(said(cleared("fr", 1, "f2"))).containsExactly(released("fr", 3, 1, "f2"));
    }

    @Test
    void r22_the_same_text_handed_in_and_cleared_again_comes_back() {
        givenLive();
        given(withhold(), voided("fr"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"));
        assertThat(said(unwithhold())).contains(released("fr", 3, 1, "f1"));
    }

    @Test
    void r22_a_language_taken_down_by_itself_does_not_come_back_with_the_story() {
        givenLive();
        given(takeDown("fr"), withhold());
        assertThat(said(unwithhold()))
                .containsExactly(new FamilyEvent.Unwithheld("all is well"), released("en", 3, 1, "e1"));
        given(withhold());
        assertThat(said(takeDown("en")))
                .containsExactly(new FamilyEvent.TakenDown("en", 5, "e1", 1, "wrong photo", false));
        assertThat(said(unwithhold())).hasSize(1);
    }

    @Test
    void r22_a_takedown_is_undone() {
        givenLive();
        given(takeDown("fr"));
        assertThat(said(restore("fr")))
                .containsExactly(
                        new FamilyEvent.Restored("fr", "f1", "the photo is right"), released("fr", 3, 1, "f1"));
        assertThat(refused(restore("fr")).code()).isEqualTo("not-taken-down");
    }

    @Test
    void r22_a_restored_translation_waits_for_its_source_like_any_other() {
        givenLive();
        given(takeDown("fr"), takeDown("en"));
        assertThat(said(restore("fr")))
                .containsExactly(
                        new FamilyEvent.Restored("fr", "f1", "the photo is right"),
                        held("fr", 1, "f1", HoldReason.SOURCE_NOT_RELEASED));
        assertThat(said(restore("en"))).contains(released("en", 3, 1, "e1"), released("fr", 3, 1, "f1"));
    }

    @Test
    void r22_what_is_outdated_is_not_restored() {
        givenLive();
        given(takeDown("fr"), source(2, "e2"));
        assertThat(refused(restore("fr")).code()).isEqualTo("text-outdated");
    }

    @Test
    void r22_restored_while_withheld_it_comes_back_with_the_story() {
        givenLive();
        given(takeDown("fr"), withhold());
        assertThat(said(restore("fr")))
                .containsExactly(
                        new FamilyEvent.Restored("fr", "f1", "the photo is right"),
                        held("fr", 1, "f1", HoldReason.WITHHELD));
        assertThat(said(unwithhold())).contains(released("fr", 3, 1, "f1"));
    }

    @Test
    void r22_what_was_taken_down_before_its_text_was_kept_is_not_restored() {
        givenLive();
        given(takeDown("fr"));
        Version before = family.version("fr");
        family = family.with(
                "fr",
                any -> new Version(
                        null,
                        before.textNumber(),
                        false,
                        null,
                        null,
                        before.reviewNumber(),
                        null,
                        null,
                        false,
                        false,
                        2,
                        NOON,
                        "f1",
                        null,
                        null));
        assertThat(refused(restore("fr")).code()).isEqualTo("text-outdated");
    }

    @Test
    void r22_who_may_not_and_what_cannot_be_withheld_is_refused() {
        assertThat(refused(withhold()).code()).isEqualTo("story-unknown");
        givenLive();
        assertThat(refused(new FamilyCommand.Withhold(REPORTER, "why")).code()).isEqualTo("role-missing");
        assertThat(refused(new FamilyCommand.Withhold(EDITOR, "")).code()).isEqualTo("reason-missing");
        assertThat(refused(new FamilyCommand.Withhold(EDITOR, "x".repeat(501))).sentence())
                .isEqualTo("Expected a reason of at most 500 characters, but it has 501. Say it shorter; details belong"
                        + " elsewhere.");
        assertThat(refused(new FamilyCommand.TakeDown(EDITOR, "fr", "x".repeat(501)))
                        .code())
                .isEqualTo("reason-too-long");
        assertThat(refused(unwithhold()).code()).isEqualTo("not-withheld");
        given(new FamilyCommand.Withhold(EDITOR, "𝄞".repeat(500)));
        assertThat(refused(new FamilyCommand.Unwithhold(EDITOR, "x".repeat(501), now))
                        .code())
                .isEqualTo("reason-too-long");
        assertThat(refused(new FamilyCommand.Restore(EDITOR, "fr", "x".repeat(501), now))
                        .code())
                .isEqualTo("reason-too-long");
        assertThat(refused(withhold()).code()).isEqualTo("already-withheld");
        assertThat(refused(new FamilyCommand.Unwithhold(REPORTER, "why", now)).code())
                .isEqualTo("role-missing");
        assertThat(refused(new FamilyCommand.Restore(REPORTER, "fr", "why", now))
                        .code())
                .isEqualTo("role-missing");
        assertThat(refused(restore("fr")).sentence()).contains("withheld with its story");
    }

    @Test
    void r22_a_spiked_story_can_be_withheld_and_nothing_of_it_comes_back() {
        givenLive();
        given(new FamilyCommand.NoteSpike());
        assertThat(said(withhold())).hasSize(3);
        assertThat(said(unwithhold())).containsExactly(new FamilyEvent.Unwithheld("all is well"));
        assertThat(family.isOver()).isTrue();
    }

    @Test
    void r22_a_kill_of_a_withheld_story_is_the_end() {
        givenLive();
        given(withhold(), new FamilyCommand.NoteKill("a hoax"));
        assertThat(refused(unwithhold()).code()).isEqualTo("story-killed");
        assertThat(family.isOver()).isTrue();
    }

    private FamilyCommand withhold() {
        return new FamilyCommand.Withhold(EDITOR, "a lawyer looks at it");
    }

    private FamilyCommand unwithhold() {
        return new FamilyCommand.Unwithhold(EDITOR, "all is well", now);
    }

    private FamilyCommand restore(String language) {
        return new FamilyCommand.Restore(EDITOR, language, "the photo is right", now);
    }
}
