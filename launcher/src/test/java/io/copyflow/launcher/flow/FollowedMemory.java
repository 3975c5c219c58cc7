package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.runtime.KilledStories;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.translate.memory.Recollection;
import io.copyflow.translate.memory.TranslationMemory;
import io.copyflow.translate.recall.ExactTable;
import io.copyflow.translate.recall.MemoryFollower;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The translation memory, as {@code up} has it. */
final class FollowedMemory implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEXT = Commands.sampleBlocks().getFirst().getText();

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TranslationMemory index;
    private final ExactTable exact;

    FollowedMemory(String servers, Path folder) {
        Map<String, Object> client = Map.of("bootstrap.servers", servers);
        SchemaCatalogue ids = new SchemaCatalogue();
        RocksDbMemory budget = keep(new RocksDbMemory(16L << 20, 16L << 20));
        KilledStories killed = keep(new KilledStories(client, ids));
        killed.awaitCaughtUp(PATIENCE);
        index = keep(TranslationMemory.open(folder.resolve("memory")));
        keep(new MemoryFollower(client, ids, index, new SimpleMeterRegistry()));
        exact = keep(ExactTable.start(client, ids, folder.resolve("state"), budget, killed::contains));
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Until all there is has been read into the index. */
    void awaitRead() {
        await().atMost(PATIENCE).until(() -> !index.offsets().isEmpty());
    }

    /** Until both know a French text of the sample story's headline, whichever story it is from. */
    void awaitSuggestions() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stories(index)).isNotEmpty();
            assertThat(stories(exact)).isNotEmpty();
        });
    }

    void awaitSuggestions(String storyId) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stories(index)).contains(storyId);
            assertThat(stories(exact)).contains(storyId);
        });
    }

    void awaitNothingOf(String storyId) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stories(index)).doesNotContain(storyId);
            assertThat(stories(exact)).doesNotContain(storyId);
        });
    }

    private static List<String> stories(Recollection memory) {
        return memory.suggest("en", "fr", TEXT, Recollection.MOST).stream()
                .map(suggestion -> suggestion.entry().origin().name())
                .toList();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
