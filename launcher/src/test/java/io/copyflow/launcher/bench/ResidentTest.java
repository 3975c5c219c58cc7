package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentTest {

    @Test
    void theMostIsReadInBytesFromWhatLinuxTells() {
        assertThat(Resident.parse(List.of("Name:\tjava", "VmHWM:\t 1048576 kB", "VmRSS:\t 9 kB")))
                .isEqualTo(1L << 30);
        assertThat(Resident.parse(List.of("Name:\tjava"))).isZero();
    }
}
