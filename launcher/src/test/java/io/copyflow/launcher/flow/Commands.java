package io.copyflow.launcher.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.serde.AvroSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Commands straight onto Kafka, as any client may send them. */
final class Commands implements AutoCloseable {

    static final String REPORTER = "naliaka.barasa";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, byte[]> producer;

    Commands(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** A command, ready to be sent, also more than once. */
    record Command<C extends SpecificRecord>(Topic<C> topic, String storyId, String id, C envelope) {

        byte[] bytes() {
            return AvroSerde.of(topic, new SchemaCatalogue()).write(envelope);
        }
    }

    static String storyId(String clientId) {
        return StoryId.of("desk", clientId);
    }

    /** The sample story under a client id of the test's own. */
    static Command<StoryCommandEnvelope> submit(String clientId) {
        return submit(clientId, "en", null);
    }

    static Command<StoryCommandEnvelope> submit(String clientId, String language, List<String> targets) {
        return submit(clientId, sampleBlocks(), language, targets);
    }

    static Command<StoryCommandEnvelope> submit(
            String clientId, List<Block> blocks, String language, List<String> targets) {
        String storyId = storyId(clientId);
        String id = "submit-" + clientId;
        SubmitStory body = new SubmitStory(clientId, language, blocks, null, null, 3, targets, null, null, null, null);
        return new Command<>(
                Topics.STORY_COMMANDS, storyId, id, new StoryCommandEnvelope(id, storyId, REPORTER, now(), body));
    }

    static Command<StoryCommandEnvelope> story(String id, String storyId, String actor, SpecificRecord body) {
        return new Command<>(
                Topics.STORY_COMMANDS, storyId, id, new StoryCommandEnvelope(id, storyId, actor, now(), body));
    }

    static Command<TranslationCommandEnvelope> translation(
            String id, String storyId, String language, String actor, SpecificRecord body) {
        return new Command<>(
                Topics.TRANSLATION_COMMANDS,
                storyId,
                id,
                new TranslationCommandEnvelope(id, storyId, language, actor, now(), body));
    }

    static Command<ReviewCommandEnvelope> review(
            String id, String storyId, String language, String actor, SpecificRecord body) {
        return new Command<>(
                Topics.REVIEW_COMMANDS,
                storyId,
                id,
                new ReviewCommandEnvelope(id, storyId, language, actor, now(), body, null));
    }

    static Command<PublicationCommandEnvelope> takeDown(String id, String storyId, String language, String actor) {
        return publication(id, storyId, language, actor, new TakeDownVersion("A test says so"));
    }

    /** @param language empty for the whole story */
    static Command<PublicationCommandEnvelope> publication(
            String id, String storyId, String language, String actor, SpecificRecord body) {
        return new Command<>(
                Topics.PUBLICATION_COMMANDS,
                storyId,
                id,
                new PublicationCommandEnvelope(id, storyId, language, actor, now(), body, null));
    }

    static Command<KillCommandEnvelope> kill(String id, String storyId, String actor) {
        return new Command<>(
                Topics.KILL_COMMANDS,
                storyId,
                id,
                new KillCommandEnvelope(id, storyId, actor, now(), new KillStory("A test says so"), null));
    }

    void send(Command<?> command) {
        send(command, command.bytes());
    }

    /** With a value that is perhaps not the command's. */
    void send(Command<?> command, byte[] value) {
        producer.send(new ProducerRecord<>(
                command.topic().name(),
                null,
                command.storyId(),
                value,
                CloudEvents.headers(command.id(), "test", "Command", command.storyId(), now(), command.id(), null)));
        producer.flush();
    }

    /** The sample story's text, as the reporter wrote it. */
    static List<Block> sampleBlocks() {
        JsonNode story = sampleStory();
        List<Block> blocks = new ArrayList<>();
        for (SegmentKind kind :
                List.of(SegmentKind.HEADLINE, SegmentKind.STANDFIRST, SegmentKind.BYLINE, SegmentKind.DATELINE)) {
            blocks.add(new Block(
                    kind, story.path(kind.name().toLowerCase(Locale.ROOT)).textValue(), List.of(), null));
        }
        for (JsonNode block : story.path("body")) {
            List<Mark> marks = new ArrayList<>();
            for (JsonNode mark : block.path("marks")) {
                marks.add(new Mark(
                        MarkKind.valueOf(mark.path("kind").textValue().toUpperCase(Locale.ROOT)),
                        mark.path("start").intValue(),
                        mark.path("end").intValue(),
                        mark.path("target").textValue()));
            }
            blocks.add(new Block(
                    SegmentKind.valueOf(block.path("kind")
                            .textValue()
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_')),
                    block.path("text").textValue(),
                    marks,
                    null));
        }
        return blocks;
    }

    static JsonNode sampleStory() {
        try {
            return JSON.readTree(Samples.story());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
