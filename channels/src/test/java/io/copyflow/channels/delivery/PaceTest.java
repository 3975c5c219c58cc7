package io.copyflow.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-03-03T14:05:00Z");

    @Test
    void so_many_come_at_once_and_the_next_waits_for_its_token() {
        Pace pace = new Pace(60, 2, NOW);

        assertThat(pace.take(NOW)).isZero();
        assertThat(pace.take(NOW)).isZero();
        assertThat(pace.take(NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pace.take(NOW.plusSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.take(NOW.plusSeconds(60))).isZero();
    }

    @Test
    void over_an_hour_there_are_never_more_than_allowed_and_those_at_once() {
        Pace pace = new Pace(100, 5, NOW);
        int taken = 0;
        for (Instant at = NOW; at.isBefore(NOW.plusSeconds(3600)); at = at.plusMillis(700)) {
            if (pace.take(at).isZero()) {
                taken++;
            }
        }

        assertThat(taken).isBetween(100, 105);
    }

    @Test
    void a_quiet_time_saves_up_no_more_than_may_come_at_once() {
        Pace pace = new Pace(60, 2, NOW);
        Instant later = NOW.plus(Duration.ofDays(1));

        assertThat(pace.take(later)).isZero();
        assertThat(pace.take(later)).isZero();
        assertThat(pace.take(later)).isPositive();
    }

    @Test
    void a_clock_that_was_set_back_gives_no_tokens() {
        Pace pace = new Pace(60, 1, NOW);
        assertThat(pace.take(NOW)).isZero();

        assertThat(pace.take(NOW.minusSeconds(3600))).isPositive();
    }
}
