package io.copyflow.runtime;

import io.copyflow.catalogue.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics there are not yet, as the catalogue declares them. What exists is left as it is, but for a topic that
 * is compacted and now keeps all: from then on it does, and what was compacted away stays away; and for topics of
 * commands, which take the broker's time from then on.
 */
public final class TopicProvisioning {

    /** Largest record, in bytes: room for a text of 1 MiB with its segments and marks. */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    /** Largest value of a record, in bytes: what headers and framing leave of it. */
    public static final int MAX_VALUE_BYTES = MAX_RECORD_BYTES - (64 << 10);

    private static final Duration THERE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioning.class);

    private TopicProvisioning() {}

    /**
     * Makes the missing topics.
     *
     * @param partitions of each, unless there are topics already: then the missing get as many as those have
     * @param replication how many brokers keep each record
     * @return the names of those made
     * @throws StageFailure with code {@code topics-not-made} or {@code topics-differ}
     */
    public static List<String> ensure(Admin admin, List<Topic<?>> topics, int partitions, short replication) {
        int count = samePartitions(admin, topics).orElse(partitions);
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic.name(), count, replication).configs(configs(topic, replication)))
                .toList();
        CreateTopicsResult result = admin.createTopics(wanted);
        List<String> made = result.values().entrySet().stream()
                .filter(topic -> isMade(topic.getKey(), topic.getValue(), replication))
                .map(Map.Entry::getKey)
                .toList();
        awaitThere(admin, topics);
        keepAll(
                admin,
                topics.stream()
                        .filter(topic -> topic.cleanup() == Topic.Cleanup.KEEP && !made.contains(topic.name()))
                        .map(Topic::name)
                        .toList());
        takeBrokersTime(
                admin,
                topics.stream()
                        .filter(topic -> topic.owner().equals(Topic.ANYONE) && !made.contains(topic.name()))
                        .map(Topic::name)
                        .toList());
        return made;
    }

    /** Topics of commands from before have the sender's time, by which a revoked key could still sign. */
    private static void takeBrokersTime(Admin admin, List<String> names) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        try {
            List<ConfigResource> topics = names.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            admin.describeConfigs(topics).all().get().forEach((topic, config) -> {
                ConfigEntry time = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
                if (time != null && !TimestampType.LOG_APPEND_TIME.name.equals(time.value())) {
                    changes.put(
                            topic,
                            List.of(set(
                                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name)));
                }
            });
            if (!changes.isEmpty()) {
                admin.incrementalAlterConfigs(changes).all().get();
                changes.keySet().forEach(topic -> LOG.info("event=topic_takes_brokers_time topic={}", topic.name()));
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "event=topic_time_unchanged topics={} reason={} todo=\"see to it that message.timestamp.type is"
                            + " LogAppendTime, or signatures can be dated back\"",
                    names,
                    Logfmt.value(Failures.tell(e).sentence()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while looking at topics.", e);
        }
    }

    /** Whoever may not look at or change a topic's settings is told what to have done, and goes on. */
    private static void keepAll(Admin admin, List<String> names) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        try {
            List<ConfigResource> topics = names.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            admin.describeConfigs(topics).all().get().forEach((topic, config) -> {
                ConfigEntry cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
                if (cleanup != null && cleanup.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                    // all at once: with deletion alone the default retention would begin to delete
                    changes.put(
                            topic,
                            List.of(
                                    set(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                                    set(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                                    set(TopicConfig.RETENTION_BYTES_CONFIG, "-1")));
                }
            });
            if (!changes.isEmpty()) {
                admin.incrementalAlterConfigs(changes).all().get();
                changes.keySet().forEach(topic -> LOG.info("event=topic_keeps_all topic={}", topic.name()));
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "event=topic_cleanup_unchanged topics={} reason={} todo=\"see to it that cleanup.policy is delete,"
                            + " retention.ms and retention.bytes -1\"",
                    names,
                    Logfmt.value(Failures.tell(e).sentence()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while looking at topics.", e);
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /** A broker learns of a topic a moment after the controller has made it. */
    private static void awaitThere(Admin admin, List<Topic<?>> topics) {
        long deadline = System.nanoTime() + THERE.toNanos();
        List<String> names = topics.stream().map(Topic::name).toList();
        while (true) {
            try {
                admin.describeTopics(names).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new StageFailure(
                            "topics-not-made",
                            "The topics were made, but the broker does not show them: "
                                    + Failures.tell(e).sentence() + ". Start again; look at the broker if it stays so.",
                            e);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StageFailure("interrupted", "Interrupted while waiting for topics.", e);
            }
        }
    }

    /** False when it was there already. */
    private static boolean isMade(String name, KafkaFuture<Void> made, short replication) {
        try {
            made.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new StageFailure(
                    "topics-not-made",
                    "The topic " + name + " could not be made: "
                            + Failures.tell(e).sentence()
                            + ". Check that the broker runs, that it has " + replication
                            + " nodes for topics.replication, and that this user may create topics.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while making topics.", e);
        }
    }

    /**
     * How many partitions those of the topics have that exist. A story's records lie in partitions of one number, or
     * its stages would look for them in different places.
     */
    private static OptionalInt samePartitions(Admin admin, List<Topic<?>> topics) {
        try {
            Set<String> there = admin.listTopics().names().get();
            Map<Integer, List<String>> byCount = new TreeMap<>();
            admin.describeTopics(topics.stream()
                            .filter(topic -> topic.key() != Topic.Key.AS_IT_CAME)
                            .filter(topic -> topic.key() != Topic.Key.DIRECTORY_ENTRY)
                            .map(Topic::name)
                            .filter(there::contains)
                            .toList())
                    .allTopicNames()
                    .get()
                    .forEach((name, described) -> byCount.computeIfAbsent(
                                    described.partitions().size(), count -> new ArrayList<>())
                            .add(name));
            if (byCount.size() > 1) {
                throw new StageFailure(
                        "topics-differ",
                        "Expected all of Copyflow's topics to have the same number of partitions, but they have: "
                                + byCount
                                + ". Topics are never repartitioned: make the odd ones anew before they hold anything.");
            }
            return byCount.keySet().stream().mapToInt(Integer::intValue).findFirst();
        } catch (ExecutionException e) {
            throw new StageFailure(
                    "topics-not-made",
                    "The topics could not be looked at: " + Failures.tell(e).sentence()
                            + " Check that Kafka runs where bootstrap.servers says.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while looking at topics.", e);
        }
    }

    private static Map<String, String> configs(Topic<?> topic, short replication) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        configs.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                switch (topic.cleanup()) {
                    case DELETE, KEEP -> TopicConfig.CLEANUP_POLICY_DELETE;
                    case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
                });
        if (topic.owner().equals(Topic.ANYONE)) {
            // signatures rest on when a command came, which is not for its sender to say
            configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        }
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replication > 1 ? "2" : "1");
        if (topic.cleanup() != Topic.Cleanup.COMPACT) {
            configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            configs.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    topic.retention() == null
                            ? "-1"
                            : Long.toString(topic.retention().toMillis()));
        }
        return configs;
    }
}
