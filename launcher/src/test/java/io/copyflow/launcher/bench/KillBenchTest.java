package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import org.junit.jupiter.api.Test;

class KillBenchTest {

    @Test
    void killsCountOnlyWhileVersionsWait() {
        assertThatNoException().isThrownBy(() -> KillBench.demandLoad(1));
        assertThatThrownBy(() -> KillBench.demandLoad(0))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("bench-incorrect"));
    }
}
