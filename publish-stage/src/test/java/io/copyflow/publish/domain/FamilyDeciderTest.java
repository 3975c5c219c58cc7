package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FamilyDeciderTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-03T13:00:00Z");
    private static final Actor EDITOR = new Actor("edit", true, Set.of(Role.EDITOR), Set.of("en", "fr"));

    private final FamilyDecider decider = new FamilyDecider();
    private Family family = decider.initial();
    /** Facts are numbered in the order in which they are made here, whatever the order in which they are read. */
    private long facts;

    @Nested
    class Releasing {

        @Test
        void r18_the_cleared_source_is_released() {
            given(source(1, "e1"));
            assertThat(said(cleared("en", 1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
            assertThat(family.version("en"))
                    .isEqualTo(new Version(null, 1, null, false, 1, clearing("en", 1, "e1"), 1, NOON, null));
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
                    .containsExactly(new FamilyEvent.TakenDown("fr", 3, "f2", 2, "wrong photo"));
            assertThat(said(takeDown("en")))
                    .containsExactly(new FamilyEvent.TakenDown("en", 2, "e1", 1, "wrong photo"));
        }

        @Test
        void r19_the_same_hash_is_not_released_over_itself() {
            givenLive();
            assertThat(decide(cleared("fr", 1, "f1"))).isEmpty();
            given(translation("fr", 1, "f1"));
            assertThat(family.version("fr").text()).isNull();
            assertThat(decide(cleared("fr", 1, "f1"))).isEmpty();
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
                    .containsExactly(new FamilyEvent.Released("en", 1, clearing("en", 1, "e1"), LATER));
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
                            new FamilyEvent.TakenDown("en", 2, "e1", 1, "The story was killed: a hoax"),
                            new FamilyEvent.TakenDown("fr", 2, "f1", 1, "The story was killed: a hoax"));
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

    // given / when / then

    private void givenLive() {
        family = decider.initial();
        given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"));
        assertThat(family.version("en").live()).isNotNull();
        assertThat(family.version("fr").live()).isNotNull();
    }

    private void given(FamilyCommand... commands) {
        for (FamilyCommand command : commands) {
            decide(command);
        }
    }

    /** What others hear of a command; it is applied. */
    private List<FamilyEvent> said(FamilyCommand command) {
        return decide(command).stream()
                .filter(event -> !(event instanceof FamilyEvent.Private))
                .toList();
    }

    private List<FamilyEvent> decide(FamilyCommand command) {
        Decision<FamilyEvent> decision = decider.decide(family, command);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        List<FamilyEvent> events = ((Decision.Accepted<FamilyEvent>) decision).events();
        for (FamilyEvent event : events) {
            family = decider.evolve(family, event);
        }
        return events;
    }

    private Decision.Refused<FamilyEvent> refused(FamilyCommand command) {
        Decision<FamilyEvent> decision = decider.decide(family, command);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (Decision.Refused<FamilyEvent>) decision;
    }

    private static FamilyCommand source(int revision, String hash) {
        return new FamilyCommand.NoteSource("en", text(hash, revision), NOON);
    }

    private FamilyCommand translation(String language, int revision, String hash) {
        return new FamilyCommand.NoteTranslation(language, ++facts, text(hash, revision), NOON);
    }

    private FamilyCommand cancelled(String language) {
        return new FamilyCommand.NoteCancellation(language, ++facts);
    }

    private FamilyCommand cleared(String language, int revision, String hash) {
        return new FamilyCommand.NoteClearing(language, ++facts, clearing(language, revision, hash), NOON);
    }

    private FamilyCommand voided(String language) {
        return new FamilyCommand.NoteVoid(language, ++facts);
    }

    private static Text text(String hash, int revision) {
        return new Text(hash, revision, null, List.of(), List.of());
    }

    private static FamilyCommand takeDown(String language) {
        return new FamilyCommand.TakeDown(EDITOR, language, "wrong photo");
    }

    private static Clearing clearing(String language, int revision, String hash) {
        return new Clearing(hash, revision, "review-stage:s1/" + language + ":" + hash, "edit", List.of("w1", "w2"));
    }

    private static FamilyEvent released(String language, long sequence, int revision, String hash) {
        return new FamilyEvent.Released(language, sequence, clearing(language, revision, hash), NOON);
    }

    private static FamilyEvent held(String language, int revision, String hash, HoldReason reason) {
        return new FamilyEvent.Held(language, clearing(language, revision, hash), reason);
    }

    private static <T> List<List<T>> orders(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int first = 0; first < things.size(); first++) {
            List<T> others = new ArrayList<>(things);
            T one = others.remove(first);
            for (List<T> rest : orders(others)) {
                List<T> order = new ArrayList<>(List.of(one));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
