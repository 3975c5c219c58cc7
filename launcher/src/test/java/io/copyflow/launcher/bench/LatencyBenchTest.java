package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LatencyBenchTest {

    private static final long MS = 1_000_000;

    @Test
    void theOwnTextIsNoTranslatedVersion() {
        LatencyBench.Times times = new LatencyBench.Times(List.of("de", "fr"));

        times.add("s1", 100 * MS, arrived("s1", Map.of("en", 110 * MS, "fr", 140 * MS, "de", 190 * MS)));

        LatencyBench.Result result = times.result(settings());
        assertThat(result.ownText()).isEqualTo(new Spread(10, 10));
        assertThat(result.firstTranslated()).isEqualTo(new Spread(40, 40));
        assertThat(result.last()).isEqualTo(new Spread(90, 90));
    }

    @Test
    void submittedToReleasedIsOfEveryTranslatedVersionOfEveryStory() {
        LatencyBench.Times times = new LatencyBench.Times(List.of("de", "fr"));

        times.add("s1", 0, arrived("s1", Map.of("en", MS, "de", 20 * MS, "fr", 30 * MS)));
        times.add("s2", 0, arrived("s2", Map.of("en", MS, "de", 40 * MS, "fr", 50 * MS)));

        LatencyBench.Result result = times.result(settings());
        assertThat(result.versions()).isEqualTo(4);
        assertThat(result.translated()).isEqualTo(new Spread(30, 50));
    }

    @Test
    void theOwnTextMayBeTheLastOfAll() {
        LatencyBench.Times times = new LatencyBench.Times(List.of("de"));

        times.add("s1", 0, arrived("s1", Map.of("en", 30 * MS, "de", 20 * MS)));

        assertThat(times.result(settings()).last()).isEqualTo(new Spread(30, 30));
    }

    private static LatencyBench.Settings settings() {
        return new LatencyBench.Settings(1, 2, Duration.ZERO, 1);
    }

    private static PublishedLog.Arrivals arrived(String storyId, Map<String, Long> byLanguage) {
        Map<String, Long> versions = byLanguage.entrySet().stream()
                .collect(Collectors.toMap(each -> PublishedLog.key(storyId, each.getKey()), Map.Entry::getValue));
        return new PublishedLog.Arrivals(List.of(), versions, 0, Map.of());
    }
}
