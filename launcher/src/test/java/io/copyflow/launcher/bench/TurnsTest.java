package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void theMiddleRoundsRatioCountsAndTheTextsOfAllRounds() {
        Turns turns = new Turns(List.of(
                new Turns.Round(flow(100, List.of()), flow(50, List.of())),
                new Turns.Round(flow(100, List.of()), flow(90, List.of("s1/fr"))),
                new Turns.Round(flow(100, List.of()), flow(130, List.of()))));

        assertThat(turns.ratio()).isEqualTo(0.9);
        assertThat(turns.check().expected()).isEqualTo(60);
        assertThat(turns.check().missing()).containsExactly("s1/fr");
        assertThat(turns.check().isClean()).isFalse();
    }

    private static MeasuredFlow flow(int versions, List<String> missing) {
        return new MeasuredFlow(
                versions,
                1,
                new Spread(1, 1),
                0,
                new ArrivalCheck.Verdict(10, missing, List.of(), List.of(), List.of()));
    }
}
