package io.copyflow.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.desk.Newslog;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFollowerTest {

    @TempDir
    private Path folder;

    private final Newslog log = new Newslog()
            .accepted("s1", "en", "Dams hold", "Rain fell.", "fr")
            .asked("s1", "en", 1)
            .approved("s1", "en", 1, "harriet.penhallow");

    @Test
    void an_index_whose_folder_was_deleted_shows_the_same_again() throws Exception {
        StoryFile before = follow(log.entries());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(follow(log.entries())).isEqualTo(before);
    }

    @Test
    void an_index_that_was_damaged_shows_the_same_again() throws Exception {
        StoryFile before = follow(log.entries());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "garbage");
            }
        }

        assertThat(follow(log.entries())).isEqualTo(before);
    }

    @Test
    void it_goes_on_where_the_index_was_committed() {
        StoryFile before = follow(log.entries());

        assertThat(follow(List.of())).as("without reading anything again").isEqualTo(before);
    }

    @Test
    void a_record_nobody_can_read_is_passed_over() {
        MockConsumer<String, byte[]> consumer = consumer(log.entries());
        consumer.schedulePollTask(() -> {
            consumer.updateEndOffsets(Map.of(partition(Topics.STORY_EVENTS), 2L));
            consumer.addRecord(new ConsumerRecord<>(Topics.STORY_EVENTS.name(), 0, 1, "s1", "no Avro".getBytes()));
        });

        try (StoryIndex index = open();
                IndexFollower _ = new IndexFollower(consumer, index, new SimpleMeterRegistry())) {
            await().untilAsserted(() -> assertThat(index.story("s1")).isNotNull());
            await().untilAsserted(() -> assertThat(index.offsets())
                    .containsEntry(partition(Topics.STORY_EVENTS).toString(), 2L));
        }
    }

    @Test
    void facts_that_come_one_after_the_other_are_added_up_together() {
        Newslog steps = new Newslog().accepted("s1", "en", "Dams hold", "Rain fell.", "fr");
        IntStream.rangeClosed(2, 60)
                .forEach(revision -> steps.revised("s1", "en", revision, "Dams hold", "Rain fell again."));
        MockConsumer<String, byte[]> consumer = consumer(List.of());
        IndexFollower.TOPICS.forEach(topic -> consumer.updateEndOffsets(Map.of(partition(topic), 0L)));
        long[] end = {0};
        steps.entries()
                .forEach(step -> consumer.schedulePollTask(() -> {
                    consumer.updateEndOffsets(Map.of(partition(Topics.STORY_EVENTS), ++end[0]));
                    consumer.addRecord(record(step));
                }));
        AtomicInteger times = new AtomicInteger();

        try (StoryIndex index = open()) {
            index.onSettled(_ -> times.incrementAndGet());
            try (IndexFollower _ = new IndexFollower(consumer, index, new SimpleMeterRegistry())) {
                await().untilAsserted(() -> assertThat(index.offsets())
                        .containsEntry(partition(Topics.STORY_EVENTS).toString(), 60L));
            }
        }

        assertThat(times).hasPositiveValue().hasValueLessThan(30);
    }

    private StoryFile follow(List<Newslog.Entry> entries) {
        try (StoryIndex index = open();
                IndexFollower follower = new IndexFollower(consumer(entries), index, new SimpleMeterRegistry())) {
            await().untilAsserted(() -> assertThat(index.offsets())
                    .containsEntry(partition(Topics.REVIEW_EVENTS).toString(), 2L));
            await().untilAsserted(() -> assertThat(follower.lag()).isZero());
            StoryFile story = index.story("s1");
            assertThat(story.source().standing()).isEqualTo(Standing.APPROVED);
            return story;
        }
    }

    private StoryIndex open() {
        return StoryIndex.open(folder, IndexFollower.TOPICS, new SchemaCatalogue(), person -> person);
    }

    /** A log that ends where {@link #log} does, of which only these come. */
    private MockConsumer<String, byte[]> consumer(List<Newslog.Entry> entries) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        Map<TopicPartition, Long> ends = new HashMap<>(
                IndexFollower.TOPICS.stream().collect(Collectors.toMap(IndexFollowerTest::partition, topic -> 0L)));
        log.entries().forEach(entry -> ends.merge(partition(entry.topic()), 1L, Long::sum));
        ends.keySet()
                .forEach(each -> consumer.updatePartitions(
                        each.topic(), List.of(new PartitionInfo(each.topic(), 0, null, null, null))));
        consumer.updateBeginningOffsets(ends.keySet().stream().collect(Collectors.toMap(each -> each, each -> 0L)));
        consumer.updateEndOffsets(ends);
        consumer.schedulePollTask(() -> entries.forEach(entry -> consumer.addRecord(record(entry))));
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> record(Newslog.Entry entry) {
        return new ConsumerRecord<>(
                entry.topic().name(),
                0,
                entry.fact().place().offset(),
                entry.fact().storyId(),
                entry.value());
    }

    private static TopicPartition partition(Topic<?> topic) {
        return new TopicPartition(topic.name(), 0);
    }
}
