package io.copyflow.translate.recall;

import static io.copyflow.translate.recall.Memories.NOON;
import static io.copyflow.translate.recall.Memories.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.translate.memory.Suggestion;
import io.copyflow.translate.memory.TranslationMemory;
import io.copyflow.translate.wire.MemoryWire;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFollowerTest {

    private static final TopicPartition CLEARED = new TopicPartition(Topics.MEMORY.name(), 0);
    private static final TopicPartition IMPORTED = new TopicPartition(Topics.MEMORY_IMPORTS.name(), 0);
    private static final TopicPartition KILLS = new TopicPartition(Topics.KILLS.name(), 0);
    private static final MemoryWire MEMORY_WIRE = new MemoryWire(Memories.IDS);

    @TempDir
    private Path folder;

    @Test
    void an_index_whose_folder_was_deleted_gives_the_same_answers_again() throws Exception {
        List<Suggestion> before = follow(3);
        assertThat(before).extracting(Suggestion::score).containsExactly(100, 100, 87);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(follow(3)).isEqualTo(before);
    }

    @Test
    void an_index_that_was_damaged_gives_the_same_answers_again() throws Exception {
        List<Suggestion> before = follow(3);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "garbage");
            }
        }

        assertThat(follow(3)).isEqualTo(before);
    }

    @Test
    void it_goes_on_where_the_index_was_committed() {
        follow(3);

        try (TranslationMemory memory = TranslationMemory.open(folder)) {
            assertThat(memory.offsets()).isEqualTo(Map.of(CLEARED.toString(), 2L, IMPORTED.toString(), 1L));
        }
        assertThat(follow(0)).as("found without reading anything again").hasSize(3);
    }

    @Test
    void an_index_of_other_topics_is_begun_anew() {
        follow(3);
        Map<TopicPartition, Long> ends = Map.of(CLEARED, 1L, IMPORTED, 0L);

        assertThat(follow(ends, 1)).extracting(Suggestion::score).containsExactly(100);
    }

    @Test
    void r22_a_kill_takes_what_there_is_of_a_story_and_what_comes_later_before_and_after_a_new_beginning() {
        MockConsumer<String, byte[]> consumer = consumer(Map.of(CLEARED, 2L, IMPORTED, 0L, KILLS, 0L));
        consumer.schedulePollTask(() -> {
            add(consumer, Topics.MEMORY, 0, "s1/fr/b1", Memories.cleared("s1", "b1", "It rains today.", "A", NOON));
            add(consumer, Topics.MEMORY, 1, "s2/fr/b1", Memories.cleared("s2", "b1", "It rains today.", "B", NOON));
        });
        try (TranslationMemory memory = TranslationMemory.open(folder);
                MemoryFollower _ = new MemoryFollower(consumer, Memories.IDS, memory, new SimpleMeterRegistry())) {
            await().untilAsserted(() -> assertThat(stories(memory)).containsExactlyInAnyOrder("s1", "s2"));

            consumer.schedulePollTask(() -> {
                consumer.updateEndOffsets(Map.of(KILLS, 1L));
                add(consumer, Topics.KILLS, 0, "s1", new byte[] {1});
            });
            await().untilAsserted(() -> assertThat(stories(memory)).containsExactly("s2"));

            consumer.schedulePollTask(() -> {
                consumer.updateEndOffsets(Map.of(CLEARED, 4L));
                add(consumer, Topics.MEMORY, 2, "s1/fr/b2", Memories.cleared("s1", "b2", "It rains today.", "C", NOON));
                add(consumer, Topics.MEMORY, 3, "s3/fr/b2", Memories.cleared("s3", "b2", "It rains today.", "D", NOON));
            });
            await().untilAsserted(() -> assertThat(stories(memory)).containsExactlyInAnyOrder("s2", "s3"));
        }

        // an index of before the kill: the kill is behind where it was committed
        try (TranslationMemory memory = TranslationMemory.open(folder)) {
            memory.put(
                    MEMORY_WIRE
                            .read(Topics.MEMORY.name(), Memories.cleared("s1", "b1", "It rains today.", "A", NOON))
                            .getFirst(),
                    "s1/fr/b1");
            memory.commit(memory.offsets());
        }
        MockConsumer<String, byte[]> again = consumer(Map.of(CLEARED, 4L, IMPORTED, 0L, KILLS, 1L));
        again.schedulePollTask(() -> add(again, Topics.KILLS, 0, "s1", new byte[] {1}));
        try (TranslationMemory memory = TranslationMemory.open(folder);
                MemoryFollower _ = new MemoryFollower(again, Memories.IDS, memory, new SimpleMeterRegistry())) {
            await().untilAsserted(() -> assertThat(stories(memory)).containsExactlyInAnyOrder("s2", "s3"));
        }
    }

    @Test
    void versions_are_taken_segment_by_segment_beside_what_earlier_builds_wrote_one_by_one() {
        byte[] first = Memories.version("s1", 1, NOON, pair("b1", "It rains today.", "A"), pair("b2", "Snow.", "B"));
        byte[] second = Memories.version("s1", 2, NOON, pair("b1", "It rains today.", "C"));
        assertThat(targets(Map.of(), first))
                .as("one record, two segments")
                .isEqualTo(Map.of("It rains today.", List.of("A"), "Snow.", List.of("B")));
        assertThat(targets(Map.of(0, "s1/1/fr", 1, "s1/2/fr"), first, second))
                .as("a later revision, which dropped one")
                .isEqualTo(Map.of("It rains today.", List.of("C"), "Snow.", List.of("B")));
        assertThat(targets(Map.of(0, "s1/1/fr", 1, "s1/1/fr"), first, second))
                .as("a correction, as a whole")
                .isEqualTo(Map.of("It rains today.", List.of("C"), "Snow.", List.of()));
        assertThat(targets(
                        Map.of(0, "s1/fr/b1", 1, "s1/2/fr", 2, "s1/fr/b1"),
                        Memories.cleared("s1", "b1", "Snow.", "D", NOON),
                        second,
                        null))
                .as("the segment of old was replaced, and its end takes nothing")
                .isEqualTo(Map.of("It rains today.", List.of("C"), "Snow.", List.of()));
        assertThat(targets(Map.of(0, "s1/1/fr", 1, "s1/2/fr", 2, "s1/1/fr"), first, second, null))
                .as("a version taken off the topic")
                .isEqualTo(Map.of("It rains today.", List.of("C"), "Snow.", List.of()));
    }

    @Test
    void r28_a_segment_whose_id_no_index_takes_is_left_out_alone() {
        byte[] version = Memories.version(
                "s1", 1, NOON, pair("b".repeat(3_000), "It rains today.", "A"), pair("b2", "Snow.", "B"));

        assertThat(targets(Map.of(), version)).isEqualTo(Map.of("It rains today.", List.of(), "Snow.", List.of("B")));
    }

    @Test
    void an_index_that_can_be_written_no_longer_ends_it_and_what_is_missing_is_told() {
        MockConsumer<String, byte[]> consumer = consumer(Map.of(CLEARED, 2L, IMPORTED, 0L, KILLS, 0L));
        MeterRegistry registry = new SimpleMeterRegistry();
        TranslationMemory memory = TranslationMemory.open(folder);
        memory.close();
        consumer.schedulePollTask(() ->
                add(consumer, Topics.MEMORY, 0, "s1/fr/b1", Memories.cleared("s1", "b1", "It rains.", "A", NOON)));

        try (MemoryFollower follower = new MemoryFollower(consumer, Memories.IDS, memory, registry)) {
            assertThat(follower.dead().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("memory-failed"));
            assertThat(registry.get("copyflow.memory.lag").gauge().value()).isEqualTo(2);
        }
    }

    /**
     * What is found for each text of a new index that has read the values.
     *
     * @param keys of the values, by their place; s1/1/fr where there is none
     */
    private Map<String, List<String>> targets(Map<Integer, String> keys, byte[]... values) {
        MockConsumer<String, byte[]> consumer =
                consumer(Map.of(CLEARED, (long) values.length, IMPORTED, 0L, KILLS, 0L));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < values.length; i++) {
                add(consumer, Topics.MEMORY, i, keys.getOrDefault(i, "s1/1/fr"), values[i]);
            }
        });
        try (TranslationMemory memory =
                TranslationMemory.open(folder.resolve(UUID.randomUUID().toString()))) {
            try (MemoryFollower _ = new MemoryFollower(consumer, Memories.IDS, memory, new SimpleMeterRegistry())) {
                await().until(() ->
                        Long.valueOf(values.length).equals(memory.offsets().get(CLEARED.toString())));
            }
            // what was committed is found a moment later: once the follower's round is over
            return Map.of("It rains today.", exact(memory, "It rains today."), "Snow.", exact(memory, "Snow."));
        }
    }

    private static List<String> exact(TranslationMemory memory, String text) {
        return memory.suggest("en", "fr", text, 5, 100).stream()
                .map(suggestion -> suggestion.entry().target().text())
                .toList();
    }

    private static List<String> stories(TranslationMemory memory) {
        return memory.suggest("en", "fr", "It rains today.", 5).stream()
                .map(suggestion -> suggestion.entry().origin().name())
                .toList();
    }

    private static MockConsumer<String, byte[]> consumer(Map<TopicPartition, Long> ends) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        for (TopicPartition partition : List.of(CLEARED, IMPORTED, KILLS)) {
            consumer.updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
        }
        consumer.updateBeginningOffsets(Map.of(CLEARED, 0L, IMPORTED, 0L, KILLS, 0L));
        consumer.updateEndOffsets(Map.of(KILLS, 0L));
        consumer.updateEndOffsets(new HashMap<>(ends));
        return consumer;
    }

    /** @param records how many are to be read */
    private List<Suggestion> follow(int records) {
        return follow(Map.of(CLEARED, 2L, IMPORTED, 1L), records);
    }

    private List<Suggestion> follow(Map<TopicPartition, Long> ends, int records) {
        MockConsumer<String, byte[]> consumer = consumer(ends);
        if (records > 0) {
            consumer.schedulePollTask(() -> {
                add(consumer, Topics.MEMORY, 0, "s1/fr/b1", Memories.cleared("s1", "b1", "It rains today.", "A", NOON));
                if (records > 1) {
                    add(
                            consumer,
                            Topics.MEMORY,
                            1,
                            "s2/fr/b1",
                            Memories.cleared("s2", "b1", "It rained today.", "B", NOON));
                    add(
                            consumer,
                            Topics.MEMORY_IMPORTS,
                            0,
                            "f/en/fr/u",
                            Memories.imported("f", "u", "It rains today.", "C"));
                }
            });
        }
        try (TranslationMemory memory = TranslationMemory.open(folder)) {
            MeterRegistry registry = new SimpleMeterRegistry();
            Map<String, Long> wanted = new HashMap<>();
            ends.forEach((partition, end) -> wanted.put(partition.toString(), end));
            try (MemoryFollower _ = new MemoryFollower(consumer, Memories.IDS, memory, registry)) {
                await().until(() -> memory.offsets().equals(wanted));
                await().until(() -> registry.get("copyflow.memory.lag").gauge().value() == 0);
            }
            return memory.suggest("en", "fr", "It rains today.", 5);
        }
    }

    private static void add(
            MockConsumer<String, byte[]> consumer, Topic<?> topic, long offset, String key, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(topic.name(), 0, offset, key, value));
    }
}
