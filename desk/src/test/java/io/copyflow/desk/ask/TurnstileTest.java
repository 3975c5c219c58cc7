package io.copyflow.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Refusal;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Turnstile turnstile = new Turnstile();

    @Test
    void one_person_has_so_many_wait_and_no_more() {
        IntStream.range(0, Turnstile.MOST_OF_ONE)
                .forEach(n -> assertThat(turnstile.enter("awa", false)).isNull());

        assertThat(code(turnstile.enter("awa", false))).isEqualTo("too-many-asked");
        assertThat(turnstile.enter("ben", false)).isNull();

        turnstile.leave("awa", false, System.nanoTime());
        assertThat(turnstile.enter("awa", false)).isNull();
    }

    @Test
    void where_all_wait_a_kill_does_not() {
        IntStream.range(0, Turnstile.LEAST)
                .forEach(n -> assertThat(turnstile.enter("person-" + n, false)).isNull());

        assertThat(code(turnstile.enter("awa", false))).isEqualTo("desk-busy");
        assertThat(turnstile.enter("awa", true)).isNull();

        turnstile.leave("awa", true, System.nanoTime());
        assertThat(code(turnstile.enter("awa", false))).isEqualTo("desk-busy");
        turnstile.leave("person-0", false, System.nanoTime());
        assertThat(turnstile.enter("awa", false)).isNull();
    }

    private static String code(@Nullable Refusal refusal) {
        return refusal == null ? "let in" : refusal.code();
    }
}
