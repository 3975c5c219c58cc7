package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private final StringWriter printed = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final ProgressLines progress = new ProgressLines(new PrintWriter(printed), () -> now);

    @Test
    void each_thing_has_a_line_with_the_time_it_took() {
        progress.begin("Kafka");
        now = now.plusMillis(1_250);
        progress.begin("stages");
        now = now.plusMillis(300);
        progress.done();
        progress.close();

        assertThat(printed.toString().lines())
                .containsExactly("Starting Kafka … took 1.3 s", "Starting stages … took 0.3 s");
    }

    @Test
    void a_notice_waits_for_the_end_of_the_line() {
        progress.begin("Kafka");
        progress.afterwards("applied");
        assertThat(printed.toString()).isEqualTo("Starting Kafka … ");

        progress.done();
        progress.afterwards("said at once");

        assertThat(printed.toString().lines())
                .containsExactly("Starting Kafka … took 0.0 s", "applied", "said at once");
    }

    @Test
    void a_notice_is_said_where_the_start_fails_before_its_line_ends() {
        progress.begin("topics and the directory");
        progress.afterwards("applied");

        progress.close();
        progress.close();

        assertThat(printed.toString().lines()).containsExactly("Starting topics and the directory … ", "applied");
    }
}
