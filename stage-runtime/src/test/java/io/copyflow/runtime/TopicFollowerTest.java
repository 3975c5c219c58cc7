package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TopicFollowerTest {

    private static final Instant SINCE = Instant.parse("2026-03-03T08:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(Topics.DIRECTORY.name(), 0);

    private final SchemaCatalogue ids = new SchemaCatalogue();
    private final AvroSerde<DirectoryEntry> serde = AvroSerde.of(Topics.DIRECTORY, ids);
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    /** Where the first record of {@link #SINCE} or later lies; null when there is none. */
    private @Nullable Long found = 1L;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            assertThat(times).containsExactly(Map.entry(PARTITION, SINCE.toEpochMilli()));
            return found == null
                    ? Collections.singletonMap(PARTITION, null)
                    : Map.of(PARTITION, new OffsetAndTimestamp(found, SINCE.toEpochMilli()));
        }
    };

    @Test
    void from_a_time_on_it_takes_what_came_then_or_later() throws InterruptedException {
        try (TopicFollower<DirectoryEntry> follower = follow(SINCE)) {
            assertThat(follower.isCaughtUp()).isFalse();
            records("old", "then", "later");

            follower.awaitCaughtUp(Duration.ofSeconds(20));
            assertThat(follower.isCaughtUp()).isTrue();

            assertThat(taken.take()).isEqualTo("then");
            assertThat(taken.take()).isEqualTo("later");
        }
    }

    @Test
    void where_nothing_is_that_late_it_takes_what_comes_next() throws InterruptedException {
        found = null;
        try (TopicFollower<DirectoryEntry> follower = follow(SINCE)) {
            follower.awaitCaughtUp(Duration.ofSeconds(20));
            assertThat(taken).isEmpty();

            consumer.schedulePollTask(() -> consumer.addRecord(record(3, "next")));

            assertThat(taken.take()).isEqualTo("next");
        }
    }

    private TopicFollower<DirectoryEntry> follow(@Nullable Instant since) {
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
        return new TopicFollower<>(
                consumer, ids, Topics.DIRECTORY, "the entries", since, (key, value) -> taken.add(key));
    }

    private void records(String... keys) {
        consumer.schedulePollTask(() -> {
            for (int n = 0; n < keys.length; n++) {
                if (n >= consumer.position(PARTITION)) {
                    consumer.addRecord(record(n, keys[n]));
                }
            }
        });
    }

    private ConsumerRecord<String, byte[]> record(long offset, String key) {
        return new ConsumerRecord<>(
                PARTITION.topic(), 0, offset, key, serde.write(new DirectoryEntry(SINCE, new Desk("d", "Desk"))));
    }
}
