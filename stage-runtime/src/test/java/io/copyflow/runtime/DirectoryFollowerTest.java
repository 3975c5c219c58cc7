package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DirectoryFollowerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void an_error_before_it_has_caught_up_is_told_to_who_waits_for_that() {
        try (DirectoryFollower directory = follow(1)) {
            fail();

            assertEnded(() -> directory.awaitCaughtUp(PATIENCE));
        }
    }

    @Test
    void an_error_later_is_told_to_who_asks_next() throws Exception {
        try (DirectoryFollower directory = follow(0)) {
            directory.awaitCaughtUp(PATIENCE);
            assertThat(directory.directory().newsroom()).isNull();

            fail();

            assertThat(directory.dead().toCompletableFuture().get())
                    .hasMessageContaining("the directory")
                    .hasMessageContaining("Start the process again");
            assertEnded(directory::directory);
        }
    }

    /** @param end how many records there are before it begins */
    private DirectoryFollower follow(long end) {
        TopicPartition partition = new TopicPartition(Topics.DIRECTORY.name(), 0);
        consumer.updatePartitions(
                partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, end));
        return new DirectoryFollower(consumer, new SchemaCatalogue());
    }

    private void fail() {
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("for a test");
        });
    }

    private static void assertEnded(Runnable asking) {
        assertThat(catchThrowableOfType(StageFailure.class, asking::run).code()).isEqualTo("follower-failed");
    }
}
