package io.copyflow.launcher.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.translation.ReopenReason;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.serde.AvroSerde;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");
    private static final SchemaIds IDS = new SchemaCatalogue();

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            TopicProvisioning.ensure(admin, Topics.all(), 1, (short) 1);
        }
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void end() {
        producer.close();
        broker.close();
    }

    @Test
    void what_ends_them_is_told() {
        IllegalStateException fault = new IllegalStateException("out of words");
        try (Bots bots = new Bots(client, IDS, new Roster(List.of()), new InventedText(1), Clock.systemUTC(), _ -> {
            throw fault;
        })) {
            assertThat(bots.failure()).isNull();

            producer.send(new ProducerRecord<>(Topics.STORY_EVENTS.name(), "story", new byte[0]));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(bots.failure()).isSameAs(fault));
        }
    }

    @Test
    void what_is_reopened_is_handed_in_from_the_revision_it_rests_on_however_late_that_is_read() {
        try (Bots _ = new Bots(client, IDS, new Roster(List.of()), new InventedText(1), Clock.systemUTC());
                KafkaConsumer<String, byte[]> commands =
                        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.TRANSLATION_COMMANDS.name(), 0);
            commands.assign(List.of(partition));
            commands.seekToEnd(List.of(partition));
            commands.position(partition);

            story("s1", accepted(1));
            story("s2", accepted(1));
            translation(
                    "s1",
                    1,
                    new TranslationReopened(2, ReopenReason.SOURCE_REVISED, List.of(), List.of(), List.of(), null));
            translation("s1", 2, new TranslationClaimed("awa.ndoye", AT));
            // of a story that waits for nothing: when this is answered, what went before was read
            translation("s2", 2, new TranslationClaimed("awa.ndoye", AT));
            List<TranslationCommandEnvelope> sent = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> take(commands, sent).size() == 1);
            assertThat(sent.getFirst().getStoryId()).isEqualTo("s2");

            story("s1", revised(2));

            await().atMost(PATIENCE).until(() -> take(commands, sent).size() == 2);
            assertThat(sent.getLast().getStoryId()).isEqualTo("s1");
            assertThat(sent.getLast().getBody())
                    .isInstanceOfSatisfying(
                            SubmitTranslation.class,
                            handedIn -> assertThat(handedIn.getSourceRevision()).isEqualTo(2));
        }
    }

    private static List<TranslationCommandEnvelope> take(
            KafkaConsumer<String, byte[]> commands, List<TranslationCommandEnvelope> sent) {
        commands.poll(Duration.ofMillis(100))
                .forEach(record -> sent.add((TranslationCommandEnvelope)
                        AvroSerde.of(Topics.TRANSLATION_COMMANDS, IDS).read(record.value())));
        return sent;
    }

    private static StoryAccepted accepted(int revision) {
        return new StoryAccepted(
                revision, "c", "en", List.of(), "ab", List.of(), null, null, 5, List.of("fr"), null, null);
    }

    private static StoryRevised revised(int revision) {
        return new StoryRevised(
                revision,
                RevisionClass.UPDATE,
                null,
                "en",
                List.of(),
                List.of(),
                List.of(),
                "cd",
                List.of(),
                null,
                null,
                5,
                List.of("fr"),
                null,
                null);
    }

    private static void story(String storyId, SpecificRecord body) {
        send(
                Topics.STORY_EVENTS,
                storyId,
                AvroSerde.of(Topics.STORY_EVENTS, IDS)
                        .write(new StoryEventEnvelope(
                                "ingest:" + storyId + ":1", storyId, "rosalind.okafor", AT, "submit", body)));
    }

    private static void translation(String storyId, int number, SpecificRecord body) {
        send(
                Topics.TRANSLATION_EVENTS,
                storyId,
                AvroSerde.of(Topics.TRANSLATION_EVENTS, IDS)
                        .write(new TranslationEventEnvelope(
                                "translate-stage:" + storyId + "/fr:" + number,
                                storyId,
                                "fr",
                                "awa.ndoye",
                                AT,
                                "bot-claim",
                                body)));
    }

    private static void send(Topic<?> topic, String storyId, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), storyId, value));
        producer.flush();
    }
}
