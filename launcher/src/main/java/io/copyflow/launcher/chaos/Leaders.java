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

    /** Moves those of some topics, Kafka's own included, and says in a sentence what came of it. */
    String move(Random random) {
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
            admin.electLeaders(ElectionType.PREFERRED, partitions)
                    .partitions()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return "the leaders of " + partitions.size() + " partitions were turned";
        } catch (ExecutionException | TimeoutException e) {
            // a broker on its way back may not be ready to lead: the partitions stay where they are
            return "leaders were not turned: " + Failures.tell(e).sentence();
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
