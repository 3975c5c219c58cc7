package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WaitsTest {

    @Test
    void whatIsWaitedForIsWaitedForUntilItIsThere() {
        AtomicInteger count = new AtomicInteger();

        Waits.until("tasks to be queued", count::incrementAndGet, 3, () -> {});

        assertThat(count).hasValue(3);
    }

    @Test
    void whatCannotComeAnyMoreIsNotWaitedFor() {
        IllegalArgumentException cause = new IllegalArgumentException("no room");

        assertThatThrownBy(() -> Waits.until(
                        "tasks to be queued", () -> 0, 1, () -> Waits.demandNone("Kafka to take every command", cause)))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("bench-stalled"))
                .hasMessageContaining("Kafka to take every command")
                .hasMessageContaining("no room")
                .hasCause(cause);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waits.pause(Duration.ofHours(1)))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("interrupted"));

        assertThat(Thread.interrupted()).isTrue();
    }
}
