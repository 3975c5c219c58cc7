package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final TopicPartition PARTITION = new TopicPartition("copyflow-lease-store-changelog", 0);

    private final AtomicLong now = new AtomicLong(7);
    private final Stillness stillness = new Stillness(now::get);
    private final RestoreWatch watch = new RestoreWatch("lease-stage", stillness);

    @Test
    void aStageThatRestoresIsNotStillHoweverLongItTakes() {
        watch.onRestoreStart(PARTITION, "lease-store", 0, 10_000_000);
        for (int minute = 1; minute <= 30; minute++) {
            pass(Duration.ofMinutes(1));
            watch.onBatchRestored(PARTITION, "lease-store", minute, 1);
            assertThat(stillness.isAsLongAs(PATIENCE)).isFalse();
        }
    }

    @Test
    void aStageThatRestoresNothingIsStill() {
        assertThat(stillness.isAsLongAs(PATIENCE)).isFalse();
        pass(PATIENCE);
        assertThat(stillness.isAsLongAs(PATIENCE)).isTrue();

        watch.onRestoreStart(PARTITION, "lease-store", 0, 10);
        assertThat(stillness.isAsLongAs(PATIENCE)).isFalse();
        pass(PATIENCE);
        assertThat(stillness.isAsLongAs(PATIENCE)).isTrue();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
