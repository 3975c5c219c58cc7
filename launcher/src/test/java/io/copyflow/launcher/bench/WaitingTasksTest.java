package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTasksTest {

    private static final List<String> LANGUAGES = List.of("de", "fr");

    @Test
    void allThatWereFilledInAreAskedForOneByOne() {
        WaitingTasks tasks = new WaitingTasks(path -> "{\"status\": \"queued\"}", 3, LANGUAGES);

        assertThat(tasks.demandAll()).isEqualTo(6);
    }

    @Test
    void oneThatDoesNotWaitAnyMoreIsFound() {
        String lost = "/tasks/" + QueuedTasks.storyId(2) + "/fr";
        WaitingTasks tasks = new WaitingTasks(
                path -> path.equals(lost) ? "{\"status\": \"cancelled\"}" : "{\"status\": \"queued\"}", 3, LANGUAGES);

        assertThatThrownBy(tasks::demandAll)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("bench-incorrect"))
                .hasMessageContaining("all 6")
                .hasMessageContaining("5 do");
    }

    @Test
    void aLanguageWithNothingToTakeIsFound() {
        WaitingTasks tasks = new WaitingTasks(
                path -> path.endsWith("=fr") ? "{\"tasks\": []}" : "{\"tasks\": [{\"storyId\": \"s1\"}]}",
                3,
                LANGUAGES);

        assertThatThrownBy(tasks::demandOneOfEach)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("bench-incorrect"))
                .hasMessageContaining("into fr");
    }
}
