package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMiddleAndTheSlowEndAreTheSmallestThatCoverTheirShare() {
        long[] oneToHundredMs =
                LongStream.rangeClosed(1, 100).map(ms -> (101 - ms) * 1_000_000).toArray();

        assertThat(Spread.of(oneToHundredMs)).isEqualTo(new Spread(50, 99));
    }

    @Test
    void noneGiveZeros() {
        assertThat(Spread.of(new long[0])).isEqualTo(new Spread(0, 0));
    }
}
