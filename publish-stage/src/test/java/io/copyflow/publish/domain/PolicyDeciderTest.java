package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which languages go out together. */
class PolicyDeciderTest extends FamilyScenario {

    private static final Instant DEADLINE = Instant.parse("2026-03-03T14:00:00Z");
    private static final Policy CORE = new Policy(List.of("en", "fr"), DEADLINE);

    @Test
    void r18_together_all_that_are_wanted_go_at_once() {
        given(source(Policy.together(), Set.of("fr", "ru")));
        assertThat(said(cleared("en", 1, "e1"))).containsExactly(held("en", 1, "e1", HoldReason.WAITING_FOR_OTHERS));
        given(translation("fr", 1, "f1"), cleared("fr", 1, "f1"), translation("ru", 1, "r1"));
        assertThat(said(cleared("ru", 1, "r1")))
                .containsExactly(released("en", 1, 1, "e1"), released("fr", 1, 1, "f1"), released("ru", 1, 1, "r1"));
    }

    @Test
    void r18_together_a_language_that_is_not_wanted_any_more_holds_nobody() {
        given(source(Policy.together(), Set.of("fr", "ru")), cleared("en", 1, "e1"));
        given(translation("fr", 1, "f1"), cleared("fr", 1, "f1"));
        assertThat(said(cancelled("ru"))).containsExactly(released("en", 1, 1, "e1"), released("fr", 1, 1, "f1"));
    }

    @Test
    void r18_together_in_any_order_releases_the_same() {
        List<FamilyCommand> facts = List.of(
                source(Policy.together(), Set.of("fr", "ru")),
                cleared("en", 1, "e1"),
                translation("fr", 1, "f1"),
                cleared("fr", 1, "f1"),
                cancelled("ru"));
        for (List<FamilyCommand> order : orders(facts)) {
            family = decider.initial();
            int told = 0;
            for (FamilyCommand fact : order) {
                told++;
                said(fact);
                assertThat(family.live()).as("%s", order).hasSize(told == facts.size() ? 2 : 0);
            }
        }
    }

    @Test
    void r18_a_new_revision_keeps_all_waiting_until_all_rest_on_it() {
        given(source(Policy.together(), Set.of("fr")), cleared("en", 1, "e1"), translation("fr", 1, "f1"));
        given(source(2, "e2", Policy.together(), Set.of("fr")), cleared("fr", 1, "f1"), cleared("en", 2, "e2"));
        assertThat(family.live()).isEmpty();
        given(translation("fr", 2, "f2"));
        assertThat(said(cleared("fr", 2, "f2"))).hasSize(2);
    }

    @Test
    void r21_an_update_waits_for_nobody() {
        given(source(Policy.together(), Set.of("fr")), cleared("en", 1, "e1"), translation("fr", 1, "f1"));
        given(cleared("fr", 1, "f1"), source(2, "e2", Policy.together(), Set.of("fr")));
        assertThat(said(cleared("en", 2, "e2"))).containsExactly(released("en", 2, 2, "e2"));
    }

    @Test
    void r18_the_core_goes_together_and_the_others_follow() {
        given(source(CORE, Set.of("fr", "ru")), translation("ru", 1, "r1"), cleared("ru", 1, "r1"));
        assertThat(said(cleared("en", 1, "e1")))
                .containsExactly(held("en", 1, "e1", HoldReason.WAITING_FOR_OTHERS, DEADLINE));
        given(translation("fr", 1, "f1"));
        assertThat(said(cleared("fr", 1, "f1")))
                .containsExactly(released("en", 1, 1, "e1"), released("fr", 1, 1, "f1"), released("ru", 1, 1, "r1"));
    }

    @Test
    void r18_at_the_deadline_the_core_goes_with_what_is_there() {
        given(source(CORE, Set.of("fr", "ru")), cleared("en", 1, "e1"), translation("ru", 1, "r1"));
        given(cleared("ru", 1, "r1"));
        assertThat(decider.dueAt(family)).isEqualTo(DEADLINE);
        assertThat(wakeAt(DEADLINE)).containsExactly(released("en", 1, 1, "e1"), released("ru", 1, 1, "r1"));
        assertThat(decider.dueAt(family)).isNull();
        given(translation("fr", 1, "f1"));
        assertThat(said(cleared("fr", 1, "f1"))).containsExactly(released("fr", 1, 1, "f1"));
    }

    @Test
    void r18_a_deadline_lets_nothing_out_that_is_not_cleared() {
        given(source(CORE, Set.of("fr")));
        assertThat(wakeAt(DEADLINE)).isEmpty();
        assertThat(said(cleared("en", 1, "e1"))).containsExactly(released("en", 1, 1, "e1"));
    }

    @Test
    void r20_a_deadline_does_not_break_an_embargo() {
        Instant evening = DEADLINE.plusSeconds(3600);
        given(source(CORE, Set.of("fr")), new FamilyCommand.SetEmbargo(EDITOR, new Embargo(evening, null), now));
        given(cleared("en", 1, "e1"));
        assertThat(wakeAt(DEADLINE)).isEmpty();
        assertThat(wakeAt(evening)).containsExactly(released("en", 1, 1, "e1"));
    }

    @Test
    void r18_an_edition_may_not_wait_for_the_source() {
        given(new FamilyCommand.NoteSource(
                "en", text("e1", 1), null, null, new FamilyCommand.Plan(null, Set.of("fr", "ru"), Set.of("fr")), NOON));
        given(translation("fr", 1, "f1"), translation("ru", 1, "r1"));
        assertThat(said(cleared("fr", 1, "f1"))).containsExactly(released("fr", 1, 1, "f1"));
        assertThat(said(cleared("ru", 1, "r1"))).containsExactly(held("ru", 1, "r1", HoldReason.SOURCE_NOT_RELEASED));
    }

    @Test
    void r18_the_policy_of_one_story_can_be_another() {
        given(source(1, "e1"));
        assertThat(said(policy(Policy.together())))
                .containsExactly(new FamilyEvent.PolicySet(Policy.together(), Set.of("fr")));
        given(cleared("en", 1, "e1"));
        assertThat(family.live()).isEmpty();
        assertThat(said(policy(null)))
                .containsExactly(new FamilyEvent.PolicySet(null, Set.of("fr")), released("en", 1, 1, "e1"));
        assertThat(refused(policy(Policy.together())).code()).isEqualTo("already-released");
    }

    @Test
    void r18_a_policy_that_makes_no_sense_is_refused() {
        given(source(1, "e1"));
        assertThat(refused(policy(new Policy(List.of("fr", "de"), null))).sentence())
                .contains("de is none of them");
        assertThat(refused(policy(new Policy(List.of("fr"), NOON))).code()).isEqualTo("time-passed");
        assertThat(refused(new FamilyCommand.SetPolicy(REPORTER, null, Set.of(), now))
                        .code())
                .isEqualTo("role-missing");
    }

    private FamilyCommand source(Policy policy, Set<String> targets) {
        return source(1, "e1", policy, targets);
    }

    private FamilyCommand source(int revision, String hash, Policy policy, Set<String> targets) {
        return new FamilyCommand.NoteSource(
                "en", text(hash, revision), null, null, new FamilyCommand.Plan(policy, targets, Set.of()), now);
    }

    private FamilyCommand policy(@Nullable Policy policy) {
        return new FamilyCommand.SetPolicy(EDITOR, policy, Set.of("fr"), now);
    }
}
