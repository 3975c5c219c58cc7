package io.copyflow.translate.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.runtime.Subject;
import io.copyflow.translate.TaskQueue;
import io.copyflow.translate.domain.Task;
import io.copyflow.translate.wire.QueueWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

    private static final long SEED = 20_260_303;

    @Test
    void r06_tasks_of_a_language_lie_in_the_store_in_the_order_in_which_they_are_listed() {
        Random random = new Random(SEED);
        List<TaskQueue.Waiting> waiting = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            waiting.add(new TaskQueue.Waiting(
                    "s" + n,
                    "fr",
                    "en",
                    1,
                    1 + random.nextInt(8),
                    random.nextInt(3) == 0 ? null : time(random),
                    time(random),
                    1,
                    1));
        }

        assertThat(waiting.stream().sorted(KafkaTranslationDesk.QUEUE_ORDER))
                .containsExactlyElementsOf(waiting.stream()
                        .sorted(Comparator.comparing(QueueOrderTest::key))
                        .toList());
    }

    /** Few enough for many to be the same. */
    private static Instant time(Random random) {
        return DrivenDesk.START.plusMillis(random.nextInt(4) * 10_000_000_000L + random.nextInt(3));
    }

    private static String key(TaskQueue.Waiting task) {
        return QueueWire.key(
                Subject.of(task.storyId(), task.language()),
                new Task(task.sourceLanguage(), task.urgency(), task.arrival(), task.deadline(), false, 1));
    }
}
