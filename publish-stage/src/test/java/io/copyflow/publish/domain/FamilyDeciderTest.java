package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.contract.Vouching;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FamilyDeciderTest extends FamilyScenario {

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(new Vouching.Missing(), "signature-missing"),
                Arguments.of(new Vouching.Wrong("k1"), "signature-wrong"),
                Arguments.of(new Vouching.KeyUnknown("k1"), "key-unknown"),
                Arguments.of(new Vouching.KeyNotValid("k1", NOON, Vouching.Because.TOO_EARLY, NOON), "key-not-valid"),
                Arguments.of(new Vouching.TimeOff(NOON, NOON.plusSeconds(3600)), "signature-time-off"));
    }

    @Nested
    class Releasing {

        @Test
        void r18_the_cleared_source_is_released() {
            given(source(1, "e1"));
            assertThat(said(cleared("en", 1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
            assertThat(family.version("en"))
                    .isEqualTo(new Version(
                            null,
                            1,
                            false,
                            null,
                            null,
                            1,
                            clearing("en", 1, "e1"),
                            null,
                            true,
                            false,
                            1,
                            NOON,
                            null,
                            null,
                            null));
        }

        @Test
        void r18_what_is_not_cleared_is_not_released() {
            assertThat(said(source(1, "e1"))).isEmpty();
            assertThat(said(translation("fr", 1, "f1"))).isEmpty();
        }

        @Test
        void r18_the_cleared_fact_may_come_before_the_story() {
            assertThat(said(cleared("en", 1, "e1"))).isEmpty();
            assertThat(said(source(1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r18_facts_in_any_order_release_the_same() {
            List<FamilyCommand> facts = List.of(
                    source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"));
            for (List<FamilyCommand> order : orders(facts)) {
                family = decider.initial();
                order.forEach(fact -> said(fact));
                assertThat(family.version("en").live()).as("%s", order).isEqualTo(clearing("en", 1, "e1"));
                assertThat(family.version("fr").live()).as("%s", order).isEqualTo(clearing("fr", 1, "f1"));
                assertThat(family.version("fr").releaseSequence()).isEqualTo(1);
            }
        }

        @Test
        void r18_another_hash_than_that_of_the_text_is_not_released() {
            given(source(1, "e1"));
            assertThat(said(cleared("en", 1, "e0"))).isEmpty();
            assertThat(said(cleared("en", 1, "e1"))).hasSize(1);
        }

        @Test
        void r18_a_text_whose_hash_could_not_be_reckoned_is_not_released() {
            given(source(1, ""));
            assertThat(said(cleared("en", 1, "e1"))).isEmpty();
        }

        @Test
        void r18_a_translation_of_an_older_revision_is_not_released() {
            given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), source(2, "e2"));
            assertThat(said(cleared("fr", 1, "f1"))).isEmpty();
        }

        @Test
        void r18_a_translation_of_a_revision_not_seen_yet_waits_for_it() {
            given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 2, "f2"), cleared("fr", 2, "f2"));
            assertThat(family.version("fr").live()).isNull();
            assertThat(said(source(2, "e2"))).containsExactly(released("fr", 1, 2, "f2"));
        }

        @Test
        void r18_an_older_source_cleared_after_a_revision_is_not_released() {
            given(source(1, "e1"), source(2, "e2"));
            assertThat(said(cleared("en", 1, "e1"))).isEmpty();
            assertThat(said(cleared("en", 2, "e2"))).containsExactly(released("en", 1, 2, "e2"));
        }

        @Test
        void r18_the_live_source_may_be_of_an_older_revision() {
            givenLive();
            given(source(2, "e2"), translation("ru", 2, "r2"));
            assertThat(said(cleared("ru", 2, "r2"))).containsExactly(released("ru", 1, 2, "r2"));
        }

        @Test
        void r18_what_was_cleared_and_voided_is_not_released() {
            given(cleared("en", 1, "e1"), voided("en"));
            assertThat(said(source(1, "e1"))).isEmpty();
        }

        @Test
        void r18_a_void_that_is_older_than_the_clearing_touches_nothing() {
            FamilyCommand older = voided("en");
            given(cleared("en", 1, "e2"), older);
            assertThat(said(source(1, "e2"))).hasSize(1);
        }

        @Test
        void r18_a_void_leaves_live_what_is_live() {
            givenLive();
            assertThat(said(voided("fr"))).isEmpty();
            assertThat(family.version("fr").live()).isNotNull();
        }

        @Test
        void r18_nothing_of_a_spiked_story_is_released_in_either_order() {
            given(source(1, "e1"), new FamilyCommand.NoteSpike());
            assertThat(said(cleared("en", 1, "e1"))).isEmpty();
            family = decider.initial();
            given(cleared("en", 1, "e1"), new FamilyCommand.NoteSpike());
            assertThat(said(source(1, "e1"))).isEmpty();
            assertThat(family.version("en").text()).isNull();
        }

        @Test
        void r18_a_cancelled_translation_is_not_released() {
            given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), cancelled("fr"));
            assertThat(said(cleared("fr", 1, "f1"))).isEmpty();
        }
    }

    @Nested
    class Holding {

        @Test
        void r18_a_translation_waits_for_the_source_and_says_so_once() {
            given(source(1, "e1"), translation("fr", 1, "f1"));
            FamilyCommand cleared = cleared("fr", 1, "f1");
            assertThat(said(cleared)).containsExactly(held("fr", 1, "f1", HoldReason.SOURCE_NOT_RELEASED));
            assertThat(said(cleared)).isEmpty();
            assertThat(said(translation("ru", 1, "r1"))).isEmpty();
        }

        @Test
        void r18_the_source_takes_all_that_wait_along_in_language_order() {
            given(source(1, "e1"));
            for (String language : List.of("ru", "fr", "ar", "zh-Hans")) {
                given(translation(language, 1, language), cleared(language, 1, language));
            }
            assertThat(said(cleared("en", 1, "e1")))
                    .containsExactly(
                            released("en", 1, 1, "e1"),
                            released("ar", 1, 1, "ar"),
                            released("fr", 1, 1, "fr"),
                            released("ru", 1, 1, "ru"),
                            released("zh-Hans", 1, 1, "zh-Hans"));
        }

        @Test
        void r18_the_source_does_not_take_along_what_rests_on_an_older_revision() {
            given(source(1, "e1"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"), source(2, "e2"));
            assertThat(said(cleared("en", 2, "e2"))).containsExactly(released("en", 1, 2, "e2"));
        }

        @Test
        void r18_another_clearing_that_waits_is_announced_again() {
            given(source(1, "e1"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"), voided("fr"));
            given(translation("fr", 1, "f2"));
            assertThat(said(cleared("fr", 1, "f2")))
                    .containsExactly(held("fr", 1, "f2", HoldReason.SOURCE_NOT_RELEASED));
        }

        @Test
        void r18_translations_wait_while_the_source_is_taken_down() {
            givenLive();
            given(takeDown("en"), translation("ru", 1, "r1"));
            assertThat(said(cleared("ru", 1, "r1")))
                    .containsExactly(held("ru", 1, "r1", HoldReason.SOURCE_NOT_RELEASED));
        }
    }

    @Nested
    class Sequences {

        @Test
        void r19_each_release_and_withdrawal_rises_by_one() {
            givenLive();
            given(source(2, "e2"), translation("fr", 2, "f2"));
            assertThat(said(cleared("fr", 2, "f2"))).containsExactly(released("fr", 2, 2, "f2"));
            assertThat(said(takeDown("fr")))
                    .containsExactly(new FamilyEvent.TakenDown("fr", 3, "f2", 2, "wrong photo", false));
            assertThat(said(takeDown("en")))
                    .containsExactly(new FamilyEvent.TakenDown("en", 2, "e1", 1, "wrong photo", false));
        }

        @Test
        void r19_the_same_hash_is_not_released_over_itself() {
            givenLive();
            assertThat(said(cleared("fr", 1, "f1"))).isEmpty();
            given(translation("fr", 1, "f1"));
            assertThat(family.version("fr").text()).isNull();
            assertThat(said(cleared("fr", 1, "f1"))).isEmpty();
        }

        @Test
        void r19_a_source_seen_twice_changes_nothing() {
            givenLive();
            assertThat(decide(source(1, "e1"))).isEmpty();
        }

        @Test
        void r19_the_time_of_the_first_release_stays() {
            givenLive();
            given(source(2, "e2"), new FamilyCommand.NoteClearing("en", ++facts, clearing("en", 2, "e2"), LATER));
            assertThat(family.version("en").firstReleasedAt()).isEqualTo(NOON);
            assertThat(family.version("en").releaseSequence()).isEqualTo(2);
        }

        @Test
        void r19_the_time_of_release_is_that_of_the_fact_that_completes_it() {
            given(cleared("en", 1, "e1"));
            assertThat(said(new FamilyCommand.NoteSource("en", text("e1", 1), LATER)))
                    .containsExactly(new FamilyEvent.Released("en", 1, clearing("en", 1, "e1"), LATER, null, null));
        }
    }

    @Nested
    class TakingDown {

        @Test
        void r22_the_source_taken_down_leaves_translations_live() {
            givenLive();
            assertThat(said(takeDown("en"))).hasSize(1);
            assertThat(family.version("fr").live()).isNotNull();
        }

        @Test
        void r22_what_is_not_live_is_not_taken_down() {
            given(source(1, "e1"));
            assertThat(refused(takeDown("en")).sentence())
                    .isEqualTo("Expected a live version in en to take down, but it was never released."
                            + " Check story and language.");
            givenLive();
            given(takeDown("fr"));
            assertThat(refused(takeDown("fr")).code()).isEqualTo("not-live");
            assertThat(refused(takeDown("fr")).sentence()).contains("taken down already");
        }

        @Test
        void r22_a_takedown_has_a_reason() {
            givenLive();
            assertThat(refused(new FamilyCommand.TakeDown(EDITOR, "fr", " \t")).code())
                    .isEqualTo("reason-missing");
        }

        @Test
        void r22_only_editors_and_chiefs_of_the_language_take_down() {
            givenLive();
            Actor webEditor = new Actor("web", true, Set.of(Role.WEB_EDITOR), Set.of("fr"));
            Actor chief = new Actor("chief", true, Set.of(Role.CHIEF), Set.of("en"));
            assertThat(refused(new FamilyCommand.TakeDown(webEditor, "fr", "why"))
                            .code())
                    .isEqualTo("role-missing");
            assertThat(refused(new FamilyCommand.TakeDown(chief, "fr", "why")).code())
                    .isEqualTo("wrong-language");
            assertThat(refused(new FamilyCommand.TakeDown(Actor.unknown("x"), "fr", "why"))
                            .code())
                    .isEqualTo("unknown-person");
            assertThat(said(new FamilyCommand.TakeDown(chief, "en", "why"))).hasSize(1);
        }

        @ParameterizedTest
        @MethodSource("io.copyflow.publish.domain.FamilyDeciderTest#bad")
        void r22_nobody_takes_down_without_a_good_signature_where_one_is_due(Vouching bad, String code) {
            givenLive();
            assertThat(refused(new FamilyCommand.TakeDown(EDITOR.vouchedBy(bad), "fr", "why"))
                            .code())
                    .isEqualTo(code);
        }

        @Test
        void r22_another_text_cleared_after_a_takedown_goes_live_with_a_higher_sequence() {
            givenLive();
            given(takeDown("fr"), source(2, "e2"), cleared("en", 2, "e2"), translation("fr", 2, "f2"));
            assertThat(said(cleared("fr", 2, "f2"))).containsExactly(released("fr", 3, 2, "f2"));
        }

        @Test
        void r22_the_very_text_that_was_taken_down_stays_down() {
            givenLive();
            given(takeDown("fr"), translation("fr", 1, "f1"));
            assertThat(said(cleared("fr", 1, "f1"))).containsExactly(held("fr", 1, "f1", HoldReason.TAKEN_DOWN));
            given(translation("fr", 1, "f2"), cleared("fr", 1, "f2"), translation("fr", 1, "f1"));
            assertThat(said(cleared("fr", 1, "f1"))).containsExactly(held("fr", 1, "f1", HoldReason.TAKEN_DOWN));
            assertThat(family.version("fr").live()).isEqualTo(clearing("fr", 1, "f2"));
        }

        @Test
        void r22_the_source_cleared_anew_after_its_takedown_takes_along_what_waits() {
            givenLive();
            given(takeDown("en"), source(2, "e2"), translation("fr", 2, "f2"), cleared("fr", 2, "f2"), takeDown("fr"));
            assertThat(said(cleared("en", 2, "e2")))
                    .containsExactly(released("en", 3, 2, "e2"), released("fr", 3, 2, "f2"));
        }

        @Test
        void r22_a_spiked_story_can_still_be_taken_down() {
            givenLive();
            given(new FamilyCommand.NoteSpike());
            assertThat(said(takeDown("en"))).hasSize(1);
        }
    }

    @Nested
    class Killing {

        private static final FamilyCommand KILL = new FamilyCommand.NoteKill("The story was killed: a hoax");

        @Test
        void r22_a_kill_takes_down_every_live_language_at_once() {
            givenLive();

            assertThat(said(KILL))
                    .containsExactly(
                            new FamilyEvent.TakenDown("en", 2, "e1", 1, "The story was killed: a hoax", false),
                            new FamilyEvent.TakenDown("fr", 2, "f1", 1, "The story was killed: a hoax", false));
            assertThat(family.live()).isEmpty();
            assertThat(family.isOver()).isTrue();
        }

        @Test
        void r22_whatever_is_read_after_a_kill_releases_nothing() {
            givenLive();
            given(translation("ru", 1, "r1"), KILL);

            assertThat(said(cleared("ru", 1, "r1"))).isEmpty();
            assertThat(said(source(2, "e2"))).isEmpty();
            assertThat(said(cleared("en", 2, "e2"))).isEmpty();
            assertThat(said(translation("fr", 2, "f2"))).isEmpty();
            assertThat(said(cleared("fr", 2, "f2"))).isEmpty();
            assertThat(said(voided("fr"))).isEmpty();
            assertThat(said(new FamilyCommand.NoteSpike())).isEmpty();
            assertThat(family.live()).isEmpty();
        }

        @Test
        void r22_a_kill_among_the_facts_leaves_nothing_live_in_any_order() {
            List<FamilyCommand> facts = List.of(
                    source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"), KILL);
            for (List<FamilyCommand> order : orders(facts)) {
                family = decider.initial();
                order.forEach(fact -> said(fact));
                assertThat(family.live()).as("%s", order).isEmpty();
                assertThat(family.killed()).as("%s", order).isTrue();
                assertThat(family.versions().values())
                        .as("%s", order)
                        .allMatch(version -> version.text() == null && version.waiting() == null);
            }
        }

        @Test
        void r22_a_kill_read_twice_takes_nothing_down_twice() {
            givenLive();
            given(KILL);
            assertThat(said(KILL)).isEmpty();
        }

        @Test
        void r22_what_was_taken_down_before_stays_so_and_what_a_spike_left_live_goes() {
            givenLive();
            given(takeDown("fr"), new FamilyCommand.NoteSpike());

            assertThat(said(KILL))
                    .extracting(FamilyEvent.TakenDown.class::cast)
                    .extracting(FamilyEvent.TakenDown::language)
                    .containsExactly("en");
        }

        @Test
        void r22_nothing_can_be_taken_down_of_a_killed_story() {
            givenLive();
            given(KILL);
            assertThat(refused(takeDown("fr")).code()).isEqualTo("story-killed");
        }
    }

    /** Facts that were dead letters for a while, so that they are read after newer ones. */
    @Nested
    class PuttingBack {

        @Test
        void r18_an_older_revision_replaces_no_newer_one() {
            given(source(2, "e2"), source(1, "e1"));
            assertThat(said(cleared("en", 2, "e2"))).containsExactly(released("en", 1, 2, "e2"));
        }

        @Test
        void r18_an_older_translation_replaces_no_newer_one() {
            FamilyCommand older = translation("fr", 1, "f1");
            given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f2"), older);
            assertThat(said(cleared("fr", 1, "f2"))).containsExactly(released("fr", 1, 1, "f2"));
            given(older);
            assertThat(family.version("fr").text()).isNull();
        }

        @Test
        void r18_an_older_clearing_replaces_no_newer_one() {
            FamilyCommand older = cleared("fr", 1, "f1");
            given(source(1, "e1"), translation("fr", 1, "f2"), cleared("fr", 1, "f2"), older);
            assertThat(said(cleared("en", 1, "e1"))).contains(released("fr", 1, 1, "f2"));
        }

        @Test
        void r18_a_clearing_that_was_voided_meanwhile_is_not_released() {
            FamilyCommand clearing = cleared("en", 1, "e1");
            given(source(1, "e1"), voided("en"));
            assertThat(said(clearing)).isEmpty();
            assertThat(family.version("en").waiting()).isNull();
        }

        @Test
        void r18_a_translation_that_was_cancelled_meanwhile_is_not_released() {
            FamilyCommand translation = translation("fr", 1, "f1");
            given(source(1, "e1"), cleared("en", 1, "e1"), cancelled("fr"), translation);
            assertThat(said(cleared("fr", 1, "f1"))).isEmpty();
        }

        @Test
        void r18_a_cancellation_that_is_older_than_the_text_drops_nothing() {
            FamilyCommand older = cancelled("fr");
            given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), older);
            assertThat(said(cleared("fr", 1, "f1"))).hasSize(1);
        }
    }
}
