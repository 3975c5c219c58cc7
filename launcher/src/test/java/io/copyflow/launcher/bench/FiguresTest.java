package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void theMiddleOneOrBetweenTheTwoInTheMiddle() {
        assertThat(Figures.middle(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Figures.middle(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
        assertThat(Figures.middle(List.of())).isZero();
    }
}
