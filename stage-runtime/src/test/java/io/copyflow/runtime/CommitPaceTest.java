package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitPaceTest {

    private static final long NOON = 1_000_000;
    private static final int SHORTEST = 20;
    private static final Duration MOST = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private long now = NOON;
    private final CommitPace pace = new CommitPace(() -> now);

    @Test
    void what_comes_alone_is_committed_at_once() {
        MockProcessorContext<Void, Void> task = task();
        work(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ZERO);

        assertThat(task.committed()).isTrue();
        commit(task, 0);
        assertThat(pace.beforeWaiting(MOST)).as("all is committed").isEqualTo(MOST);
        assertThat(task.committed()).as("no commit of nothing").isFalse();
    }

    @Test
    void what_comes_together_is_committed_together() {
        MockProcessorContext<Void, Void> task = task();

        for (int record = 0; record < 15; record++) {
            work(task);
            now++;
        }

        assertThat(task.committed()).isFalse();
        pace.beforeWaiting(MOST);
        assertThat(task.committed()).isTrue();
    }

    @Test
    void what_comes_together_and_takes_long_holds_up_no_commit_for_long() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        now += CommitPace.TOGETHER.toMillis() - 1;
        work(task);
        assertThat(task.committed()).isFalse();
        now++;

        work(task);

        assertThat(task.committed()).isTrue();
    }

    @Test
    void what_comes_soon_after_is_committed_once_when_the_shortest_pause_is_over() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        commit(task, 2);
        now = NOON + 5;

        work(task);
        work(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(15));
        assertThat(pace.beforeWaiting(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(10));
        assertThat(task.committed()).isFalse();
        now = NOON + SHORTEST;
        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ZERO);
        assertThat(task.committed()).isTrue();
    }

    @Test
    void a_commit_of_streams_own_counts_like_one_that_was_asked_for() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        commit(task, 0);
        now = NOON + 5;
        work(task);

        commit(task, 0);

        assertThat(pace.beforeWaiting(MOST)).as("all is committed").isEqualTo(MOST);
        work(task);
        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(SHORTEST));
    }

    @Test
    void the_pause_is_from_the_beginning_of_a_commit_however_long_before_it_was_asked_for() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        pace.beforeWaiting(MOST);
        now = NOON + 15;
        commit(task, 0);

        work(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(SHORTEST));
    }

    @Test
    void a_commit_that_fails_is_asked_for_again_without_haste() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        pace.beforeWaiting(MOST);
        pace.committing();
        task.resetCommit();

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(CommitPace.TOGETHER);

        assertThat(task.committed()).isTrue();
    }

    @Test
    void the_tasks_of_a_thread_are_committed_together() {
        MockProcessorContext<Void, Void> one = task();
        MockProcessorContext<Void, Void> other = task();
        work(one);
        work(other);

        pace.beforeWaiting(MOST);

        assertThat(one.committed()).isFalse();
        assertThat(other.committed()).isTrue();
        commit(other, 0);
        pace.beforeWaiting(MOST);
        assertThat(one.committed()).isFalse();
    }

    @Test
    void a_task_that_ends_is_not_asked_to_commit_and_holds_up_no_other() {
        MockProcessorContext<Void, Void> other = task();
        MockProcessorContext<Void, Void> gone = task();
        work(gone);

        pace.closed(gone);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(MOST);
        assertThat(gone.committed()).isFalse();
        work(other);
        pace.closed(gone);
        pace.beforeWaiting(MOST);
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
        commit(task, 100);
        work(task);
        assertThat(pace.beforeWaiting(MOST.multipliedBy(9))).isEqualTo(Duration.ofMillis(100));

        for (int commit = 0; commit < 30; commit++) {
            commit(task, 2);
        }

        work(task);
        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(SHORTEST - 2));
    }

    @Test
    void one_commit_that_takes_for_ever_makes_no_more_of_a_difference_than_a_long_one() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        commit(task, 3_600_000);

        for (int commit = 0; commit < 30; commit++) {
            work(task);
            commit(task, 2);
        }

        work(task);
        assertThat(pace.beforeWaiting(MOST)).isLessThan(Duration.ofMillis(SHORTEST));
    }

    @Test
    void a_commit_of_nothing_is_not_measured() {
        MockProcessorContext<Void, Void> task = task();
        pace.committing();
        now += 100;
        pace.beforeWaiting(MOST);
        work(task);
        commit(task, 1);

        work(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(SHORTEST - 1));
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
        for (int burst = 0; burst < 20; burst++) {
            for (int record = 0; record < 100; record++) {
                work(task);
            }
            commit(task, 0);
            now += SHORTEST;
        }
        work(task);
        commit(task, 0);

        work(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(SHORTEST));
    }

    @Test
    void what_a_pile_is_committed_after_grows_only_while_it_lasts() {
        MockProcessorContext<Void, Void> task = task();
        for (int record = 0; record < 30; record++) {
            pace.worked(task, SHORTEST, NOON - CommitPace.LATE.toMillis());
        }
        commit(task, 0);

        work(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(22));
        now += 1_000;
        commit(task, 0);
        now += 1_000;
        work(task);
        commit(task, 0);
        work(task);
        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(SHORTEST));
    }

    @Test
    void the_shortest_pause_is_the_setting_s() {
        assertThat(CommitPace.shortest(task())).isEqualTo(SHORTEST);
        assertThat(CommitPace.shortest(new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile())))
                .as("left to Streams")
                .isNull();
    }

    @Test
    void what_is_urgent_is_committed_at_once_however_little_ago_the_last_commit_was() {
        MockProcessorContext<Void, Void> task = task();
        work(task);
        commit(task, 0);
        now++;
        work(task);

        pace.urgent(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ZERO);
        assertThat(task.committed()).isTrue();
    }

    @Test
    void many_that_are_urgent_are_committed_together_and_none_later_than_the_window_s_end() {
        MockProcessorContext<Void, Void> task = task();
        int commits = 0;
        long end = NOON + 300;
        for (; now < end; now++) {
            pace.urgent(task);
            pace.beforeWaiting(MOST);
            if (task.committed()) {
                commits++;
                commit(task, 0);
            }
        }

        assertThat(commits).isEqualTo(10);
        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ZERO);
    }

    @Test
    void however_long_commits_take_what_is_urgent_and_comes_together_is_committed_together() {
        MockProcessorContext<Void, Void> task = task();
        int commits = 0;
        for (int poll = 0; poll < 5; poll++) {
            for (int record = 0; record < 20; record++) {
                pace.urgent(task);
                now++;
            }
            assertThat(task.committed()).isFalse();
            pace.beforeWaiting(MOST);
            if (task.committed()) {
                commits++;
                commit(task, 60);
            }
        }

        assertThat(commits).isEqualTo(5);
    }

    @Test
    void what_is_urgent_waits_no_longer_for_what_came_with_it_than_for_what_comes_soon_after() {
        MockProcessorContext<Void, Void> task = task();
        pace.urgent(task);
        now += CommitPace.TOGETHER.toMillis() - 1;
        work(task);
        assertThat(task.committed()).isFalse();
        now++;

        work(task);

        assertThat(task.committed()).isTrue();
    }

    @Test
    void what_is_urgent_does_not_wait_for_a_commit_that_is_due_later() {
        MockProcessorContext<Void, Void> task = task();
        pace.urgent(task);
        commit(task, 0);
        pace.worked(task, 200, NOON);
        assertThat(pace.beforeWaiting(MOST.multipliedBy(9))).isEqualTo(Duration.ofMillis(200));
        now += 10;

        pace.urgent(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void what_is_urgent_puts_off_no_commit_that_is_due_sooner() {
        MockProcessorContext<Void, Void> task = task();
        pace.urgent(task);
        commit(task, 0);
        work(task);
        now += 5;

        pace.urgent(task);

        assertThat(pace.beforeWaiting(MOST)).isEqualTo(Duration.ofMillis(15));
    }

    /** On what has just come. */
    private void work(MockProcessorContext<?, ?> task) {
        pace.worked(task, SHORTEST, task.currentSystemTimeMs());
    }

    private void commit(MockProcessorContext<?, ?> task, long takes) {
        pace.committing();
        // of another task of the thread
        pace.committing();
        now += takes;
        pace.committed();
        task.resetCommit();
    }

    private MockProcessorContext<Void, Void> task() {
        Properties settings = new Properties();
        settings.put(CommitPace.SHORTEST_CONFIG, SHORTEST);
        MockProcessorContext<Void, Void> task = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        task.setCurrentSystemTimeMs(NOON);
        return task;
    }
}
