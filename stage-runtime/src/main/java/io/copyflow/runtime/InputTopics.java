package io.copyflow.runtime;

import io.copyflow.catalogue.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** A stage's inputs as the broker describes them; they exist already. */
final class InputTopics implements TopicIds {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Configuration configuration;
    private final Map<String, TopicDescription> atStart;

    private InputTopics(Configuration configuration, Map<String, TopicDescription> atStart) {
        this.configuration = configuration;
        this.atStart = atStart;
    }

    /** @throws StageFailure with code {@code kafka-unreachable} when the broker does not tell of them in time */
    static InputTopics of(Stage<?, ?, ?> stage, Configuration configuration) {
        return new InputTopics(
                configuration,
                describe(stage.inputs().stream().<String>map(Topic::name).toList(), configuration));
    }

    /** How many partitions they have; all have the same. */
    int partitions() {
        return atStart.values().iterator().next().partitions().size();
    }

    @Override
    public Uuid atStart(String topic) {
        return Objects.requireNonNull(atStart.get(topic), topic).topicId();
    }

    @Override
    public Uuid now(String topic) {
        return Objects.requireNonNull(describe(List.of(topic), configuration).get(topic), topic)
                .topicId();
    }

    private static Map<String, TopicDescription> describe(Collection<String> topics, Configuration configuration) {
        try (Admin admin = Admin.create(configuration.kafkaClient())) {
            return admin.describeTopics(topics).allTopicNames().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
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
