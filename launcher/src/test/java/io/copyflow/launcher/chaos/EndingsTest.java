package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A process that ends by itself is a fault, unless it could not go on. */
class EndingsTest {

    private final AtomicLong now = new AtomicLong(-7);
    private final Endings endings = new Endings(now::get);

    private Invariant noneGivesUp() {
        return endings.noneGivesUp(6);
    }

    @Test
    void whereABrokerIsAwayAProcessMayGiveUp() {
        endings.begin("a broker");
        endings.ended("ingest-1", 69, "It said: no broker");
        endings.over("a broker");
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        endings.ended("ingest-1", 69, "It said: no broker");

        assertThat(noneGivesUp()).returns(6L, Invariant::looked).returns(true, Invariant::holds);
        assertThat(endings.byCode()).isEqualTo(Map.of(69, 2));
    }

    @Test
    void whereNothingIsAwayNoneGivesUp() {
        endings.over("what was no cause");
        endings.ended("ingest-1", 69, "It said: no broker");
        endings.begin("a broker");
        endings.over("a broker");
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        endings.ended("ingest-2", 69, "It said nothing.");

        assertThat(noneGivesUp().breaches())
                .containsExactly(
                        "ingest-1 gave up with code 69, and no broker was away and no disk full. It said: no broker",
                        "ingest-2 gave up with code 69, and no broker was away and no disk full. It said nothing.");
    }

    @Test
    void noneEndsWithAnotherCodeWhateverIsAway() {
        endings.begin("a broker");
        endings.ended("publish-stage-1", 134, "It said: pthread lock");

        assertThat(noneGivesUp().breaches())
                .containsExactly("publish-stage-1 ended by itself with code 134. It said: pthread lock");
    }
}
