package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentTest {

    @Test
    void whatIsResidentIsReadInBytesFromWhatLinuxTells() {
        assertThat(Resident.parse(List.of("Name:\tjava", "VmHWM:\t 1048576 kB", "VmRSS:\t 9 kB")))
                .isEqualTo(new Resident.Bytes(9 << 10, 1L << 30));
        assertThat(Resident.parse(List.of("Name:\tjava"))).isEqualTo(new Resident.Bytes(0, 0));
    }
}
