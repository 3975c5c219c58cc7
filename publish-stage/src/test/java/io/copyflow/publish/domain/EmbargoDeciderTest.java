package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Vouching;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Embargo and schedule: nothing goes out before its time, and who may change that. */
class EmbargoDeciderTest extends FamilyScenario {

    private static final Instant EVENING = Instant.parse("2026-03-03T18:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-03-03T22:00:00Z");

    @Nested
    class Embargoes {

        @Test
        void r20_what_is_cleared_waits_for_the_end_of_the_embargo_and_goes_out_when_it_is_reached() {
            given(embargoed(EVENING), cleared("en", 1, "e1"));
            assertThat(family.version("en").hold()).isEqualTo(new Hold(HoldReason.EMBARGO, EVENING));
            assertThat(decider.dueAt(family)).isEqualTo(EVENING);
            assertThat(wakeAt(EVENING.minusMillis(1))).isEmpty();
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 1, 1, "e1"));
            assertThat(decider.dueAt(family)).isNull();
        }

        @Test
        void r18_the_embargo_is_checked_at_the_moment_of_release_whether_or_not_the_timer_fired() {
            given(embargoed(EVENING));
            now = EVENING;
            assertThat(said(cleared("en", 1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r20_the_embargo_is_the_whole_familys() {
            given(embargoed(EVENING), translation("fr", 1, "f1"));
            assertThat(said(cleared("fr", 1, "f1"))).containsExactly(held("fr", 1, "f1", HoldReason.EMBARGO, EVENING));
            given(cleared("en", 1, "e1"));
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 1, 1, "e1"), released("fr", 1, 1, "f1"));
        }

        @Test
        void r20_an_embargo_without_a_time_ends_only_when_a_chief_ends_it() {
            given(embargoed(null), cleared("en", 1, "e1"));
            assertThat(decider.dueAt(family)).isNull();
            assertThat(refused(lift(EDITOR)).code()).isEqualTo("role-missing");
            assertThat(said(lift(CHIEF)))
                    .containsExactly(
                            new FamilyEvent.EmbargoLifted(new Embargo(null, "agreed"), "others have it"),
                            released("en", 1, 1, "e1"));
        }

        @Test
        void r20_moved_later_what_waits_waits_longer() {
            given(embargoed(EVENING), cleared("en", 1, "e1"));
            assertThat(said(set(EDITOR, NIGHT)))
                    .containsExactly(
                            new FamilyEvent.EmbargoSet(
                                    new Embargo(NIGHT, "agreed"), new Embargo(EVENING, "agreed"), null),
                            held("en", 1, "e1", HoldReason.EMBARGO, NIGHT));
            assertThat(wakeAt(EVENING)).isEmpty();
            assertThat(wakeAt(NIGHT)).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r20_moved_earlier_it_needs_the_right() {
            given(embargoed(NIGHT), cleared("en", 1, "e1"));
            assertThat(refused(set(EDITOR, EVENING)).sentence()).startsWith("Expected chief to move an embargo");
            assertThat(said(set(CHIEF, EVENING))).hasSize(2);
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r20_from_no_time_to_a_time_is_earlier() {
            given(embargoed(null));
            assertThat(refused(set(EDITOR, NIGHT)).code()).isEqualTo("role-missing");
            assertThat(said(set(CHIEF, NIGHT))).hasSize(1);
        }

        @Test
        void r20_an_editor_may_embargo_a_story_and_a_reporter_not() {
            given(source(1, "e1"));
            assertThat(refused(set(REPORTER, EVENING)).code()).isEqualTo("role-missing");
            assertThat(said(set(EDITOR, EVENING)))
                    .containsExactly(new FamilyEvent.EmbargoSet(new Embargo(EVENING, "agreed"), null, null));
        }

        @Test
        void r20_after_release_it_cannot_be_set() {
            givenLive();
            assertThat(refused(set(CHIEF, EVENING)).code()).isEqualTo("already-released");
            assertThat(refused(set(CHIEF, EVENING)).sentence()).contains("Withhold the story");
            given(takeDown("en"), takeDown("fr"));
            assertThat(refused(set(CHIEF, EVENING)).code()).isEqualTo("already-released");
        }

        @Test
        void r20_an_embargo_that_comes_with_a_later_revision_holds_what_is_not_out() {
            givenLive();
            assertThat(said(source(2, "e2", EVENING, 2)))
                    .containsExactly(new FamilyEvent.EmbargoSet(new Embargo(EVENING, "agreed"), null, 2));
            assertThat(said(cleared("en", 2, "e2"))).containsExactly(held("en", 2, "e2", HoldReason.EMBARGO, EVENING));
            assertThat(family.version("en").live()).isNotNull();
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 2, 2, "e2"));
        }

        @Test
        void r20_an_embargo_that_was_ended_does_not_come_back_when_the_wire_says_it_again() {
            given(embargoed(EVENING), lift(CHIEF));
            assertThat(said(source(2, "e2", EVENING, 2))).isEmpty();
            assertThat(said(new FamilyCommand.NoteEmbargo(new Said(new Embargo(EVENING, "agreed"), 3), 2, now)))
                    .isEmpty();
            assertThat(said(cleared("en", 2, "e2"))).containsExactly(released("en", 1, 2, "e2"));
        }

        @Test
        void r20_a_wire_moves_its_embargo_later_but_not_earlier() {
            given(embargoed(EVENING));
            assertThat(said(new FamilyCommand.NoteEmbargo(new Said(new Embargo(NIGHT, null), 2), 1, now)))
                    .containsExactly(
                            new FamilyEvent.EmbargoSet(new Embargo(NIGHT, null), new Embargo(EVENING, "agreed"), 1));
            assertThat(said(new FamilyCommand.NoteEmbargo(new Said(new Embargo(LATER, null), 3), 1, now)))
                    .isEmpty();
            assertThat(family.terms().embargo()).isEqualTo(new Embargo(NIGHT, null));
        }

        @Test
        void r20_an_old_embargo_put_back_from_dead_letters_changes_nothing() {
            given(embargoed(EVENING), new FamilyCommand.NoteEmbargo(new Said(new Embargo(NIGHT, null), 2), 1, now));
            given(lift(CHIEF));
            assertThat(decide(new FamilyCommand.NoteEmbargo(new Said(new Embargo(EVENING, "agreed"), 1), 1, now)))
                    .isEmpty();
        }

        @Test
        void r20_an_embargo_that_has_passed_is_none() {
            given(embargoed(NOON));
            assertThat(said(cleared("en", 1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r20_what_cannot_be_asked_of_an_embargo_is_refused() {
            assertThat(refused(set(CHIEF, EVENING)).code()).isEqualTo("story-unknown");
            given(source(1, "e1"));
            assertThat(refused(lift(CHIEF)).code()).isEqualTo("no-embargo");
            assertThat(refused(set(EDITOR, NOON)).code()).isEqualTo("time-passed");
            given(set(EDITOR, EVENING));
            assertThat(decide(set(EDITOR, EVENING))).isEmpty();
            assertThat(refused(new FamilyCommand.LiftEmbargo(CHIEF, "x".repeat(501), now))
                            .code())
                    .isEqualTo("reason-too-long");
            assertThat(refused(new FamilyCommand.SetEmbargo(CHIEF, new Embargo(LATER, "x".repeat(501)), now))
                            .sentence())
                    .startsWith("Expected a note of at most 500 characters, but it has 501.");
            assertThat(refused(new FamilyCommand.LiftEmbargo(CHIEF, " ", now)).code())
                    .isEqualTo("reason-missing");
            assertThat(refused(lift(CHIEF.vouchedBy(new Vouching.Missing()))).code())
                    .isEqualTo("signature-missing");
            given(new FamilyCommand.NoteSpike());
            assertThat(refused(set(CHIEF, NIGHT)).code()).isEqualTo("story-spiked");
            given(new FamilyCommand.NoteKill("a hoax"));
            assertThat(refused(set(CHIEF, NIGHT)).code()).isEqualTo("story-killed");
        }

        @Test
        void r22_a_kill_ends_embargo_and_schedules() {
            given(embargoed(EVENING), schedule(null, NIGHT), schedule("fr", NIGHT));
            given(new FamilyCommand.NoteKill("a hoax"));
            assertThat(decider.dueAt(family)).isNull();
            assertThat(family.terms()).isEqualTo(Terms.NONE);
        }
    }

    @Nested
    class Schedules {

        @Test
        void r18_a_scheduled_story_waits_and_says_until_when() {
            given(source(1, "e1"));
            assertThat(said(schedule(null, EVENING))).containsExactly(new FamilyEvent.Scheduled(null, EVENING));
            assertThat(said(cleared("en", 1, "e1")))
                    .containsExactly(held("en", 1, "e1", HoldReason.SCHEDULED, EVENING));
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 1, 1, "e1"));
            assertThat(family.terms().scheduledFor()).isNull();
        }

        @Test
        void r20_a_language_may_be_later() {
            given(source(1, "e1"), translation("fr", 1, "f1"), schedule("fr", EVENING), cleared("fr", 1, "f1"));
            assertThat(said(cleared("en", 1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
            assertThat(wakeAt(EVENING)).containsExactly(released("fr", 1, 1, "f1"));
            assertThat(family.version("fr").scheduledFor()).isNull();
        }

        @Test
        void r20_but_never_earlier_than_the_embargo() {
            given(embargoed(EVENING));
            assertThat(refused(schedule("en", EVENING.minusSeconds(1))).code()).isEqualTo("embargo-later");
            given(schedule("en", EVENING), cleared("en", 1, "e1"), set(EDITOR, NIGHT));
            assertThat(wakeAt(EVENING)).isEmpty();
            assertThat(wakeAt(NIGHT)).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r20_nor_than_the_storys_own_schedule() {
            given(source(1, "e1"), schedule("en", LATER), schedule(null, EVENING), cleared("en", 1, "e1"));
            assertThat(wakeAt(LATER)).isEmpty();
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 1, 1, "e1"));
        }

        @Test
        void r20_no_schedule_under_an_embargo_without_a_time() {
            given(embargoed(null));
            assertThat(refused(schedule(null, NIGHT)).sentence()).contains("the embargo has no end");
        }

        @Test
        void r18_a_schedule_taken_back_releases_at_once() {
            given(source(1, "e1"), schedule(null, EVENING), cleared("en", 1, "e1"));
            assertThat(refused(new FamilyCommand.CancelSchedule(EDITOR, "en", now))
                            .code())
                    .isEqualTo("not-scheduled");
            assertThat(said(new FamilyCommand.CancelSchedule(EDITOR, null, now)))
                    .containsExactly(new FamilyEvent.ScheduleCancelled(null, EVENING), released("en", 1, 1, "e1"));
        }

        @Test
        void r18_the_next_version_of_what_is_live_can_be_scheduled() {
            givenLive();
            given(schedule("en", EVENING), source(2, "e2"), cleared("en", 2, "e2"));
            assertThat(family.version("en").live()).isEqualTo(clearing("en", 1, "e1"));
            assertThat(wakeAt(EVENING)).containsExactly(released("en", 2, 2, "e2"));
        }

        @Test
        void r18_what_cannot_be_scheduled_is_refused() {
            given(source(1, "e1"));
            assertThat(refused(schedule(null, NOON)).code()).isEqualTo("time-passed");
            assertThat(refused(new FamilyCommand.Schedule(EDITOR, "fr", false, EVENING, now))
                            .code())
                    .isEqualTo("language-not-wanted");
            assertThat(refused(new FamilyCommand.Schedule(REPORTER, "fr", true, EVENING, now))
                            .code())
                    .isEqualTo("role-missing");
            Actor elsewhere = new Actor("ru", true, EDITOR.roles(), java.util.Set.of("ru"));
            assertThat(refused(new FamilyCommand.Schedule(elsewhere, "fr", true, EVENING, now))
                            .code())
                    .isEqualTo("wrong-language");
        }

        @Test
        void r18_facts_orders_and_times_in_any_order_release_the_same() {
            List<FamilyCommand> facts = List.of(
                    translation("fr", 1, "f1"),
                    cleared("fr", 1, "f1"),
                    cleared("en", 1, "e1"),
                    schedule("fr", EVENING),
                    schedule(null, LATER));
            for (List<FamilyCommand> order : orders(facts)) {
                family = decider.initial();
                now = NOON;
                given(source(1, "e1"), set(EDITOR, LATER));
                order.forEach(this::ask);
                assertThat(family.live()).as("%s", order).isEmpty();
                wakeAt(LATER);
                assertThat(family.live()).as("%s", order).containsExactly("en");
                wakeAt(EVENING);
                assertThat(family.live()).as("%s", order).containsExactly("en", "fr");
            }
        }

        private void ask(FamilyCommand command) {
            given(command);
        }
    }

    private FamilyCommand embargoed(@Nullable Instant until) {
        return source(1, "e1", until, 1);
    }

    private FamilyCommand source(int revision, String hash, @Nullable Instant until, long number) {
        return new FamilyCommand.NoteSource(
                "en",
                text(hash, revision),
                null,
                new Said(new Embargo(until, "agreed"), number),
                FamilyCommand.Plan.PLAIN,
                now);
    }

    private FamilyCommand set(Actor actor, @Nullable Instant until) {
        return new FamilyCommand.SetEmbargo(actor, new Embargo(until, "agreed"), now);
    }

    private FamilyCommand lift(Actor actor) {
        return new FamilyCommand.LiftEmbargo(actor, "others have it", now);
    }

    private FamilyCommand schedule(@Nullable String language, Instant notBefore) {
        return new FamilyCommand.Schedule(EDITOR, language, true, notBefore, now);
    }
}
