package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.serde.AvroSerde;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends commands as an outside program does, without waiting for their outcome. */
final class CommandSender implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final AvroSerde<StoryCommandEnvelope> stories;
    private final Clock clock;
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();

    /** @param client what every Kafka client needs */
    CommandSender(Map<String, Object> client, SchemaIds ids, Clock clock) {
        Map<String, Object> producing = new HashMap<>(client);
        // a story is handed in at once
        producing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = LimitBench.producer(producing);
        this.stories = AvroSerde.of(Topics.STORY_COMMANDS, ids);
        this.clock = clock;
    }

    void submit(String storyId, SubmitStory submission) {
        String commandId = "submit-" + storyId;
        send(
                Topics.STORY_COMMANDS.name(),
                storyId,
                commandId,
                "SubmitStory",
                stories.write(new StoryCommandEnvelope(commandId, storyId, BenchNewsroom.REPORTER, now(), submission)));
    }

    /** By the reporter who handed it in. */
    void revise(String storyId, ReviseStory revision) {
        String commandId = "revise-" + storyId;
        send(
                Topics.STORY_COMMANDS.name(),
                storyId,
                commandId,
                "ReviseStory",
                stories.write(new StoryCommandEnvelope(commandId, storyId, BenchNewsroom.REPORTER, now(), revision)));
    }

    /** The time as events have it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void send(String topic, String storyId, String commandId, String type, byte[] value) {
        ProducerRecord<String, byte[]> command = new ProducerRecord<>(
                topic,
                null,
                storyId,
                value,
                CloudEvents.headers(commandId, "bench", type, storyId, clock.instant(), commandId, null));
        producer.send(command, (_, failure) -> {
            if (failure != null) {
                failed.compareAndSet(null, failure);
            }
        });
    }

    /**
     * To be called while waiting for what comes of the commands. For many threads.
     *
     * @throws io.copyflow.runtime.StageFailure with code {@code bench-stalled} when one of those sent was not taken
     */
    void demandTaken() {
        Waits.demandNone("Kafka to take every command", failed.get());
    }

    /** What was sent is out when it returns. */
    @Override
    public void close() {
        producer.close();
    }
}
