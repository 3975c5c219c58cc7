package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    private final Shutdown shutdown = new Shutdown();

    @AfterEach
    void letTheProcessGo() {
        shutdown.ended();
    }

    @Test
    void what_ends_it_is_told_to_who_waits_with_its_code_and_the_first_counts() {
        shutdown.because(new StageFailure("stage-failed", "The stage publish-stage can run no longer."));
        shutdown.because(new StageFailure("follower-failed", "Later."));

        assertThatThrownBy(shutdown::await)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("stage-failed"))
                .hasMessage("The stage publish-stage can run no longer.");
    }
}
