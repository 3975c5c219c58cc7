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

    @Test
    void whatIsResidentNowIsToldWithWhatOfItIsFiles() {
        assertThat(Resident.parseNow(List.of("VmHWM:\t 99 kB", "VmRSS:\t 9 kB", "RssFile:\t 2 kB", "RssShmem:\t 1 kB")))
                .isEqualTo(new Resident.Now(9 << 10, 3 << 10));
        assertThat(Resident.parseNow(List.of("Name:\tjava"))).isNull();
        assertThat(Resident.now(-1)).isNull();
    }
}
