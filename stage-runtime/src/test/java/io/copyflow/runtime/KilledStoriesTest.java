package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class KilledStoriesTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.KILLS.name(), 0);

    private final SchemaCatalogue ids = new SchemaCatalogue();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void r22_all_kills_of_before_are_known_when_it_has_caught_up() {
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(kill(0, "s1"));
            consumer.addRecord(kill(1, "s2"));
        });
        try (KilledStories killed = new KilledStories(consumer, ids)) {
            killed.awaitCaughtUp(Duration.ofSeconds(20));
            assertThat(killed.contains("s1")).isTrue();
            assertThat(killed.contains("s2")).isTrue();
            assertThat(killed.contains("s3")).isFalse();
        }
    }

    private ConsumerRecord<String, byte[]> kill(long offset, String storyId) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                0,
                offset,
                storyId,
                AvroSerde.of(Topics.KILLS, ids)
                        .write(new StoryKilled("e1", storyId, "a hoax", "chief", Instant.EPOCH, "k1", null)));
    }
}
