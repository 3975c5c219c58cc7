package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;
    private int underWay;
    private final Allowance allowance = new Allowance(16, 1_000, Duration.ofSeconds(2), () -> now);

    @Test
    void so_many_are_let_in_and_one_more_when_one_has_left() {
        fill();
        assertThat(underWay).isEqualTo(64);
        assertThat(allowance.enter()).isFalse();
        allowance.leave(now);
        assertThat(allowance.enter()).isTrue();
    }

    @Test
    void a_round_of_good_answers_doubles_what_is_let_in_up_to_the_most() {
        round(1);
        assertThat(allowance.allowed()).isEqualTo(128);
        for (int n = 0; n < 5; n++) {
            round(1);
        }
        assertThat(allowance.allowed()).isEqualTo(1_000);
    }

    @Test
    void a_round_of_late_answers_cuts_it_once_and_after_that_it_grows_by_one_a_round() {
        round(3);
        assertThat(allowance.allowed()).isEqualTo(48);
        round(1);
        round(1);
        assertThat(allowance.allowed()).isBetween(49, 50);
        round(3);
        assertThat(allowance.allowed()).isBetween(36, 37);
    }

    @Test
    void however_late_the_answers_are_the_least_are_let_in() {
        for (int n = 0; n < 20; n++) {
            round(60);
        }
        assertThat(allowance.allowed()).isEqualTo(16);
    }

    @Test
    void good_answers_to_few_say_nothing_of_many() {
        for (int n = 0; n < 1_000; n++) {
            allowance.enter();
            allowance.leave(now);
        }
        assertThat(allowance.allowed()).isEqualTo(64);
    }

    /** As many as are let in, each answered after so many seconds, and its place taken by another while there is room. */
    private void round(int seconds) {
        fill();
        long began = now;
        now += seconds * SECOND;
        for (int n = underWay; n > 0; n--) {
            allowance.leave(began);
            underWay--;
            if (allowance.enter()) {
                underWay++;
            }
        }
    }

    private void fill() {
        while (allowance.enter()) {
            underWay++;
        }
    }
}
