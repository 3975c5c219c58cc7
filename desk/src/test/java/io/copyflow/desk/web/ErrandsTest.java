package io.copyflow.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.door.OpenIdConnect;
import io.copyflow.desk.door.Setout;
import io.copyflow.desk.door.TestProvider;
import io.copyflow.testkit.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrandsTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final Errands errands = new Errands(clock, Duration.ofMinutes(10), 2);

    @Test
    void nobodys_errand_is_pushed_out_by_others_and_none_lasts() {
        try (TestProvider provider = new TestProvider()) {
            OpenIdConnect door =
                    new OpenIdConnect(provider.register(URI.create("http://127.0.0.1:1/"), "sub", ""), clock);
            Setout.Underway way = (Setout.Underway) door.setOut("/");
            assertThat(errands.begin("a", way)).isTrue();
            clock.advance(Duration.ofMinutes(5));
            assertThat(errands.begin("b", way)).isTrue();
            assertThat(errands.begin("c", way)).isFalse();
            assertThat(errands.end("c")).isNull();

            clock.advance(Duration.ofMinutes(5));
            assertThat(errands.begin("d", way)).isTrue();
            assertThat(errands.end("a")).isNull();
            assertThat(errands.end("b")).isSameAs(way);
            assertThat(errands.end("b")).isNull();
            clock.advance(Duration.ofMinutes(10));
            assertThat(errands.end("d")).isNull();
        }
    }
}
