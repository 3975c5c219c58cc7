package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a store as the stages have it, for it is the store that sorts. */
class TimerIndexTest {

    private static final Instant NOW = Instant.parse("2026-03-03T08:00:00Z");

    private KeyValueStore<byte[], byte[]> store;
    private TimerIndex timers;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("timers"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        MockProcessorContext<Object, Object> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
        store.init(context.getStateStoreContext(), (StateStore) store);
        timers = new TimerIndex(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void those_due_come_longest_due_first_and_those_not_due_do_not_come() {
        timers.move("later", null, NOW.plusMillis(1));
        timers.move("now", null, NOW);
        timers.move("long-ago", null, NOW.minusSeconds(86_400));
        timers.move("a-while-ago", null, NOW.minusMillis(300));

        assertThat(timers.due(NOW, 10))
                .extracting(TimerIndex.Due::aggregate)
                .containsExactly("long-ago", "a-while-ago", "now");
        assertThat(timers.due(NOW.plusMillis(1), 10)).hasSize(4);
    }

    @Test
    void a_batch_is_bounded_and_the_rest_comes_when_it_is_done() {
        for (int n = 0; n < 25; n++) {
            timers.move("story-" + n + "/fr", null, NOW.minusSeconds(100 - n));
        }

        List<TimerIndex.Due> first = timers.due(NOW, 10);
        first.forEach(due -> timers.move(due.aggregate(), due.at(), null));

        assertThat(first).hasSize(10).first().isEqualTo(new TimerIndex.Due(NOW.minusSeconds(100), "story-0/fr"));
        assertThat(timers.due(NOW, 100))
                .hasSize(15)
                .first()
                .extracting(TimerIndex.Due::aggregate)
                .isEqualTo("story-10/fr");
    }

    @Test
    void a_timer_that_is_moved_is_due_only_at_its_new_time() {
        timers.move("story/fr", null, NOW);

        timers.move("story/fr", NOW, NOW.plusSeconds(60));

        assertThat(timers.due(NOW.plusSeconds(59), 10)).isEmpty();
        assertThat(timers.due(NOW.plusSeconds(60), 10)).hasSize(1);
    }

    @Test
    void a_timer_that_is_taken_back_is_never_due() {
        timers.move("story/fr", null, NOW);
        timers.move("story/de", null, NOW);

        timers.move("story/fr", NOW, null);

        assertThat(timers.due(NOW, 10)).containsExactly(new TimerIndex.Due(NOW, "story/de"));
    }

    @Test
    void a_timer_moved_to_where_it_is_stays() {
        timers.move("story/fr", null, NOW);

        timers.move("story/fr", NOW, NOW);

        assertThat(timers.due(NOW, 10)).hasSize(1);
    }
}
