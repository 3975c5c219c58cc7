package io.copyflow.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.contract.Vouching;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No decision of a person for whom nothing good vouches, whatever it is. */
class VouchingTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Actor EVE = new Actor("eve", true, Set.of(Role.EDITOR, Role.WEB_EDITOR), Set.of("fr"));
    private static final Warning WARNING = new Warning("numbers", Warning.Severity.MAJOR, "b1");

    private final ReviewDecider decider = new ReviewDecider();
    private final Review inReview = decider.evolve(
            decider.initial(),
            new ReviewEvent.Requested(
                    new Version("h1", 1, List.of("amina"), 1, List.of(WARNING), List.of("headline", "b1"), List.of())));
    private final Review approved =
            decider.evolve(inReview, new ReviewEvent.Approved("h1", 1, new Approval("edit", NOON), 0));
    private final Review broken = decider.evolve(
            inReview, new ReviewEvent.GlassBroken("h1", 1, new BrokenGlass("edit", Role.EDITOR, "Alone", NOON), false));

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(new Vouching.Missing(), "signature-missing"),
                Arguments.of(new Vouching.Wrong("k1"), "signature-wrong"),
                Arguments.of(new Vouching.KeyUnknown("k1"), "key-unknown"),
                Arguments.of(
                        new Vouching.KeyNotValid("k1", NOON, Vouching.Because.REVOKED, NOON.minusSeconds(1)),
                        "key-not-valid"),
                Arguments.of(new Vouching.TimeOff(NOON, NOON.plusSeconds(3600)), "signature-time-off"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void r16_nobody_decides_without_a_good_signature_where_one_is_due(Vouching bad, String code) {
        assertThat(commands(EVE.vouchedBy(bad))).allSatisfy(command -> {
            assertThat(decider.decide(before(command), command))
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(code));
        });
    }

    @Test
    void r16_who_has_not_the_right_is_told_that_first() {
        Actor reporter = new Actor("rob", true, Set.of(Role.REPORTER), Set.of("fr"));

        assertThat(decider.decide(
                        inReview,
                        new ReviewCommand.Approve(reporter.vouchedBy(new Vouching.Missing()), "fr", "h1", NOON)))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("role-missing"));
    }

    @Test
    void r16_a_good_signature_lets_everything_pass() {
        Actor signed = EVE.vouchedBy(new Vouching.Valid("k1"));
        assertThat(commands(signed))
                .allSatisfy(command ->
                        assertThat(decider.decide(before(command), command)).isInstanceOf(Decision.Accepted.class));
    }

    /** A review that waits for just this. */
    private Review before(ReviewCommand command) {
        return switch (command) {
            case ReviewCommand.SignOff _ -> approved;
            case ReviewCommand.Countersign _ -> broken;
            default -> inReview;
        };
    }

    private static List<ReviewCommand> commands(Actor actor) {
        return List.of(
                new ReviewCommand.Approve(actor, "fr", "h1", NOON),
                new ReviewCommand.SignOff(actor, "fr", "h1", NOON),
                new ReviewCommand.BreakGlass(actor, "fr", "h1", "Alone", true, NOON),
                new ReviewCommand.Countersign(actor, "fr", "h1", NOON),
                new ReviewCommand.Reject(actor, "fr", "h1", "No"),
                new ReviewCommand.RequestChanges(actor, "fr", "h1", List.of(new Remark(null, "Shorter"))),
                new ReviewCommand.Waive(actor, "fr", "h1", "numbers", "b1", "As it is", NOON));
    }
}
