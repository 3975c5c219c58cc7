package io.copyflow.runtime;

import io.copyflow.catalogue.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a stage which kills have come, with a consumer of its own, which has no backlog. A stage that is not told for a while,
 * as when a broker is away, works on a kill in its turn.
 */
final class KillWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final KillsAhead ahead;
    private final Follower follower;
    private boolean assigned;

    /**
     * @param stage the name of the stage
     * @param client what every Kafka client needs; the topic exists
     */
    KillWatch(String stage, Map<String, Object> client, KillsAhead ahead) {
        this.consumer = FollowedPartitions.consumer(client);
        this.ahead = ahead;
        this.follower = new Follower(
                "copyflow-kill-watch-" + stage, "which kills have come for " + stage, consumer, this::round);
    }

    /** Completes, with the reason, when an error has ended it; close it then. */
    CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    private void round() {
        if (!assigned) {
            List<TopicPartition> partitions = FollowedPartitions.of(consumer, List.of(Topics.KILLS.name()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            assigned = true;
        }
        for (ConsumerRecord<String, byte[]> kill : consumer.poll(POLL)) {
            ahead.come(new TopicPartition(kill.topic(), kill.partition()), kill.offset());
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
