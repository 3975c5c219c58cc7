package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Outlet.Ability;
import io.copyflow.channels.delivery.Outlet.OnCorrection;
import io.copyflow.channels.delivery.Receipt.Outcome;
import io.copyflow.channels.delivery.Standing.Attempt;
import io.copyflow.channels.delivery.Standing.Shown;
import io.copyflow.channels.delivery.Version.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

    private static final Instant NOW = Instant.parse("2026-03-03T14:05:00Z");

    private final StubOutlet outlet = new StubOutlet();

    @ParameterizedTest
    @EnumSource(OnCorrection.class)
    void r24_a_minor_change_and_an_update_are_edits_whatever_the_policy_for_corrections(OnCorrection policy) {
        outlet.onCorrection = policy;

        assertThat(plan(null))
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Edit.class));
        assertThat(plan(Change.UPDATE))
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Edit.class));
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"CORRECTION", "CLARIFICATION"})
    void r24_a_correction_and_a_clarification_are_answered_as_the_policy_says(Change change) {
        outlet.onCorrection = OnCorrection.REPLY;
        assertThat(plan(change))
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Reply.class));

        outlet.onCorrection = OnCorrection.DELETE_AND_REPOST;
        assertThat(plan(change))
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Delete.class));

        outlet.onCorrection = OnCorrection.LEAVE_AND_REPORT;
        assertThat(plan(change))
                .isInstanceOfSatisfying(
                        Plan.Finish.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.LEFT));

        outlet.onCorrection = OnCorrection.EDIT;
        assertThat(plan(change))
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Edit.class));
    }

    @Test
    void r24_where_nothing_can_be_changed_an_update_is_left_and_a_correction_is_a_reply() {
        outlet.ability = new Ability(false, true, true);
        outlet.onCorrection = OnCorrection.REPLY;

        assertThat(plan(Change.UPDATE))
                .isInstanceOfSatisfying(
                        Plan.Finish.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.LEFT));
        assertThat(plan(Change.CORRECTION))
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Reply.class));
    }

    @Test
    void r24_a_policy_the_network_has_no_way_for_is_told_and_nothing_is_called() {
        outlet.ability = new Ability(false, false, false);
        for (OnCorrection policy : OnCorrection.values()) {
            outlet.onCorrection = policy;
            assertThat(plan(Change.CORRECTION))
                    .isInstanceOfSatisfying(
                            Plan.Finish.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.LEFT));
        }
    }

    @Test
    void r22_a_kill_takes_down_what_is_known_of_although_something_else_is_in_doubt() {
        Standing doubted = showing()
                .attempting(new Attempt("k", "post", "Two", 2, NOW))
                .doubting(Versions.live("s1", "en", 2, "Two"));

        Plan plan = Plan.of(doubted.toBeKilled(), Version.killed("s1", "en", 2), "k/killed", outlet);

        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Call.class, call -> assertThat(call.step()).isInstanceOf(Step.Delete.class));
    }

    private Plan plan(@Nullable Change change) {
        Version version = Versions.live("s1", "en", 2, "Two", change);
        return Plan.of(showing().waiting(version, NOW), version, "k", outlet);
    }

    private static Standing showing() {
        return Standing.unknown("s1", "en").showing(new Shown("post", null, "One", List.of()));
    }
}
