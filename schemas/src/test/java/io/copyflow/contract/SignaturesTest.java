package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant ONE = Instant.parse("2026-03-03T13:00:00Z");
    private static final Actor EVE = new Actor("eve.moreau", true, Set.of(Role.EDITOR), Set.of("fr"));

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(new Vouching.Missing(), "signature-missing", "a key of eve.moreau's"),
                Arguments.of(new Vouching.Wrong("k1"), "signature-wrong", "by the key k1"),
                Arguments.of(new Vouching.KeyUnknown("k1"), "key-unknown", "no key k1 of theirs"),
                Arguments.of(
                        new Vouching.KeyNotValid("k1", NOON, Vouching.Because.TOO_EARLY, ONE),
                        "key-not-valid",
                        "the key k1 of eve.moreau's holds from 2026-03-03T13:00:00Z"),
                Arguments.of(
                        new Vouching.KeyNotValid("k1", ONE, Vouching.Because.TOO_LATE, NOON),
                        "key-not-valid",
                        "the key k1 of eve.moreau's held until 2026-03-03T12:00:00Z"),
                Arguments.of(
                        new Vouching.KeyNotValid("k1", ONE, Vouching.Because.REVOKED, NOON),
                        "key-not-valid",
                        "the key k1 of eve.moreau's is revoked as of 2026-03-03T12:00:00Z"),
                Arguments.of(
                        new Vouching.TimeOff(NOON, ONE),
                        "signature-time-off",
                        "says 2026-03-03T12:00:00Z and came at 2026-03-03T13:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_does_not_vouch_is_refused_with_what_is_so_and_what_to_do(Vouching vouching, String code, String said) {
        Refusal refusal = Signatures.refusal(EVE.vouchedBy(vouching), "approve a version");

        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.sentence())
                .startsWith("Expected ")
                .contains("to approve a version", said, "send it under a new command id.");
    }

    @Test
    void a_good_signature_and_none_where_none_is_asked_are_fine() {
        assertThat(Signatures.refusal(EVE, "approve a version")).isNull();
        assertThat(Signatures.refusal(EVE.vouchedBy(new Vouching.Valid("k1")), "approve a version"))
                .isNull();
    }

    @Test
    void a_key_id_of_any_length_makes_no_long_sentence() {
        Refusal refusal =
                Signatures.refusal(EVE.vouchedBy(new Vouching.KeyUnknown("k".repeat(10_000))), "kill a story");

        assertThat(refusal).isNotNull();
        assertThat(refusal.sentence()).hasSizeLessThan(400);
    }
}
