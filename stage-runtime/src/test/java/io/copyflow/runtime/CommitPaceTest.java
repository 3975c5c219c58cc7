package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitPaceTest {

    private static final long NOON = 1_000_000;

    @TempDir
    private Path folder;

    private long now = NOON;
    private final CommitPace pace = new CommitPace(() -> Instant.ofEpochMilli(now));

    @Test
    void what_comes_alone_is_committed_at_once() {
        MockProcessorContext<Void, Void> task = task();

        work(task);

        assertThat(task.committed()).isTrue();
        assertThat(pending(task)).as("no commit of nothing").isEmpty();
    }

    @Test
    void what_was_handed_out_together_is_committed_together() {
        MockProcessorContext<Void, Void> task = task();
        pace.handedOut(15);
        for (int record = 0; record < 14; record++) {
            pace.begun();
            work(task);
        }
        assertThat(task.committed()).isFalse();

        pace.begun();
        work(task);

        assertThat(task.committed()).isTrue();
        assertThat(pending(task)).as("no commit of nothing").isEmpty();
    }

    @Test
    void what_is_due_waits_for_what_was_handed_out_with_it() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        task.resetCommit();
        pace.handedOut(2);
        pace.begun();
        work(task);

        fire(task, NOON + 20);

        assertThat(task.committed()).isFalse();
        task.setCurrentSystemTimeMs(NOON + 21);
        pace.begun();
        work(task);
        assertThat(task.committed()).isTrue();
        assertThat(pending(task)).as("no commit of nothing").isEmpty();
    }

    @Test
    void what_was_handed_out_and_takes_long_holds_up_no_commit_for_long() {
        MockProcessorContext<Void, Void> task = task();
        pace.handedOut(15);
        pace.begun();

        work(task);

        assertThat(task.committed()).isFalse();
        assertNextCommitIn(CommitPace.TOGETHER.toMillis(), task);
        fire(task, NOON + 30);
        assertThat(task.committed()).isTrue();
    }

    @Test
    void what_comes_soon_after_is_committed_once_when_the_shortest_pause_is_over() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        task.resetCommit();
        task.setCurrentSystemTimeMs(NOON + 5);

        work(task);
        work(task);

        assertThat(task.committed()).isFalse();
        assertNextCommitIn(15, task);
        fire(task, NOON + 20);
        assertThat(task.committed()).isTrue();
        assertThat(pending(task)).as("no commit of nothing").isEmpty();
    }

    @Test
    void a_thread_waits_for_records_until_its_commit_is_due_and_no_longer() {
        Duration most = Duration.ofMillis(100);
        assertThat(untilDue(most, NOON)).isEqualTo(most);
        MockProcessorContext<Void, Void> task = task();
        work(task);
        assertThat(untilDue(most, NOON)).as("all is committed").isEqualTo(most);

        work(task);

        assertThat(untilDue(most, NOON + 5)).isEqualTo(Duration.ofMillis(15));
        assertThat(untilDue(Duration.ofMillis(10), NOON + 5)).isEqualTo(Duration.ofMillis(10));
        assertThat(untilDue(most, NOON + 25)).as("late").isEqualTo(Duration.ofMillis(1));
        assertThat(untilDue(most, NOON + 1_000)).as("never done").isEqualTo(most);
        fire(task, NOON + 25);
        assertThat(untilDue(most, NOON + 25)).isEqualTo(most);
    }

    @Test
    void the_tasks_of_a_thread_are_committed_together() {
        MockProcessorContext<Void, Void> one = task();
        MockProcessorContext<Void, Void> other = task();

        work(one);
        work(one);
        work(other);

        assertThat(pending(one)).hasSize(1);
        assertThat(other.scheduledPunctuators()).isEmpty();
    }

    @Test
    void a_task_that_was_to_commit_and_is_gone_holds_up_no_other() {
        MockProcessorContext<Void, Void> other = task();
        MockProcessorContext<Void, Void> gone = task();
        work(gone);
        work(gone);
        other.setCurrentSystemTimeMs(NOON + 1_000);

        work(other);

        assertThat(other.committed()).isTrue();
    }

    @Test
    void the_longer_commits_take_the_fewer_there_are_but_never_too_few() {
        assertThat(CommitPace.pause(20, Double.NaN)).isEqualTo(20);
        assertThat(CommitPace.pause(20, 1)).isEqualTo(20);
        assertThat(CommitPace.pause(20, 40)).isEqualTo(80);
        assertThat(CommitPace.pause(20, 1_000)).isEqualTo(CommitPace.LONGEST.toMillis());
    }

    @Test
    void what_commits_take_is_told_by_the_last_few() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        commit(100);
        work(task);
        assertNextCommitIn(200, task);

        for (int commit = 0; commit < 30; commit++) {
            commit(2);
        }

        fire(task, NOON + 200);
        task.setCurrentSystemTimeMs(NOON + 200);
        work(task);
        assertNextCommitIn(20, task);
    }

    @Test
    void a_commit_of_nothing_is_not_measured() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        pace.committing();
        now += 100;
        pace.handedOut(1);
        pace.begun();
        commit(1);
        task.setCurrentSystemTimeMs(NOON + 5);

        work(task);

        assertNextCommitIn(15, task);
    }

    @Test
    void the_longer_records_wait_to_be_worked_on_the_fewer_commits_there_are() {
        double pause = 20;
        for (int commit = 0; commit < 30; commit++) {
            pause = CommitPace.next(pause, 20, 10, 10 * CommitPace.LATE.toMillis());
        }
        assertThat(pause).isEqualTo(CommitPace.LONGEST.toMillis());
        assertThat(CommitPace.next(pause, 20, 10, CommitPace.LATE.toMillis()))
                .as("one of them late, and all others in time")
                .isBetween(100.0, 249.0);
        assertThat(CommitPace.next(20, 20, 1, 0))
                .as("never less than the setting")
                .isEqualTo(20);
    }

    @Test
    void many_records_that_are_worked_on_in_time_are_committed_as_soon_as_few() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        long at = NOON;
        for (int burst = 0; burst < 20; burst++) {
            task.setCurrentSystemTimeMs(at + 1);
            for (int record = 0; record < 100; record++) {
                work(task);
            }
            at += 20;
            fire(task, at);
        }
        task.setCurrentSystemTimeMs(at + 1);

        work(task);

        assertNextCommitIn(19, task);
    }

    @Test
    void what_a_pile_is_committed_after_grows_only_while_it_lasts() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        task.setCurrentSystemTimeMs(NOON + 1);
        for (int record = 0; record < 30; record++) {
            pace.worked(task, 20, NOON - CommitPace.LATE.toMillis());
        }
        fire(task, NOON + 20);
        task.setCurrentSystemTimeMs(NOON + 21);

        work(task);

        assertNextCommitIn(21, task);

        fire(task, NOON + 42);
        task.setCurrentSystemTimeMs(NOON + 1_000);
        work(task);
        task.setCurrentSystemTimeMs(NOON + 1_001);
        work(task);
        assertNextCommitIn(19, task);
    }

    @Test
    void the_shortest_pause_is_the_setting_s() {
        assertThat(CommitPace.shortest(task())).isEqualTo(20);
        assertThat(CommitPace.shortest(new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile())))
                .as("left to Streams")
                .isNull();
    }

    @Test
    void what_is_urgent_is_committed_at_once_however_little_ago_the_last_commit_was() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        work(task);
        task.resetCommit();

        kill(task, NOON + 1);

        assertThat(task.committed()).isTrue();
        assertThat(pending(task)).as("all is committed").isEmpty();
    }

    @Test
    void many_that_are_urgent_are_committed_together_and_none_later_than_the_window_s_end() {
        MockProcessorContext<Void, Void> task = task();
        int commits = 0;
        for (long at = NOON; at < NOON + 300; at++) {
            fireDue(task, at);
            kill(task, at);
            if (task.committed()) {
                commits++;
                task.resetCommit();
            }
        }

        assertThat(commits).isEqualTo(10);
        assertThat(pending(task)).hasSize(1);
        assertThat(untilDue(Duration.ofMillis(100), NOON + 299)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void however_long_commits_take_what_is_urgent_and_was_handed_out_together_is_committed_together() {
        MockProcessorContext<Void, Void> task = task();
        int commits = 0;
        long at = NOON;
        for (int poll = 0; poll < 5; poll++) {
            pace.handedOut(20);
            for (int record = 0; record < 20; record++) {
                pace.begun();
                kill(task, at);
                if (task.committed()) {
                    commits++;
                    task.resetCommit();
                    at += 60;
                }
            }
        }

        assertThat(commits).isEqualTo(5);
        assertThat(pending(task)).as("all is committed").isEmpty();
    }

    @Test
    void what_is_urgent_waits_for_what_came_with_it_no_longer_than_for_what_comes_soon_after() {
        MockProcessorContext<Void, Void> task = task();
        pace.handedOut(100);
        pace.begun();

        kill(task, NOON);

        assertThat(task.committed()).isFalse();
        assertNextCommitIn(CommitPace.TOGETHER.toMillis(), task);
    }

    @Test
    void what_streams_set_aside_by_itself_holds_nothing_up_once_a_poll_brings_nothing() {
        MockProcessorContext<Void, Void> task = task();
        pace.handedOut(2);
        pace.begun();
        pace.handedOut(0);

        kill(task, NOON);

        assertThat(task.committed()).isTrue();
    }

    @Test
    void what_is_urgent_does_not_wait_for_a_commit_that_is_due_later() {
        MockProcessorContext<Void, Void> task = task();
        kill(task, NOON);
        pace.worked(task, 200, NOON);
        assertNextCommitIn(200, task);

        kill(task, NOON + 10);

        assertNextCommitIn(20, task);
    }

    @Test
    void what_is_urgent_puts_off_no_commit_that_is_due_sooner() {
        MockProcessorContext<Void, Void> task = task();
        kill(task, NOON);
        work(task);
        assertNextCommitIn(20, task);

        kill(task, NOON + 5);

        assertThat(untilDue(Duration.ofMillis(100), NOON + 5)).isEqualTo(Duration.ofMillis(15));
    }

    private void commit(long takes) {
        pace.committing();
        // of another task of the thread
        pace.committing();
        now += takes;
        pace.committed();
    }

    private void kill(MockProcessorContext<?, ?> task, long at) {
        now = at;
        task.setCurrentSystemTimeMs(at);
        pace.urgent(task);
    }

    private void fireDue(MockProcessorContext<?, ?> task, long at) {
        if (untilDue(Duration.ofMillis(100), at - 1).equals(Duration.ofMillis(1))) {
            fire(task, at);
        }
    }

    private Duration untilDue(Duration most, long at) {
        now = at;
        return pace.untilDue(most);
    }

    /** On what has just come. */
    private void work(MockProcessorContext<?, ?> task) {
        now = task.currentSystemTimeMs();
        pace.worked(task, 20, task.currentSystemTimeMs());
    }

    private MockProcessorContext<Void, Void> task() {
        Properties settings = new Properties();
        settings.put(CommitPace.SHORTEST_CONFIG, 20);
        MockProcessorContext<Void, Void> task = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        task.setCurrentSystemTimeMs(NOON);
        return task;
    }

    private static void assertNextCommitIn(long millis, MockProcessorContext<?, ?> task) {
        assertThat(pending(task))
                .singleElement()
                .satisfies(due -> assertThat(due.getInterval()).isEqualTo(Duration.ofMillis(millis)));
    }

    private static void fire(MockProcessorContext<?, ?> task, long at) {
        pending(task).forEach(due -> due.getPunctuator().punctuate(at));
    }

    private static List<CapturedPunctuator> pending(MockProcessorContext<?, ?> task) {
        return task.scheduledPunctuators().stream()
                .filter(due -> !due.cancelled())
                .toList();
    }
}
