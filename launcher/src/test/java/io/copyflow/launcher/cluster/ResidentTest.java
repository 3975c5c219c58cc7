package io.copyflow.launcher.cluster;

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
    void whatIsResidentNowIsToldAsWhatIsItsOwnAndWhatIsFiles() {
        Resident.Now now = Resident.parseNow(
                List.of("VmHWM:\t 99 kB", "VmRSS:\t 9 kB", "RssAnon:\t 6 kB", "RssFile:\t 2 kB", "RssShmem:\t 1 kB"));

        assertThat(now).isEqualTo(new Resident.Now(6 << 10, 3 << 10));
        assertThat(now.all()).isEqualTo(9 << 10);
    }

    @Test
    void ofAProcessThatIsNotThereNothingIsTold() {
        assertThat(Resident.parseNow(List.of("Name:\tjava"))).isNull();
        assertThat(Resident.now(-1)).isNull();
        assertThat(Resident.mostBytes(-1)).isZero();
    }
}
