package io.copyflow.publish.kill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.contract.Vouching;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KillDeciderTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Actor CHIEF = new Actor("chief", true, Set.of(Role.CHIEF), Set.of());

    private final KillDecider decider = new KillDecider();

    @Test
    void r22_a_chief_kills_a_story_that_nothing_need_be_known_of() {
        assertThat(decider.decide(decider.initial(), kill(CHIEF, "A hoax")))
                .isEqualTo(Decision.accept(new KillEvent.StoryKilled(new Kill("chief", NOON, "A hoax"))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHIEF")
    void r22_nobody_else_may(Role role) {
        Actor other = new Actor("other", true, Set.of(role), Set.of("en"));

        assertThat(refused(decider.initial(), kill(other, "A hoax")).code()).isEqualTo("role-missing");
    }

    @Test
    void r22_a_stranger_may_not() {
        assertThat(refused(decider.initial(), kill(Actor.unknown("ghost"), "A hoax"))
                        .code())
                .isEqualTo("unknown-person");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(new Vouching.Missing(), "signature-missing"),
                Arguments.of(new Vouching.Wrong("k1"), "signature-wrong"),
                Arguments.of(new Vouching.KeyUnknown("k1"), "key-unknown"),
                Arguments.of(new Vouching.KeyNotValid("k1", NOON, Vouching.Because.TOO_LATE, NOON), "key-not-valid"),
                Arguments.of(new Vouching.TimeOff(NOON, NOON.plusSeconds(3600)), "signature-time-off"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void r22_nobody_kills_in_a_chiefs_name_without_a_good_signature_where_one_is_due(Vouching bad, String code) {
        assertThat(refused(decider.initial(), kill(CHIEF.vouchedBy(bad), "A hoax"))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void r22_a_second_kill_is_told_who_killed_and_when() {
        Switch killed = decider.evolve(decider.initial(), new KillEvent.StoryKilled(new Kill("chief", NOON, "A hoax")));

        Decision.Refused<KillEvent> refused = refused(killed, kill(CHIEF, "To be sure"));

        assertThat(refused.code()).isEqualTo("already-killed");
        assertThat(refused.sentence()).contains("chief killed it at 2026-03-03T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void r22_a_kill_has_a_reason(String reason) {
        assertThat(refused(decider.initial(), kill(CHIEF, reason)).code()).isEqualTo("reason-missing");
    }

    @Test
    void r22_a_reason_is_at_most_500_characters_however_they_are_encoded() {
        assertThat(decider.decide(decider.initial(), kill(CHIEF, "𝕏".repeat(500))))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refused(decider.initial(), kill(CHIEF, "x".repeat(501))).code())
                .isEqualTo("reason-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S1", "s1/fr", "-s1", "s 1"})
    void r22_what_can_be_no_story_is_not_killed(String id) {
        assertThat(refused(decider.initial(), new KillCommand.KillStory(CHIEF, id, "A hoax", NOON))
                        .code())
                .isEqualTo("story-id-invalid");
    }

    private static KillCommand kill(Actor actor, String reason) {
        return new KillCommand.KillStory(actor, "s1", reason, NOON);
    }

    private Decision.Refused<KillEvent> refused(Switch story, KillCommand command) {
        Decision<KillEvent> decision = decider.decide(story, command);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        Decision.Refused<KillEvent> refused = (Decision.Refused<KillEvent>) decision;
        assertThat(refused.sentence())
                .startsWith("Expected ")
                .contains(", but ")
                .endsWith(".");
        return refused;
    }
}
