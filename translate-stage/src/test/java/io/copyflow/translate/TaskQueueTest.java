package io.copyflow.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.state.QueuedTask;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.Task;
import io.copyflow.translate.wire.QueueWire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** On the stores that hold it in a running stage, one for each of four partitions. */
class TaskQueueTest {

    private static final List<String> LANGUAGES =
            List.of("ar", "de", "el", "es", "fr", "it", "ja", "kk-Cyrl", "ko", "ms", "pt", "ru", "sw", "th", "zh-Hans");
    private static final Instant START = Instant.parse("2026-03-03T09:00:00Z");

    private final AvroSerde<QueuedTask> serde = AvroSerde.ofState(QueuedTask.class, new SchemaCatalogue());
    private final Random random = new Random(7);
    private final List<KeyValueStore<String, byte[]>> stores = new ArrayList<>();
    private int changes;
    private final TaskQueue queue = new TaskQueue(() -> List.copyOf(stores));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        stores.forEach(KeyValueStore::close);
    }

    @Test
    void r06_the_next_task_of_a_language_is_the_first_by_key_in_whatever_partition_it_lies() {
        open(4);
        Map<String, QueuedTask> french = new TreeMap<>();
        fill(500, french, "fr");

        assertThat(queue.next("fr", 20))
                .extracting(TaskQueue.Waiting::storyId)
                .containsExactlyElementsOf(french.values().stream()
                        .limit(20)
                        .map(QueuedTask::getStoryId)
                        .toList());
        assertThat(queue.next("fr", 10_000)).hasSameSizeAs(french.values());
        assertThat(queue.count("fr", 10_000)).isEqualTo(french.size());
        assertThat(queue.count("fr", 7)).isEqualTo(7);
    }

    @Test
    void r06_a_language_has_a_queue_of_its_own() {
        open(2);
        put(0, "zh-Hans/3/~/019cb2ecf680/s1", task("s1", "zh-Hans"));
        put(1, "zh/3/~/019cb2ecf680/s2", task("s2", "zh"));

        assertThat(queue.next("zh", 5)).extracting(TaskQueue.Waiting::storyId).containsExactly("s2");
        assertThat(queue.next("zh-Hans", 5))
                .extracting(TaskQueue.Waiting::storyId)
                .containsExactly("s1");
        assertThat(queue.next("fr", 5)).isEmpty();
        assertThat(queue.count("fr", 5)).isZero();
    }

    /** {@code -Dmeasure.queue=100000}: tells how long a translator waits for what to take next. */
    @Test
    @EnabledIfSystemProperty(named = "measure.queue", matches = "[0-9]+")
    void the_next_task_of_a_long_queue_is_found_at_once() {
        int tasks = Integer.getInteger("measure.queue");
        open(4);
        long begin = System.nanoTime();
        fill(tasks, new TreeMap<>(), "");
        System.out.printf("%d tasks put in %d ms%n", tasks, (System.nanoTime() - begin) / 1_000_000);
        measure("next 1", 5_000, () -> queue.next(language(), 1));
        measure("next 20", 5_000, () -> queue.next(language(), 20));
        measure("count, at most 1000", 1_000, () -> queue.count(language(), 1_000));
        measure("next 1, and take it", tasks / 2, () -> {
            String language = language();
            queue.next(language, 1).forEach(this::take);
            return language;
        });
        measure("next 1, after that", 5_000, () -> queue.next(language(), 1));
    }

    private void measure(String what, int times, Supplier<?> deed) {
        for (int n = 0; n < 2_000; n++) {
            queue.next(language(), 1);
        }
        long[] nanos = new long[times];
        for (int n = 0; n < times; n++) {
            long start = System.nanoTime();
            deed.get();
            nanos[n] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-20s median %.3f ms, p95 %.3f ms, p99 %.3f ms, worst %.3f ms%n",
                what,
                nanos[times / 2] / 1e6,
                nanos[times * 95 / 100] / 1e6,
                nanos[times * 99 / 100] / 1e6,
                nanos[times - 1] / 1e6);
    }

    private void take(TaskQueue.Waiting task) {
        String key = QueueWire.key(
                Subject.of(task.storyId(), task.language()),
                new Task("en", task.urgency(), task.arrival(), task.deadline(), false, 1));
        stores.get(partition(task.storyId())).delete(key);
        changed();
    }

    /** As Kafka Streams does it, whenever so much has changed. */
    private void changed() {
        if (++changes % 10_000 == 0) {
            stores.forEach(KeyValueStore::flush);
        }
    }

    private int partition(String story) {
        return DeciderTopology.partition(story, stores.size());
    }

    private void fill(int tasks, Map<String, QueuedTask> ofLanguage, String language) {
        for (int n = 0; n < tasks; n++) {
            QueuedTask task = task("s" + n, language());
            String key = QueueWire.key(
                    Subject.of(task.getStoryId(), task.getLanguage()),
                    new Task("en", task.getUrgency(), task.getArrival(), task.getDeadline(), false, 1));
            put(partition(task.getStoryId()), key, task);
            changed();
            if (task.getLanguage().equals(language)) {
                ofLanguage.put(key, task);
            }
        }
    }

    private void put(int partition, String key, QueuedTask task) {
        stores.get(partition).put(key, serde.write(task));
    }

    private QueuedTask task(String story, String language) {
        Instant arrival = START.plusSeconds(random.nextInt(1_000_000));
        return new QueuedTask(
                story,
                language,
                "en",
                1,
                1 + random.nextInt(8),
                random.nextInt(4) == 0 ? null : arrival.plus(Duration.ofHours(4)),
                arrival,
                21,
                21);
    }

    private String language() {
        return LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    }

    private void open(int partitions) {
        for (int n = 0; n < partitions; n++) {
            KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore("task-store"), Serdes.String(), Serdes.ByteArray())
                    .withCachingDisabled()
                    .withLoggingDisabled()
                    .build();
            MockProcessorContext<Void, Void> context = new MockProcessorContext<>(
                    new Properties(), new TaskId(0, n), folder.resolve("p" + n).toFile());
            store.init(context.getStateStoreContext(), store);
            stores.add(store);
        }
    }
}
