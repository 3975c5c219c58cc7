package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OfferingTest {

    private static final Reply ACCEPTED = new Reply.Accepted();
    private static final Reply REFUSED = new Reply.Refused(503, Duration.ofMillis(1));
    private static final Reply UNANSWERED = new Reply.Unanswered(Duration.ofMillis(1));

    private final Tally tally = new Tally();
    private final Map<Integer, Integer> tries = new ConcurrentHashMap<>();

    @Test
    void whoeverIsRefusedComesAgainUnderTheSameNumberUntilItIsTaken() {
        Offering offering = offering((number, times) -> times < 3 ? REFUSED : ACCEPTED, 100);

        offering.atRate(2_000, Duration.ofMillis(100), () -> {});
        offering.finish(Duration.ofSeconds(20), () -> {});

        assertThat(offering.commands()).isPositive();
        assertThat(tally.taken()).hasSize(offering.commands());
        assertThat(tally.givenUp()).isEmpty();
        assertThat(tries.values()).containsOnly(3);
        assertThat(tally.counts().refused()).isEqualTo(2L * offering.commands());
        assertThat(tally.counts().offered()).isEqualTo(3L * offering.commands());
    }

    @Test
    void whoeverIsAlwaysRefusedGivesUp() {
        Offering offering = offering((number, times) -> REFUSED, 100);

        offering.atRate(2_000, Duration.ofMillis(50), () -> {});
        offering.finish(Duration.ofSeconds(20), () -> {});

        assertThat(tally.taken()).isEmpty();
        assertThat(tally.givenUp()).hasSize(offering.commands());
        assertThat(tries.values()).containsOnly(Offering.MOST_TRIES);
    }

    @Test
    void whoseOutcomeIsNotKnownAsksUntilItIs() {
        Offering offering = offering((number, times) -> times == 1 ? UNANSWERED : times < 20 ? REFUSED : ACCEPTED, 100);

        offering.inTurn(3, Duration.ofMillis(50));

        assertThat(tally.givenUp()).isEmpty();
        assertThat(tally.taken()).hasSize(offering.commands());
        assertThat(tally.counts().unanswered()).isEqualTo(offering.commands());
    }

    @Test
    void whatIsBeyondTheConnectionsIsNotSentAndCounted() {
        Offering offering = new Offering(number -> new CompletableFuture<>(), tally, 5);

        offering.atRate(1_000, Duration.ofMillis(50), () -> {});

        assertThat(tally.counts().offered()).isEqualTo(5);
        assertThat(offering.heldBack()).isPositive();
        assertThat(catchThrowableOfType(StageFailure.class, () -> offering.finish(Duration.ZERO, () -> {}))
                        .code())
                .isEqualTo("bench-stalled");
    }

    @Test
    void whatIsNeverRightIsToldAndItsCommandAskedFor() {
        Offering offering = offering((number, times) -> times == 1 ? new Reply.Fault("500") : ACCEPTED, 100);

        offering.inTurn(1, Duration.ofMillis(10));

        assertThat(tally.faultsTold()).containsEntry("500", offering.commands());
        assertThat(tally.taken()).hasSize(offering.commands());
    }

    private Offering offering(BiFunction<Integer, Integer, Reply> answer, int connections) {
        return new Offering(
                number ->
                        CompletableFuture.supplyAsync(() -> answer.apply(number, tries.merge(number, 1, Integer::sum))),
                tally,
                connections);
    }
}
