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
}
