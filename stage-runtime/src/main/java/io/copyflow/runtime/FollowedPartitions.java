package io.copyflow.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All partitions of topics that are followed without a group. */
public final class FollowedPartitions {

    private FollowedPartitions() {}

    /**
     * A consumer for them: committed records only, from the first there is wherever nothing else is said.
     *
     * @param client what every Kafka client needs
     */
    public static Consumer<String, byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * @throws UnknownTopicOrPartitionException when a topic is not there (yet): who follows none of its partitions would
     *     never see what comes to it
     */
    public static List<TopicPartition> of(Consumer<?, ?> consumer, Collection<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> known = consumer.partitionsFor(topic);
            if (known.isEmpty()) {
                throw new UnknownTopicOrPartitionException("The topic " + topic + " is not there");
            }
            known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    /**
     * Goes on where it was left, and from the beginning with what was never read.
     *
     * @param partitions that are assigned
     * @param left as {@link #offsets} gave them
     * @return false when a log ends before: the topics are others than those that were read, and are begun anew
     */
    public static boolean goOn(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<String, Long> left) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (partitions.stream()
                .anyMatch(each -> left.getOrDefault(each.toString(), 0L) > ends.getOrDefault(each, 0L))) {
            consumer.seekToBeginning(partitions);
            return false;
        }
        for (TopicPartition partition : partitions) {
            Long next = left.get(partition.toString());
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
        return true;
    }

    /** Of the next record to read, by the name of its partition: what {@link #goOn} goes on from. */
    public static Map<String, Long> offsets(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition.toString(), consumer.position(partition)));
        return offsets;
    }
}
