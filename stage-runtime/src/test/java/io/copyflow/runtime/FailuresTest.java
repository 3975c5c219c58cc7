package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void a_full_disk_is_told_however_deep_it_lies() {
        Failures.Told told = Failures.tell(new IllegalStateException(
                "task failed", new RuntimeException("flush", new IOException("No space left on device"))));

        assertThat(told.code()).isEqualTo("no-space");
        assertThat(told.sentence()).contains("disk is full").contains("free some space");
    }

    @Test
    void a_file_that_may_not_be_written_is_named() {
        assertThat(Failures.tell(new RuntimeException(new AccessDeniedException("/data/state"))))
                .isEqualTo(new Failures.Told("access-denied", "This user may not write /data/state."));
    }

    @Test
    void too_little_memory_is_told_with_what_to_do() {
        Failures.Told told = Failures.tell(new RuntimeException(new OutOfMemoryError("Java heap space")));

        assertThat(told.code()).isEqualTo("out-of-memory");
        assertThat(told.sentence()).contains("COPYFLOW_HEAP");
    }

    @Test
    void a_failure_that_is_told_already_keeps_its_code_and_sentence() {
        assertThat(Failures.tell(new RuntimeException(new StageFailure("port-in-use", "Port 1 is in use."))))
                .isEqualTo(new Failures.Told("port-in-use", "Port 1 is in use."));
    }

    @Test
    void anything_else_is_told_by_its_first_cause() {
        assertThat(Failures.tell(new RuntimeException("outer", new IOException("connection reset"))))
                .isEqualTo(new Failures.Told("failed", "connection reset"));
        assertThat(Failures.tell(new RuntimeException("outer", new IllegalStateException())))
                .isEqualTo(new Failures.Told("failed", "IllegalStateException"));
    }

    @Test
    void causes_that_go_in_a_ring_end() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);

        assertThat(Failures.tell(one).code()).isEqualTo("failed");
    }
}
