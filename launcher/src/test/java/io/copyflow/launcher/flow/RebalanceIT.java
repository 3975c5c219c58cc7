package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.IngestStage;
import io.copyflow.launcher.flow.CommittedLog.Entry;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.testkit.TestBroker;
import io.copyflow.translate.TranslateStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of a stage share its work, and one of them goes. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RebalanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STORIES = 12;
    private static final int TARGETS = 15;

    private final String run = "rebalance-it-" + UUID.randomUUID();

    @Test
    void r27_the_work_of_an_instance_that_goes_is_gone_on_with_by_the_other(TestBroker broker, @TempDir Path folder) {
        String servers = broker.bootstrapServers();
        StagesUnderTest.prepare(broker);
        List<String> storyIds = new ArrayList<>();
        try (Commands commands = new Commands(servers);
                CommittedLog log = new CommittedLog(servers, Topics.all());
                StagesUnderTest ingest =
                        new StagesUnderTest(servers, folder.resolve("ingest"), "test", List.of(IngestStage.stage()));
                StagesUnderTest staying =
                        new StagesUnderTest(servers, folder.resolve("one"), "test", List.of(TranslateStage.stage()))) {
            try (StagesUnderTest going =
                    new StagesUnderTest(servers, folder.resolve("two"), "test-two", List.of(TranslateStage.stage()))) {
                await().atMost(PATIENCE).until(() -> sharing(broker) == 2);
                for (int n = 0; n < STORIES; n++) {
                    var submit = Commands.submit(run + "-" + n);
                    commands.send(submit);
                    commands.send(claim(submit.storyId(), "early"));
                    storyIds.add(submit.storyId());
                }
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> events(log, storyIds).size() > STORIES);
            }
            storyIds.forEach(storyId -> commands.send(claim(storyId, "late")));

            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(storyIds)
                            .allSatisfy(storyId ->
                                    assertThat(answersToLateClaim(log, storyId)).isEqualTo(1)));
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> events(log, storyIds).stream()
                                    .filter(event -> !(event.value().getBody() instanceof TranslationClaimed))
                                    .count()
                            >= STORIES * TARGETS);
            inOrderAndOnce(events(log, storyIds));
        }
    }

    /** Events of a version are numbered: none twice, none missing, each after the one before it. */
    private static void inOrderAndOnce(List<Entry<TranslationEventEnvelope>> events) {
        Map<String, Integer> last = new HashMap<>();
        for (Entry<TranslationEventEnvelope> event : events) {
            int colon = event.id().lastIndexOf(':');
            int number = Integer.parseInt(event.id().substring(colon + 1));
            assertThat(number).as(event.id()).isEqualTo(last.merge(event.id().substring(0, colon), 1, Integer::sum));
        }
        assertThat(last).hasSize(STORIES * TARGETS);
        Map<String, Long> claims = events.stream()
                .filter(event -> event.value().getBody() instanceof TranslationClaimed)
                .collect(Collectors.groupingBy(Entry::key, Collectors.counting()));
        assertThat(claims)
                .hasSize(STORIES)
                .allSatisfy((story, times) -> assertThat(times).isEqualTo(1));
    }

    private Commands.Command<?> claim(String storyId, String when) {
        return Commands.translation(
                run + "-" + when + "-" + storyId,
                storyId,
                "fr",
                when.equals("early") ? "awa.ndoye" : "bastien.lormeau",
                new ClaimTranslation());
    }

    private long answersToLateClaim(CommittedLog log, String storyId) {
        String id = claim(storyId, "late").id();
        return log.of(Topics.TRANSLATION_EVENTS, storyId).stream()
                        .filter(event -> id.equals(event.causationId()))
                        .count()
                + log.of(Topics.REJECTIONS, storyId).stream()
                        .filter(refusal -> id.equals(refusal.causationId()))
                        .count();
    }

    private static List<Entry<TranslationEventEnvelope>> events(CommittedLog log, List<String> storyIds) {
        return storyIds.stream()
                .flatMap(storyId -> log.of(Topics.TRANSLATION_EVENTS, storyId).stream())
                .toList();
    }

    /** How many members of the stage's group have partitions to work on. */
    private static long sharing(TestBroker broker) throws Exception {
        String group = TranslateStage.stage().applicationId();
        return broker
                .admin()
                .describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .stream()
                .map(MemberDescription::assignment)
                .filter(assignment -> !assignment.topicPartitions().isEmpty())
                .count();
    }
}
