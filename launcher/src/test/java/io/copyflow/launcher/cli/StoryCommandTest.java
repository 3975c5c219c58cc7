package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.launcher.log.RecordedStory;
import io.copyflow.launcher.log.StoryOutline;
import io.copyflow.launcher.log.Timeline;
import io.copyflow.runtime.StageFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code copyflow story ID --at TIME}: the story as it stood, before and after each step. */
class StoryCommandTest {

    private static final List<LogRecord> RECORDS =
            RecordedStory.liveInArabic("s1").records();

    @Test
    void r26_a_story_stands_at_each_time_as_what_the_log_had_then_says() {
        Map<Long, String> states = new LinkedHashMap<>();
        states.put(40L, "queued");
        states.put(60_012L, "claimed");
        states.put(600_015L, "in review");
        states.put(700_000L, "approved");
        states.put(720_000L, "cleared");
        states.put(720_031L, "live");
        String before = "waiting";
        for (Map.Entry<Long, String> step : states.entrySet()) {
            Instant at = RecordedStory.BEGIN.plusMillis(step.getKey());
            assertThat(arabic(at.minusMillis(1))).as("just before %s", at).isEqualTo(before);
            assertThat(arabic(at)).as("at %s", at).isEqualTo(step.getValue());
            before = step.getValue();
        }
    }

    @Test
    void r26_each_time_has_what_was_recorded_up_to_it_and_nothing_later() {
        for (LogRecord record : RECORDS) {
            Instant at = record.time();
            assertThat(StoryCommand.upTo(at, "s1", RECORDS))
                    .contains(record)
                    .allMatch(each -> !each.time().isAfter(at));
            assertThat(RECORDS.stream().filter(each -> !each.time().isAfter(at)))
                    .hasSameSizeAs(StoryCommand.upTo(at, "s1", RECORDS));
        }
    }

    @Test
    void before_the_first_fact_there_is_no_story_yet() {
        Instant first =
                RECORDS.stream().map(LogRecord::time).min(Instant::compareTo).orElseThrow();

        assertThatThrownBy(() -> StoryCommand.upTo(first.minusMillis(1), "s1", RECORDS))
                .isInstanceOfSatisfying(StageFailure.class, refused -> {
                    assertThat(refused.code()).isEqualTo("not-yet");
                    assertThat(refused).hasMessageContaining("nothing of it is from before then");
                });
        assertThatThrownBy(() -> StoryCommand.upTo(Instant.MIN, "s1", RECORDS)).isInstanceOf(StageFailure.class);
    }

    @Test
    void a_time_to_come_tells_it_as_it_is_now() {
        assertThat(StoryCommand.upTo(Instant.parse("2999-01-01T00:00:00Z"), "s1", RECORDS))
                .isEqualTo(RECORDS);
        assertThat(StoryCommand.upTo(Instant.MAX, "s1", RECORDS)).isEqualTo(RECORDS);
    }

    private static String arabic(Instant at) {
        StoryOutline outline = Timeline.of(
                        "s1",
                        StoryCommand.upTo(at, "s1", RECORDS),
                        new Directory(_ -> null, _ -> List.of()),
                        ZoneOffset.UTC)
                .outline();
        return outline == null
                ? "none"
                : outline.versions().stream()
                        .filter(version -> version.language().equals("ar"))
                        .map(version -> version.state().words())
                        .findFirst()
                        .orElse("none");
    }
}
