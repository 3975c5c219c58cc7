package io.copyflow.launcher.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.IngestStage;
import io.copyflow.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kafka tells a stage to read on from where it was long ago, as a coordinator does that has just taken over. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReadAgainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topic<?> LETTERS = Topics.deadLetters("ingest");

    private final String run = "read-again-it-" + UUID.randomUUID();

    @Test
    void r27_a_stage_that_is_told_an_earlier_place_does_nothing_twice(TestBroker broker, @TempDir Path folder)
            throws Exception {
        String servers = broker.bootstrapServers();
        StagesUnderTest.prepare(broker);
        var first = Commands.submit(run + "-first");
        var second = Commands.submit(run + "-second");
        try (Commands commands = new Commands(servers);
                CommittedLog log =
                        new CommittedLog(servers, List.of(Topics.STORY_EVENTS, Topics.REJECTIONS, LETTERS))) {
            try (StagesUnderTest ingest = ingest(servers, folder)) {
                commands.send(first);
                commands.send(first, "not ours".getBytes(UTF_8));
                commands.send(first);
                await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(log.of(Topics.REJECTIONS, first.storyId())).hasSize(1);
                    assertThat(log.of(Topics.STORY_EVENTS, first.storyId())).isNotEmpty();
                });
            }
            List<Integer> before = counted(log, first.storyId());
            setBack(broker);

            try (StagesUnderTest ingest = ingest(servers, folder)) {
                commands.send(second);
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() ->
                                !log.of(Topics.STORY_EVENTS, second.storyId()).isEmpty());
                // what is read again of the first story's partition comes before this repeat of it
                commands.send(first);
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> log.of(Topics.REJECTIONS, first.storyId()).size() > 1);
            }
            assertThat(counted(log, first.storyId())).containsExactly(before.get(0), before.get(1) + 1, before.get(2));
        }
    }

    private static StagesUnderTest ingest(String servers, Path folder) {
        return new StagesUnderTest(servers, folder, "test", List.of(IngestStage.stage()));
    }

    /** Facts, refusals and dead letters of a story. */
    private static List<Integer> counted(CommittedLog log, String storyId) {
        return List.of(
                log.of(Topics.STORY_EVENTS, storyId).size(),
                log.of(Topics.REJECTIONS, storyId).size(),
                (int) log.raw(LETTERS).stream()
                        .filter(letter -> storyId.equals(letter.key()))
                        .count());
    }

    /** The group's offsets, to the beginning. */
    private static void setBack(TestBroker broker) throws Exception {
        String group = IngestStage.stage().applicationId();
        broker.admin()
                .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        Map<TopicPartition, OffsetAndMetadata> beginning =
                broker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
        assertThat(beginning).isNotEmpty();
        broker.admin().alterConsumerGroupOffsets(group, beginning).all().get();
    }
}
