package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.testkit.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TopicProvisioningIT {

    private final String run = "provisioning-it-" + UUID.randomUUID();

    @Test
    void a_topic_is_made_once_as_declared_and_left_alone_later(TestBroker broker) throws Exception {
        Topic<?> kept = topic("-kept", Topic.Cleanup.KEEP, null);
        Topic<?> deleted = topic("-deleted", Topic.Cleanup.DELETE, Duration.ofDays(3));
        Topic<?> compact = topic("-compact", Topic.Cleanup.COMPACT, null);

        List<String> made = TopicProvisioning.ensure(broker.admin(), List.of(kept, deleted, compact), 3, (short) 1);

        assertThat(made).containsExactlyInAnyOrder(kept.name(), deleted.name(), compact.name());
        assertThat(setting(broker, kept, "retention.ms")).isEqualTo("-1");
        assertThat(setting(broker, kept, "cleanup.policy")).isEqualTo("delete");
        assertThat(setting(broker, deleted, "retention.ms")).isEqualTo("259200000");
        assertThat(setting(broker, compact, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(broker, compact, "max.message.bytes")).isEqualTo("" + TopicProvisioning.MAX_RECORD_BYTES);
        assertThat(partitions(broker, kept)).isEqualTo(3);

        broker.admin()
                .incrementalAlterConfigs(Map.of(
                        resource(deleted),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("retention.ms", "1234567"), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        Topic<?> later = topic("-later", Topic.Cleanup.KEEP, null);

        assertThat(TopicProvisioning.ensure(broker.admin(), List.of(kept, deleted, compact, later), 5, (short) 1))
                .containsExactly(later.name());
        assertThat(setting(broker, deleted, "retention.ms")).isEqualTo("1234567");
        assertThat(partitions(broker, kept)).isEqualTo(3);
        assertThat(partitions(broker, later)).isEqualTo(3);
    }

    @Test
    void r26_a_topic_that_was_compacted_and_now_keeps_all_is_brought_along(TestBroker broker) throws Exception {
        Topic<?> compact = topic("-history", Topic.Cleanup.COMPACT, null);
        Topic<?> kept = topic("-history", Topic.Cleanup.KEEP, null);
        TopicProvisioning.ensure(broker.admin(), List.of(compact), 3, (short) 1);

        assertThat(TopicProvisioning.ensure(broker.admin(), List.of(kept), 3, (short) 1))
                .isEmpty();

        assertThat(setting(broker, kept, "cleanup.policy")).isEqualTo("delete");
        assertThat(setting(broker, kept, "retention.ms")).isEqualTo("-1");
        assertThat(setting(broker, kept, "retention.bytes")).isEqualTo("-1");
    }

    @Test
    void r16_a_topic_of_commands_from_before_takes_the_brokers_time_from_then_on(TestBroker broker) throws Exception {
        Topic<?> commands = new Topic<>(
                run + "-commands",
                Topic.ANYONE,
                Topics.STORY_EVENTS.key(),
                null,
                Topic.Cleanup.DELETE,
                Duration.ofDays(3),
                "A topic of a test.");
        broker.admin()
                .createTopics(List.of(new NewTopic(commands.name(), 3, (short) 1)))
                .all()
                .get();

        assertThat(TopicProvisioning.ensure(broker.admin(), List.of(commands), 3, (short) 1))
                .isEmpty();

        // a broker shows a setting a moment after the controller has it
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(setting(broker, commands, "message.timestamp.type"))
                        .isEqualTo("LogAppendTime"));
    }

    @Test
    void topics_that_differ_in_their_partitions_are_told_and_nothing_is_made(TestBroker broker) throws Exception {
        Topic<?> first = topic("-first", Topic.Cleanup.KEEP, null);
        Topic<?> second = topic("-second", Topic.Cleanup.KEEP, null);
        Topic<?> third = topic("-third", Topic.Cleanup.KEEP, null);
        TopicProvisioning.ensure(broker.admin(), List.of(first), 3, (short) 1);
        TopicProvisioning.ensure(broker.admin(), List.of(second), 5, (short) 1);

        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> TopicProvisioning.ensure(broker.admin(), List.of(first, second, third), 5, (short) 1));

        assertThat(refused.code()).isEqualTo("topics-differ");
        assertThat(refused).hasMessageContaining(first.name()).hasMessageContaining(second.name());
        assertThat(broker.admin().listTopics().names().get()).doesNotContain(third.name());
    }

    @Test
    void more_copies_than_brokers_are_told_with_what_to_do(TestBroker broker) {
        StageFailure refused = catchThrowableOfType(
                StageFailure.class,
                () -> TopicProvisioning.ensure(
                        broker.admin(), List.of(topic("-copies", Topic.Cleanup.KEEP, null)), 1, (short) 9));

        assertThat(refused.code()).isEqualTo("topics-not-made");
        assertThat(refused).hasMessageContaining(run).hasMessageContaining("topics.replication");
    }

    private Topic<?> topic(String name, Topic.Cleanup cleanup, Duration retention) {
        return new Topic<>(
                run + name, Topics.INGEST, Topics.STORY_EVENTS.key(), null, cleanup, retention, "A topic of a test.");
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static String setting(TestBroker broker, Topic<?> topic, String key) throws Exception {
        Config config = broker.admin()
                .describeConfigs(List.of(resource(topic)))
                .all()
                .get()
                .get(resource(topic));
        return config.get(key).value();
    }

    private static int partitions(TestBroker broker, Topic<?> topic) throws Exception {
        return broker.admin()
                .describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .get(topic.name())
                .partitions()
                .size();
    }
}
