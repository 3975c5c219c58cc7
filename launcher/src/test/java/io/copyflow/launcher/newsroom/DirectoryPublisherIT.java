package io.copyflow.launcher.newsroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.serde.AvroSerde;
import io.copyflow.testkit.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DirectoryPublisherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final SchemaCatalogue IDS = new SchemaCatalogue();
    private static final AvroSerde<DirectoryEntry> SERDE = AvroSerde.of(Topics.DIRECTORY, IDS);

    private Configuration configuration;
    private Topic<DirectoryEntry> topic;

    @BeforeEach
    void ownTopic(TestBroker broker, TestInfo test) {
        configuration = Configuration.defaults().with(Map.of(Setting.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
        topic = new Topic<>(
                "directory-publisher-it-" + test.getTestMethod().orElseThrow().getName(),
                Topics.DIRECTORY.owner(),
                Topics.DIRECTORY.key(),
                DirectoryEntry.class,
                Topics.DIRECTORY.cleanup(),
                null,
                Topics.DIRECTORY.purpose());
    }

    @Test
    void writesTheWholeFileTheFirstTime() {
        Applied applied = publisher("run-1").apply(directory(), false);

        assertThat(applied.added()).containsExactlyElementsOf(directory().keySet());
        assertThat(applied.changed()).isEmpty();
        assertThat(applied.removed()).isEmpty();
        assertThat(entries()).isEqualTo(directory());
        assertThat(records()).allSatisfy(record -> {
            assertThat(SERDE.read(record.value()).getAppliedAt()).isEqualTo(NOW);
            assertThat(CloudEvents.text(record.headers(), CloudEvents.ID)).isEqualTo("apply:run-1:" + record.key());
            assertThat(CloudEvents.text(record.headers(), "ce_type")).isEqualTo("io.copyflow.DirectoryEntryApplied");
        });
    }

    @Test
    void writesNothingTheSecondTime() {
        publisher("run-1").apply(directory(), false);

        Applied applied = publisher("run-2").apply(directory(), false);

        assertThat(applied.isNothing()).isTrue();
        assertThat(applied.unchanged()).isEqualTo(directory().size());
        assertThat(records()).hasSize(directory().size());
    }

    @Test
    void writesOnlyWhatChanged() {
        publisher("run-1").apply(directory(), false);
        Map<String, SpecificRecord> wanted = directory();
        wanted.put("desk/world", new Desk("world", "The World"));

        Applied applied = publisher("run-2").apply(wanted, false);

        assertThat(applied.changed()).isEqualTo(Map.of("desk/world", List.of("name")));
        assertThat(applied.unchanged()).isEqualTo(directory().size() - 1);
        assertThat(records()).hasSize(directory().size() + 1);
        assertThat(entries()).isEqualTo(wanted);
    }

    @Test
    void buriesWhatIsGone() {
        publisher("run-1").apply(directory(), false);
        Map<String, SpecificRecord> wanted = directory();
        wanted.remove("desk/world");
        wanted.remove("person/c");

        Applied applied = publisher("run-2").apply(wanted, false);

        assertThat(applied.removed()).containsExactly("desk/world", "person/c");
        assertThat(entries()).isEqualTo(wanted);
        assertThat(records()).hasSize(directory().size() + 2);
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing(TestBroker broker) throws Exception {
        Applied preview = publisher("run-1").preview(directory(), false);

        assertThat(preview.added()).containsExactlyElementsOf(directory().keySet());
        assertThat(broker.admin().listTopics().names().get()).doesNotContain(topic.name());
        publisher("run-2").apply(directory(), false);
        Map<String, SpecificRecord> wanted = directory();
        wanted.remove("desk/world");
        assertThat(publisher("run-3").preview(wanted, false).removed()).containsExactly("desk/world");
        assertThat(entries()).isEqualTo(directory());
    }

    @Test
    void refusesToRemoveMostPeopleUnlessForced() {
        publisher("run-1").apply(directory(), false);
        Map<String, SpecificRecord> wanted = directory();
        wanted.keySet().removeAll(List.of("person/a", "person/b", "person/c"));

        assertThatThrownBy(() -> publisher("run-2").apply(wanted, false))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("directory-shrinks"))
                .hasMessage(
                        "Expected most of the 4 people of the directory to stay, but 3 of them are not in this file."
                                + " Nothing was applied. Check that it is the right and whole file; if it is, apply it with"
                                + " --force.");
        assertThat(entries()).isEqualTo(directory());

        publisher("run-3").apply(wanted, true);
        assertThat(entries()).isEqualTo(wanted);
    }

    @Test
    void removesHalfOfThePeopleUnforced() {
        publisher("run-1").apply(directory(), false);
        Map<String, SpecificRecord> wanted = directory();
        wanted.keySet().removeAll(List.of("person/a", "person/b"));

        assertThat(publisher("run-2").apply(wanted, false).removed()).hasSize(2);
    }

    @Test
    void theOneThatBeganFirstIsShutOutByTheSecond() {
        publisher("run-1").apply(directory(), false);
        Map<String, SpecificRecord> first = directory();
        first.put("desk/world", new Desk("world", "First"));
        first.remove("person/a");
        Map<String, SpecificRecord> second = directory();
        second.put("desk/world", new Desk("world", "Second"));
        second.remove("person/b");

        // the first asks for its run's id when it has read the directory and is about to write
        DirectoryPublisher overtaken = publisher(() -> {
            publisher("run-3").apply(second, false);
            return "run-2";
        });

        assertThatThrownBy(() -> overtaken.apply(first, false))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("apply-overtaken"));
        assertThat(entries()).isEqualTo(second);
    }

    @Test
    void twoAtOnceLeaveWhatOneOfThemWanted() throws Exception {
        publisher("run-0").apply(directory(), false);
        List<Map<String, SpecificRecord>> wanted = new ArrayList<>();
        List<Callable<Boolean>> appliers = new ArrayList<>();
        for (String gone : List.of("person/a", "person/b")) {
            Map<String, SpecificRecord> one = directory();
            one.remove(gone);
            one.put("desk/world", new Desk("world", "Without " + gone));
            wanted.add(one);
            appliers.add(() -> {
                try {
                    publisher(gone).apply(one, false);
                    return true;
                } catch (StageFailure e) {
                    assertThat(e.code()).isEqualTo("apply-overtaken");
                    return false;
                }
            });
        }

        List<Boolean> applied = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> outcome : two.invokeAll(appliers)) {
                applied.add(outcome.get());
            }
        }

        assertThat(applied).contains(true);
        assertThat(wanted).contains(entries());
        if (applied.contains(false)) {
            assertThat(entries()).isEqualTo(wanted.get(applied.indexOf(true)));
        }
    }

    @Test
    void replacesWhatCannotBeRead() {
        publisher("run-1").apply(directory(), false);
        writeRaw("desk/world", "nonsense".getBytes(UTF_8));
        writeRaw("desk/ghost", "nonsense".getBytes(UTF_8));

        Applied applied = publisher("run-2").apply(directory(), false);

        assertThat(applied.changed()).containsOnlyKeys("desk/world");
        assertThat(applied.removed()).containsExactly("desk/ghost");
        assertThat(entries()).isEqualTo(directory());
    }

    @Test
    void tellsWithinSecondsThatKafkaIsNotThere() {
        DirectoryPublisher nowhere = new DirectoryPublisher(
                configuration.with(Map.of(Setting.BOOTSTRAP_SERVERS, "127.0.0.1:1")),
                IDS,
                Clock.systemUTC(),
                () -> "run",
                topic,
                PATIENCE);

        assertThatThrownBy(() -> nowhere.apply(directory(), false))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("kafka-unreachable"))
                .hasMessageStartingWith("Kafka at 127.0.0.1:1 did not answer within 6 s: ");
    }

    @Test
    void tellsAnAddressThatIsNone() {
        DirectoryPublisher nowhere = new DirectoryPublisher(
                configuration.with(Map.of(Setting.BOOTSTRAP_SERVERS, "broker.invalid:9092")),
                IDS,
                Clock.systemUTC(),
                () -> "run",
                topic,
                PATIENCE);

        assertThatThrownBy(() -> nowhere.preview(directory(), false))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("kafka-unreachable"));
    }

    @Test
    void neverTakesTheEntriesOfAFileWithMistakes() {
        assertThatThrownBy(() -> publisher("run-1").apply(Map.of(), true)).isInstanceOf(IllegalArgumentException.class);
    }

    private DirectoryPublisher publisher(String run) {
        return publisher(() -> run);
    }

    private DirectoryPublisher publisher(Supplier<String> runs) {
        return new DirectoryPublisher(configuration, IDS, Clock.fixed(NOW, ZoneOffset.UTC), runs, topic, PATIENCE);
    }

    private static Map<String, SpecificRecord> directory() {
        Map<String, SpecificRecord> entries = new LinkedHashMap<>();
        entries.put(
                "newsroom",
                new Newsroom("post", "Post", "en", 1, null, null, null, Trust.OPEN, null, List.of(), null, null));
        entries.put("desk/world", new Desk("world", "World"));
        for (String id : List.of("a", "b", "c", "d")) {
            entries.put(
                    "person/" + id,
                    new Person(id, "Person " + id, List.of(Role.EDITOR), List.of("en"), null, null, List.of()));
        }
        return entries;
    }

    /** What a reader who reads all of it ends with. */
    private Map<String, SpecificRecord> entries() {
        Map<String, SpecificRecord> entries = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records()) {
            if (record.value() == null) {
                entries.remove(record.key());
            } else if (record.value()[0] == 0) {
                entries.put(record.key(), (SpecificRecord)
                        SERDE.read(record.value()).getBody());
            }
        }
        return entries;
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private void writeRaw(String key, byte[] value) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    private String bootstrapServers() {
        return configuration.text(Setting.BOOTSTRAP_SERVERS);
    }
}
