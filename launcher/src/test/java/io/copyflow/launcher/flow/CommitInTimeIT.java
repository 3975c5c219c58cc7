package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.IngestStage;
import io.copyflow.runtime.RocksDbMemory;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageRunner;
import io.copyflow.testkit.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** docs/adr/0024: what is done is committed when that is due, however long the stage waits for more to do. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CommitInTimeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WAIT_FOR_RECORDS = Duration.ofSeconds(20);

    @Test
    void a_commit_that_is_due_does_not_wait_for_the_next_records(TestBroker broker, @TempDir Path folder)
            throws Exception {
        String run = UUID.randomUUID().toString();
        String servers = broker.bootstrapServers();
        StagesUnderTest.prepare(broker);
        try (RocksDbMemory memory = new RocksDbMemory(16L << 20, 16L << 20);
                Commands commands = new Commands(servers);
                CommittedLog log = new CommittedLog(servers, List.of(Topics.STORY_EVENTS));
                StageRunner ingest = StageRunner.start(
                        IngestStage.stage(),
                        StagesUnderTest.configuration(servers, folder, "test")
                                .with(Map.of(
                                        Setting.POLL_MS,
                                        String.valueOf(WAIT_FOR_RECORDS.toMillis()),
                                        // so that the burst is one, on a slow machine too
                                        Setting.COMMIT_INTERVAL_MS,
                                        "200")),
                        new SchemaCatalogue(),
                        memory,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())) {
            ingest.awaitReady(PATIENCE);
            List<String> stories = IntStream.range(0, 8)
                    .mapToObj(n -> {
                        var command = Commands.submit(run + "-" + n);
                        commands.send(command);
                        return command.storyId();
                    })
                    .toList();

            long begin = System.nanoTime();
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> stories.stream()
                            .noneMatch(
                                    story -> log.of(Topics.STORY_EVENTS, story).isEmpty()));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(WAIT_FOR_RECORDS.dividedBy(2));
        }
    }
}
