package io.copyflow.launcher.chaos;

import io.copyflow.runtime.Failures;
import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Has other brokers lead partitions: the order of their replicas is turned by one, and the first is elected. */
final class Leaders {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int TOPICS = 6;

    private final Map<String, Object> client;

    Leaders(Map<String, Object> client) {
        this.client = new HashMap<>(client);
        this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }

    /**
     * Moves those of some topics, Kafka's own included.
     *
     * @return how many have another leader now
     * @throws KafkaException when none was moved
     */
    int move(Random random) {
        try (Admin admin = Admin.create(client)) {
            List<String> topics = new ArrayList<>(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
            Collections.sort(topics);
            Collections.shuffle(topics, random);
            Map<TopicPartition, Optional<NewPartitionReassignment>> turned = new HashMap<>();
            Set<TopicPartition> partitions = new HashSet<>();
            admin.describeTopics(topics.subList(0, Math.min(TOPICS, topics.size())))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> turn(topic, turned, partitions));
            admin.alterPartitionReassignments(turned).all().get();
            // a broker on its way back may not be ready to lead: such partitions stay where they are
            return (int) admin
                    .electLeaders(ElectionType.PREFERRED, partitions)
                    .partitions()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .filter(Optional::isEmpty)
                    .count();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(Failures.tell(e).sentence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while leaders were moved.", e);
        }
    }

    private static void turn(
            TopicDescription topic,
            Map<TopicPartition, Optional<NewPartitionReassignment>> turned,
            Set<TopicPartition> partitions) {
        for (TopicPartitionInfo partition : topic.partitions()) {
            TopicPartition place = new TopicPartition(topic.name(), partition.partition());
            List<Integer> replicas =
                    new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
            Collections.rotate(replicas, 1);
            turned.put(place, Optional.of(new NewPartitionReassignment(replicas)));
            partitions.add(place);
        }
    }
}
