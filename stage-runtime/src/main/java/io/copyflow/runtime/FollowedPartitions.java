package io.copyflow.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** All partitions of topics that are followed without a group. */
public final class FollowedPartitions {

    private FollowedPartitions() {}

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
}
