package io.copyflow.channels.delivery;

import io.copyflow.catalogue.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a channel is in the published log. For the channel's own thread, but for {@link #wakeUp()}. */
final class PlaceInLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PlaceInLog.class);

    private final String channelId;
    private final boolean fromBeginning;
    private final Consumer<byte[], byte[]> consumer;

    /** @param fromBeginning where partitions that were never read begin: with the first record, or with the next */
    PlaceInLog(String channelId, boolean fromBeginning, Consumer<byte[], byte[]> consumer) {
        this.channelId = channelId;
        this.fromBeginning = fromBeginning;
        this.consumer = consumer;
        consumer.subscribe(List.of(Topics.PUBLISHED.name()));
    }

    ConsumerRecords<byte[], byte[]> poll(Duration poll) {
        return consumer.poll(poll);
    }

    /** Whether the broker has given it any partition. */
    boolean isAssigned() {
        return !consumer.assignment().isEmpty();
    }

    /** The partitions the broker has given it. */
    List<Integer> partitions() {
        return consumer.assignment().stream().map(TopicPartition::partition).toList();
    }

    /**
     * Partitions not seen from their beginning are read from there. The group's offset is set back, so that a crash
     * afterwards does not skip the rest; that they begin is to be noted after it.
     *
     * @param records what was just polled; none of it is to be delivered in this turn
     */
    void begin(Set<Integer> unseen, ConsumerRecords<byte[], byte[]> records) {
        List<TopicPartition> partitions = unseen.stream()
                .map(partition -> new TopicPartition(Topics.PUBLISHED.name(), partition))
                .toList();
        backTo(records);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        }
        consumer.commitSync(partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition, partition -> new OffsetAndMetadata(consumer.position(partition)))));
        log.info("reading-begins channel={} partitions={}", channelId, unseen);
    }

    /** These are done with. */
    void passed(ConsumerRecords<byte[], byte[]> records) {
        consumer.commitSync(records.nextOffsets());
    }

    /** Back to where these began, to take them again. */
    void backTo(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    /** Ends a poll that is under way. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
