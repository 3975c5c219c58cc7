package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.publish.domain.FamilyCommand.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a correction owes to whom, and what closes it. */
class ObligationsDeciderTest extends FamilyScenario {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant HALF_PAST = NOON.plusSeconds(1800);

    @Test
    void r21_a_correction_opens_an_obligation_for_each_language_and_each_channel_that_delivered_it() {
        givenLive();
        assertThat(said(corrected(2, "e2", List.of("web-en"), List.of("web-fr", "masto-fr"))))
                .containsExactly(
                        opened("en", null, 2),
                        opened("en", "web-en", 2),
                        opened("fr", null, 2),
                        opened("fr", "masto-fr", 2),
                        opened("fr", "web-fr", 2));
    }

    @Test
    void r21_a_minor_change_an_update_and_a_clarification_open_none() {
        for (Change change : List.of(Change.MINOR, Change.UPDATE, Change.CLARIFICATION)) {
            givenLive();
            assertThat(said(revised(2, "e2", change, new Reach(HOUR, List.of()), new Reach(HOUR, List.of()))))
                    .as("%s", change)
                    .isEmpty();
        }
    }

    @Test
    void r21_a_language_never_released_just_rebases() {
        given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"));
        assertThat(said(corrected(2, "e2", List.of(), List.of()))).containsExactly(opened("en", null, 2));
    }

    @Test
    void r21_the_old_text_stays_live_until_the_new_one_is_cleared_which_meets_the_language() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()), translation("fr", 2, "f2"));
        assertThat(family.version("fr").live()).isEqualTo(clearing("fr", 1, "f1"));
        assertThat(said(cleared("fr", 2, "f2")))
                .containsExactly(
                        new FamilyEvent.Released("fr", 2, clearing("fr", 2, "f2"), NOON, Change.CORRECTION, null),
                        new FamilyEvent.ObligationMet(obligation("fr", null, 2), 2));
    }

    @Test
    void r21_a_release_says_how_it_is_meant_and_the_source_what_readers_are_told() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()), revised(3, "e3", Change.MINOR));
        assertThat(said(cleared("en", 3, "e3")))
                .contains(
                        new FamilyEvent.Released("en", 2, clearing("en", 3, "e3"), NOON, Change.CORRECTION, "note 2"));
        given(revised(4, "e4", Change.UPDATE));
        assertThat(said(cleared("en", 4, "e4")))
                .containsExactly(new FamilyEvent.Released("en", 3, clearing("en", 4, "e4"), NOON, Change.UPDATE, null));
        given(revised(5, "e5", Change.MINOR));
        assertThat(said(cleared("en", 5, "e5"))).containsExactly(released("en", 4, 5, "e5"));
    }

    @Test
    void r21_what_no_reader_saw_is_told_of_nobody() {
        given(source(1, "e1"), revised(2, "e2", Change.CORRECTION));
        assertThat(said(cleared("en", 2, "e2"))).containsExactly(released("en", 1, 2, "e2"));
        assertThat(family.steps()).isEmpty();
    }

    @Test
    void r21_a_channel_meets_its_own_by_a_receipt_of_the_release_that_carries_the_correction() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of("web-fr")), receipt("fr", "web-fr", 1, true));
        given(translation("fr", 2, "f2"), cleared("fr", 2, "f2"));
        assertThat(family.obligations()).extracting(Obligation::channel).containsExactly(null, "web-fr");
        assertThat(said(receipt("fr", "web-fr", 2, true)))
                .containsExactly(new FamilyEvent.ObligationMet(
                        obligation("fr", "web-fr", 2).carriedBy(2), 2));
    }

    @Test
    void r21_a_channel_that_shows_nothing_any_more_owes_nothing() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of("web-fr")), takeDown("fr"));
        assertThat(said(receipt("fr", "web-fr", 2, false)))
                .containsExactly(new FamilyEvent.ObligationMet(obligation("fr", "web-fr", 2), 2));
    }

    @Test
    void r21_a_receipt_of_the_old_text_that_is_read_after_the_correction_opens_what_it_would_have_before() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()));
        assertThat(said(receipt("fr", "web-fr", 1, true))).containsExactly(opened("fr", "web-fr", 2));
        assertThat(said(receipt("fr", "web-fr", 1, true))).isEmpty();
    }

    @Test
    void r21_a_receipt_that_comes_late_is_owed_the_release_that_is_out() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()), translation("fr", 2, "f2"), cleared("fr", 2, "f2"));
        assertThat(said(receipt("fr", "late", 1, true))).hasSize(1);
        assertThat(said(receipt("fr", "late", 2, true))).hasSize(1);
        assertThat(family.obligations()).extracting(Obligation::language).containsExactly("en");
        assertThat(said(receipt("fr", "new", 2, true))).isEmpty();
    }

    @Test
    void r21_it_is_reminded_at_half_of_its_time_and_overdue_once() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of("web-fr")));
        assertThat(decider.dueAt(family)).isEqualTo(HALF_PAST);
        assertThat(wakeAt(HALF_PAST)).hasSize(3).allMatch(FamilyEvent.ObligationReminded.class::isInstance);
        assertThat(wakeAt(HALF_PAST.plusSeconds(60))).isEmpty();
        assertThat(wakeAt(LATER)).hasSize(3).allMatch(FamilyEvent.ObligationOverdue.class::isInstance);
        assertThat(decider.dueAt(family)).isNull();
        assertThat(family.obligations()).hasSize(3);
    }

    @Test
    void r21_a_stage_that_was_down_past_the_deadline_tells_that_it_is_overdue_without_a_reminder() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()));
        assertThat(wakeAt(LATER)).hasSize(2).allMatch(FamilyEvent.ObligationOverdue.class::isInstance);
        assertThat(decider.dueAt(family)).isNull();
    }

    @Test
    void r21_while_a_language_is_down_its_time_stands_still_and_nothing_closes_it() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()), takeDown("fr"), takeDown("en"));
        assertThat(decider.dueAt(family)).isNull();
        assertThat(family.obligations()).hasSize(2);
        given(cleared("en", 2, "e2"));
        assertThat(family.obligations()).extracting(Obligation::language).containsExactly("fr");
    }

    @Test
    void r21_withheld_and_back_it_comes_only_in_the_corrected_text() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of()), new FamilyCommand.Withhold(EDITOR, "why"));
        assertThat(decider.dueAt(family)).isNull();
        given(new FamilyCommand.Unwithhold(EDITOR, "why", now));
        assertThat(family.live()).isEmpty();
        assertThat(said(cleared("en", 2, "e2"))).contains(new FamilyEvent.ObligationMet(obligation("en", null, 2), 3));
    }

    @Test
    void r21_each_correction_opens_its_own() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of("web-fr")), corrected(3, "e3", List.of(), List.of("web-fr")));
        assertThat(family.obligations()).hasSize(6);
        given(translation("fr", 3, "f3"));
        assertThat(said(cleared("fr", 3, "f3"))).hasSize(3);
        assertThat(said(receipt("fr", "web-fr", 2, true))).hasSize(2);
    }

    @Test
    void r21_a_waiver_closes_one_with_a_reason_by_who_may() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of("web-fr")));
        assertThat(refused(waive(REPORTER, "fr/web-fr:r2", "why")).code()).isEqualTo("role-missing");
        assertThat(refused(waive(EDITOR, "fr/other:r2", "why")).code()).isEqualTo("no-such-obligation");
        assertThat(refused(waive(EDITOR, "en:r2", "why")).code()).isEqualTo("no-such-obligation");
        assertThat(refused(waive(EDITOR, "fr/web-fr:r2", " ")).code()).isEqualTo("reason-missing");
        assertThat(refused(waive(EDITOR, "fr/web-fr:r2", "x".repeat(501))).code())
                .isEqualTo("reason-too-long");
        assertThat(said(waive(EDITOR, "fr/web-fr:r2", "the account is closed")))
                .containsExactly(new FamilyEvent.ObligationClosed(
                        obligation("fr", "web-fr", 2), ObligationEnd.WAIVED, "the account is closed"));
        assertThat(family.obligations()).hasSize(2);
        assertThat(refused(new FamilyCommand.Waive(
                                new Actor("ru", true, EDITOR.roles(), Set.of("ru")), "fr", "fr:r2", "why"))
                        .code())
                .isEqualTo("wrong-language");
    }

    @Test
    void r22_a_kill_closes_them_as_killed() {
        givenLive();
        given(corrected(2, "e2", List.of(), List.of("web-fr")));
        assertThat(said(new FamilyCommand.NoteKill("a hoax")))
                .filteredOn(FamilyEvent.ObligationClosed.class::isInstance)
                .hasSize(3);
        assertThat(family.obligations()).isEmpty();
        assertThat(decider.dueAt(family)).isNull();
        assertThat(family.isOver()).isTrue();
        assertThat(said(receipt("fr", "web-fr", 1, true))).isEmpty();
    }

    @Test
    void r21_facts_and_receipts_in_any_order_owe_the_same() {
        facts = 100;
        List<FamilyCommand> read = List.of(
                translation("fr", 2, "f2"),
                cleared("fr", 2, "f2"),
                receipt("fr", "slow", 1, true),
                receipt("fr", "quick", 2, true));
        for (List<FamilyCommand> order : orders(read)) {
            if (order.indexOf(read.get(3)) < Math.max(order.indexOf(read.get(0)), order.indexOf(read.get(1)))) {
                continue; // a receipt is the effect of its release
            }
            facts = 0;
            givenLive();
            given(corrected(2, "e2", List.of(), List.of("quick")));
            order.forEach(fact -> given(fact));
            assertThat(family.obligations())
                    .as("%s", order)
                    .extracting(Obligation::place)
                    .containsExactlyInAnyOrder("en:r2", "fr/slow:r2");
        }
    }

    private FamilyCommand corrected(int revision, String hash, List<String> english, List<String> french) {
        return revised(revision, hash, Change.CORRECTION, new Reach(HOUR, english), new Reach(HOUR, french));
    }

    private static FamilyCommand receipt(String language, String channel, long sequence, boolean shows) {
        return new FamilyCommand.NoteReceipt(language, channel, sequence, shows);
    }

    private static FamilyCommand waive(Actor actor, String obligation, String reason) {
        return new FamilyCommand.Waive(actor, "fr", obligation, reason);
    }

    private static FamilyEvent opened(String language, @Nullable String channel, int revision) {
        return new FamilyEvent.ObligationOpened(obligation(language, channel, revision));
    }

    private static Obligation obligation(String language, @Nullable String channel, int revision) {
        return new Obligation(language, channel, revision, NOON, NOON.plus(HOUR), false, false, 0);
    }
}
