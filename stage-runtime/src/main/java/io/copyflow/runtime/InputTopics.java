package io.copyflow.runtime;

import io.copyflow.catalogue.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** A stage's inputs as the broker describes them; they exist already. Safe for use by many threads. */
final class InputTopics implements TopicIds {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A stage's thread has a transaction open meanwhile, which Kafka ends after ten seconds. */
    private static final Duration IN_BETWEEN = Duration.ofSeconds(5);

    private final Configuration configuration;
    private final Map<String, TopicDescription> known;

    private InputTopics(Configuration configuration, Map<String, TopicDescription> known) {
        this.configuration = configuration;
        this.known = new ConcurrentHashMap<>(known);
    }

    /** @throws StageFailure with code {@code kafka-unreachable} when the broker does not tell of them in time */
    static InputTopics of(Stage<?, ?, ?> stage, Configuration configuration) {
        List<String> names = stage.inputs().stream().<String>map(Topic::name).toList();
        return new InputTopics(configuration, describe(names, configuration, PATIENCE));
    }

    /** How many partitions they have; all have the same. */
    int partitions() {
        return known.values().iterator().next().partitions().size();
    }

    @Override
    public Uuid known(String topic) {
        return Objects.requireNonNull(known.get(topic), topic).topicId();
    }

    @Override
    public Uuid now(String topic) {
        known.putAll(describe(List.of(topic), configuration, IN_BETWEEN));
        return known(topic);
    }

    private static Map<String, TopicDescription> describe(
            Collection<String> topics, Configuration configuration, Duration patience) {
        int millis = (int) patience.toMillis();
        Map<String, Object> client = new HashMap<>(configuration.kafkaClient());
        // closing waits for what was asked, so this must give up by itself
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        try (Admin admin = Admin.create(client)) {
            return admin.describeTopics(topics).allTopicNames().get();
        } catch (ExecutionException e) {
            throw new StageFailure(
                    "kafka-unreachable",
                    "The topics " + String.join(", ", topics) + " could not be looked at: "
                            + Failures.tell(e).sentence()
                            + ". Check that Kafka runs and that bootstrap.servers is right.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while looking at " + String.join(", ", topics) + ".", e);
        }
    }
}
