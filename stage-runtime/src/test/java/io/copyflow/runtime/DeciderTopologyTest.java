package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.FactChain;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.serde.AvroSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one processor: answers, repeats, timers, dead letters; on a small stage. */
class DeciderTopologyTest {

    private static final Instant START = Instant.parse("2026-03-03T08:00:00Z");
    private static final int REMEMBERED = 4;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<Uuid> log = new AtomicReference<>(Uuid.randomUuid());
    private final SchemaCatalogue ids = new SchemaCatalogue();
    private final AvroSerde<TranslationCommandEnvelope> commandSerde = AvroSerde.of(Topics.TRANSLATION_COMMANDS, ids);
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> commands;
    private TestOutputTopic<String, TranslationEventEnvelope> events;
    private TestOutputTopic<String, Rejection> rejections;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start(@TempDir java.nio.file.Path dir) {
        driver = driver(dir, 1);
        commands = commandsOf(driver);
        events = driver.createOutputTopic(
                Topics.TRANSLATION_EVENTS.name(),
                new StringDeserializer(),
                AvroSerde.of(Topics.TRANSLATION_EVENTS, ids));
        rejections = driver.createOutputTopic(
                Topics.REJECTIONS.name(), new StringDeserializer(), AvroSerde.of(Topics.REJECTIONS, ids));
        deadLetters = driver.createOutputTopic(
                Topics.deadLetters("translate-stage").name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopologyTestDriver driver(java.nio.file.Path dir, int partitions) {
        return driver(dir, LeaseStage.stage(), partitions, new KillsAhead());
    }

    private TopologyTestDriver driver(java.nio.file.Path dir, Stage<?, ?, ?> stage, int partitions, KillsAhead ahead) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
        properties.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                Topics.deadLetters("translate-stage").name());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        return new TopologyTestDriver(
                DeciderTopology.of(
                        stage,
                        ids,
                        REMEMBERED,
                        partitions,
                        new Logs(log),
                        new Told(now),
                        new SimpleMeterRegistry(),
                        new CommitPace(),
                        ahead),
                properties,
                START);
    }

    /** Every topic is the same log; what is known of it may be old. */
    private static final class Logs implements TopicIds {
        private final AtomicReference<Uuid> log;
        private Uuid known;

        Logs(AtomicReference<Uuid> log) {
            this.log = log;
            this.known = log.get();
        }

        @Override
        public Uuid known(String topic) {
            return known;
        }

        @Override
        public Uuid now(String topic) {
            known = log.get();
            return known;
        }
    }

    /** A clock that shows what it is told. */
    private static final class Told extends Clock {
        private final AtomicReference<Instant> now;

        Told(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void an_accepted_command_becomes_an_event_that_names_it() {
        send("c1", "amina");

        TestRecord<String, TranslationEventEnvelope> event = events.readRecord();
        assertThat(event.key()).isEqualTo("story");
        assertThat(event.value().getEventId()).isEqualTo("translate-stage:story/fr:1");
        assertThat(event.value().getCommandId()).isEqualTo("c1");
        assertThat(event.value().getActor()).isEqualTo("amina");
        assertThat(event.value().getBody()).isEqualTo(new TranslationClaimed("amina", START.plus(LeaseStage.LEASE)));
        assertThat(CloudEvents.text(event.headers(), CloudEvents.CAUSATION_ID)).isEqualTo("c1");
        assertThat(CloudEvents.text(event.headers(), CloudEvents.ID)).isEqualTo("translate-stage:story/fr:1");
        assertThat(CloudEvents.text(event.headers(), "ce_type")).isEqualTo("io.copyflow.TranslationClaimed");
        assertThat(CloudEvents.text(event.headers(), CloudEvents.TRACEPARENT))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(rejections.isEmpty()).isTrue();
    }

    @Test
    void r26_each_fact_is_linked_to_the_one_before_it_and_a_refusal_is_none() {
        TestOutputTopic<String, byte[]> facts = driver.createOutputTopic(
                Topics.TRANSLATION_EVENTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        TestOutputTopic<String, byte[]> refusals = driver.createOutputTopic(
                Topics.REJECTIONS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        send("c1", "amina");
        send("c2", "bela");
        advance(LeaseStage.LEASE.plusSeconds(1));

        TestRecord<String, byte[]> claimed = facts.readRecord();
        TestRecord<String, byte[]> released = facts.readRecord();
        byte[] first = FactChain.link(FactChain.start("translate-stage", "story/fr"), claimed.value());
        byte[] second = FactChain.link(first, released.value());
        assertThat(CloudEvents.text(claimed.headers(), CloudEvents.CHAIN))
                .isEqualTo(HexFormat.of().formatHex(first));
        assertThat(CloudEvents.text(released.headers(), CloudEvents.CHAIN))
                .isEqualTo(HexFormat.of().formatHex(second));
        assertThat(CloudEvents.text(refusals.readRecord().headers(), CloudEvents.CHAIN))
                .isNull();
    }

    /** What is written keeps no more: a state read back must equal the one it was decided on. */
    @Test
    void times_of_decision_are_whole_milliseconds() {
        now.set(START.plusNanos(123_456_789));

        send("c1", "amina");

        Instant decided = START.plusMillis(123);
        TranslationEventEnvelope event = events.readValue();
        assertThat(event.getOccurredAt()).isEqualTo(decided);
        assertThat(event.getBody()).isEqualTo(new TranslationClaimed("amina", decided.plus(LeaseStage.LEASE)));
    }

    @Test
    void the_trace_of_a_command_goes_on_in_its_events() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        TestRecord<String, byte[]> command =
                new TestRecord<>("story", commandSerde.write(command("c1", "amina", "story", new ClaimTranslation())));
        command.headers().add("traceparent", ("00-" + trace + "-00f067aa0ba902b7-01").getBytes());

        commands.pipeInput(command);

        assertThat(CloudEvents.text(events.readRecord().headers(), CloudEvents.TRACEPARENT))
                .startsWith("00-" + trace + "-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void a_refused_command_is_answered_with_code_and_sentence() {
        send("c1", "amina");
        send("c2", "bela");

        Rejection rejection = rejections.readValue();
        assertThat(rejection.getCommandId()).isEqualTo("c2");
        assertThat(rejection.getCode()).isEqualTo("taken");
        assertThat(rejection.getSentence()).contains("amina holds it");
        assertThat(rejection.getRepeated()).isFalse();
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void a_repeated_command_changes_nothing_and_is_answered_as_the_first_time() {
        send("c1", "amina");
        send("c2", "bela");
        events.readValue();
        rejections.readValue();

        send("c1", "amina");
        send("c2", "bela");

        assertThat(events.isEmpty()).isTrue();
        Rejection accepted = rejections.readValue();
        assertThat(accepted.getCode()).isEqualTo("already-accepted");
        assertThat(accepted.getEventIds()).containsExactly("translate-stage:story/fr:1");
        assertThat(accepted.getRepeated()).isTrue();
        Rejection refused = rejections.readValue();
        assertThat(refused.getCode()).isEqualTo("taken");
        assertThat(refused.getRepeated()).isTrue();
    }

    @Test
    void a_refusal_is_repeated_even_when_the_command_would_be_accepted_now() {
        send("c1", "amina");
        send("c2", "bela");
        advance(LeaseStage.LEASE.plusSeconds(1));
        rejections.readValue();

        send("c2", "bela");

        assertThat(rejections.readValue().getCode()).isEqualTo("taken");
    }

    @Test
    void a_command_id_used_for_something_else_is_refused() {
        send("c1", "amina");

        commands.pipeInput("story", commandSerde.write(command("c1", "amina", "story", new ReleaseClaim())));

        Rejection rejection = rejections.readValue();
        assertThat(rejection.getCode()).isEqualTo("command-id-reused");
        assertThat(rejection.getSentence()).contains("c1");
    }

    @Test
    void the_memory_of_commands_is_bounded() {
        send("c1", "amina");
        for (int n = 0; n < REMEMBERED; n++) {
            send("other" + n, "bela");
        }
        rejections.readValuesToList();

        send("c1", "amina");

        assertThat(rejections.readValue().getCode()).isEqualTo("nothing-to-do");
    }

    @Test
    void what_changes_nothing_is_answered_too() {
        send("c1", "amina");

        send("c2", "amina");

        assertThat(rejections.readValue().getCode()).isEqualTo("nothing-to-do");
    }

    @Test
    void a_timer_fires_when_due_and_not_before() {
        send("c1", "amina");
        events.readValue();

        advance(LeaseStage.LEASE.minusSeconds(2));
        assertThat(events.isEmpty()).isTrue();
        advance(Duration.ofSeconds(3));

        assertThat(events.readValue().getBody()).isInstanceOf(ClaimReleased.class);
        advance(Duration.ofMinutes(5));
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void a_timer_moves_with_its_aggregate() {
        send("c1", "amina");
        advance(LeaseStage.LEASE.plusSeconds(1));
        send("c2", "bela");
        events.readValuesToList();

        advance(LeaseStage.LEASE.minusSeconds(2));

        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void r28_a_record_nobody_can_read_goes_to_dead_letters_and_the_stage_goes_on() {
        byte[] whole = commandSerde.write(command("c1", "amina", "story", new ClaimTranslation()));
        byte[] unknownId = whole.clone();
        unknownId[1] = 0x7f;

        commands.pipeInput("story", Arrays.copyOf(whole, whole.length - 3));
        commands.pipeInput("story", unknownId);
        commands.pipeInput("story", "not ours".getBytes());
        commands.pipeInput("story", whole);

        List<TestRecord<byte[], byte[]>> letters = deadLetters.readRecordsToList();
        assertThat(letters)
                .extracting(letter -> CloudEvents.text(letter.headers(), DeadLetters.CODE))
                .containsExactly("truncated-record", "unknown-schema-id", "not-framed");
        assertThat(letters.getFirst().value()).isEqualTo(Arrays.copyOf(whole, whole.length - 3));
        assertThat(CloudEvents.text(letters.getFirst().headers(), DeadLetters.TOPIC))
                .isEqualTo(Topics.TRANSLATION_COMMANDS.name());
        assertThat(CloudEvents.text(letters.getFirst().headers(), DeadLetters.OFFSET))
                .isEqualTo("0");
        assertThat(events.readValue().getCommandId()).isEqualTo("c1");
    }

    @Test
    void r28_a_record_that_makes_the_code_fail_goes_to_dead_letters_and_leaves_no_trace() {
        send("c1", "bomb");
        send("c2", "amina");

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(CloudEvents.text(letter.headers(), DeadLetters.CODE)).isEqualTo("unprocessable-record");
        assertThat(CloudEvents.text(letter.headers(), DeadLetters.REASON)).contains("the bomb went off");
        assertThat(letter.value())
                .isEqualTo(commandSerde.write(command("c1", "bomb", "story", new ClaimTranslation())));
        assertThat(events.readValue().getEventId()).isEqualTo("translate-stage:story/fr:1");
    }

    @Test
    void r01_a_command_in_another_partition_than_its_storys_is_refused(@TempDir java.nio.file.Path elsewhere) {
        int partitions = 4;
        String story = java.util.stream.IntStream.range(0, 100)
                .mapToObj(n -> "s" + n)
                .filter(id -> DeciderTopology.partition(id, partitions) != 0)
                .findFirst()
                .orElseThrow();
        try (TopologyTestDriver other = driver(elsewhere, partitions)) {
            other.createInputTopic(
                            Topics.TRANSLATION_COMMANDS.name(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(story, commandSerde.write(command("c1", "amina", story, new ClaimTranslation())));

            Rejection rejection = other.createOutputTopic(
                            Topics.REJECTIONS.name(), new StringDeserializer(), AvroSerde.of(Topics.REJECTIONS, ids))
                    .readValue();
            assertThat(rejection.getCode()).isEqualTo("wrong-partition");
        }
    }

    @Test
    void a_key_that_is_not_the_story_is_refused() {
        commands.pipeInput("other", commandSerde.write(command("c1", "amina", "story", new ClaimTranslation())));

        TestRecord<String, Rejection> rejection = rejections.readRecord();
        assertThat(rejection.key()).isEqualTo("other");
        assertThat(rejection.value().getCode()).isEqualTo("key-mismatch");
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void a_record_without_key_or_value_goes_to_dead_letters() {
        commands.pipeInput("story", (byte[]) null);

        assertThat(CloudEvents.text(deadLetters.readRecord().headers(), DeadLetters.CODE))
                .isEqualTo("incomplete-record");
    }

    @Test
    void r28_an_id_that_is_too_long_to_be_answered_goes_to_dead_letters() {
        send("c".repeat(3 << 20), "amina");
        send("c1", "amina");

        assertThat(CloudEvents.text(deadLetters.readRecord().headers(), DeadLetters.CODE))
                .isEqualTo("id-too-long");
        assertThat(events.readValue().getCommandId()).isEqualTo("c1");
    }

    @Test
    void r28_a_language_or_story_id_too_long_to_be_answered_goes_to_dead_letters() {
        TranslationCommandEnvelope language = TranslationCommandEnvelope.newBuilder(
                        command("c1", "amina", "story", new ClaimTranslation()))
                .setLanguage("a".repeat(3 << 20))
                .build();
        String longId = "s".repeat(300);
        commands.pipeInput("story", commandSerde.write(language));
        commands.pipeInput(longId, commandSerde.write(command("c2", "amina", longId, new ClaimTranslation())));
        commands.pipeInput("story", commandSerde.write(command("c3", "amina", longId, new ClaimTranslation())));
        send("", "amina");
        send("c4", "amina");

        assertThat(deadLetters.readRecordsToList())
                .extracting(letter -> CloudEvents.text(letter.headers(), DeadLetters.CODE))
                .containsExactly("id-too-long", "id-too-long", "id-too-long", "id-missing");
        assertThat(rejections.isEmpty()).isTrue();
        assertThat(events.readValue().getCommandId()).isEqualTo("c4");
    }

    @Test
    void r28_keys_and_headers_too_large_for_a_letter_are_cut_and_the_letter_says_so() {
        TestRecord<String, byte[]> key = new TestRecord<>("k".repeat(9 << 20), "not ours".getBytes());
        TestRecord<String, byte[]> header = new TestRecord<>("story", "not ours".getBytes());
        header.headers().add("large", new byte[9 << 20]);
        for (int n = 0; n < 40; n++) {
            header.headers().add("one-of-many", new byte[1]);
        }
        commands.pipeInput(key);
        commands.pipeInput(header);

        List<TestRecord<byte[], byte[]>> letters = deadLetters.readRecordsToList();
        assertThat(letters.getFirst().key()).hasSize(4 << 10);
        assertThat(CloudEvents.text(letters.getFirst().headers(), DeadLetters.CUT_KEY))
                .isEqualTo("" + (9 << 20));
        assertThat(letters.getLast().headers().lastHeader("large").value()).hasSize(1 << 10);
        assertThat(CloudEvents.text(letters.getLast().headers(), DeadLetters.CUT_HEADERS))
                .isEqualTo("10");
    }

    @Test
    void r28_a_time_that_no_clock_tells_is_taken_for_the_newest_seen() {
        RecordTime times = new RecordTime();

        assertThat(times.extract(at(-1), 700)).isEqualTo(700);
        assertThat(times.extract(at(-1), -1)).isZero();
        assertThat(times.extract(at(5), 700)).isEqualTo(5);
    }

    private static ConsumerRecord<Object, Object> at(long time) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }

    @Test
    void r28_what_is_too_large_to_lie_among_dead_letters_is_named_there_and_stays_where_it_is() {
        commands.pipeInput("story", new byte[9 << 20]);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).isNull();
        assertThat(CloudEvents.text(letter.headers(), DeadLetters.OMITTED)).isEqualTo(Integer.toString(9 << 20));
        assertThat(CloudEvents.text(letter.headers(), DeadLetters.OFFSET)).isEqualTo("0");
    }

    @Test
    void r28_an_entry_of_the_directory_that_nobody_can_read_is_skipped() {
        driver.createInputTopic(Topics.DIRECTORY.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("person/amina", "not ours".getBytes());

        send("c1", "amina");

        assertThat(events.readValue().getCommandId()).isEqualTo("c1");
    }

    @Test
    void r22_a_kill_is_told_as_worked_on_also_where_it_is_set_aside(@TempDir java.nio.file.Path elsewhere) {
        var lease = LeaseStage.stage();
        var withKills = new Stage<>(
                lease.name(),
                lease.noun(),
                List.of(Topics.TRANSLATION_COMMANDS, Topics.KILLS),
                lease.outputs(),
                lease.decider(),
                lease.wire(),
                lease.stateType(),
                lease.shelves());
        KillsAhead ahead = new KillsAhead();
        TopicPartition kills = new TopicPartition(Topics.KILLS.name(), 0);
        try (TopologyTestDriver other = driver(elsewhere, withKills, 1, ahead)) {
            assertThat(ahead.isWorkedOn(kills, 0)).isFalse();
            other.createInputTopic(kills.topic(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput("story", "not ours".getBytes());
        }
        assertThat(ahead.isWorkedOn(kills, 0)).isTrue();
    }

    @Test
    void r27_what_the_group_is_told_to_read_again_is_left_alone(@TempDir java.nio.file.Path elsewhere) {
        send("c1", "amina");
        commands.pipeInput("story", "not ours".getBytes());
        send("c2", "bomb");
        send("c3", "bela");

        try (TopologyTestDriver again = goneOn(elsewhere)) {
            TestInputTopic<String, byte[]> from0 = commandsOf(again);
            piped(from0, "c1", "amina");
            from0.pipeInput("story", "not ours".getBytes());
            piped(from0, "c2", "bomb");
            piped(from0, "c3", "bela");
            piped(from0, "c4", "bela");

            assertThat(refused(again)).containsExactly("c4");
            assertThat(again.producedTopicNames())
                    .doesNotContain(
                            Topics.TRANSLATION_EVENTS.name(),
                            Topics.deadLetters("translate-stage").name());
        }
    }

    @Test
    void r27_a_topic_that_was_made_anew_is_read_from_its_beginning(@TempDir java.nio.file.Path elsewhere) {
        send("c1", "amina");
        send("c2", "bela");
        log.set(Uuid.randomUuid());

        try (TopologyTestDriver anew = goneOn(elsewhere)) {
            piped(commandsOf(anew), "c3", "bela");
            assertThat(refused(anew)).containsExactly("c3");
        }
    }

    @Test
    void r27_so_is_one_that_is_made_anew_while_the_stage_runs(@TempDir java.nio.file.Path elsewhere) {
        send("c1", "amina");
        send("c2", "bela");

        try (TopologyTestDriver anew = goneOn(elsewhere)) {
            log.set(Uuid.randomUuid());
            TestInputTopic<String, byte[]> from0 = commandsOf(anew);
            piped(from0, "c3", "bela");
            piped(from0, "c4", "bela");
            assertThat(refused(anew)).containsExactly("c3", "c4");
        }
    }

    @Test
    void r27_a_task_that_goes_on_elsewhere_knows_the_topic_that_was_made_anew(@TempDir java.nio.file.Path elsewhere) {
        Uuid before = log.get();
        log.set(Uuid.randomUuid());
        try (TopologyTestDriver here = driver(elsewhere.resolve("here"), 1)) {
            TestInputTopic<String, byte[]> from0 = commandsOf(here);
            piped(from0, "c1", "amina");
            Uuid now = log.get();
            log.set(before);
            try (TopologyTestDriver there = driver(elsewhere.resolve("there"), 1)) {
                log.set(now);
                carry(here, there);
                piped(commandsOf(there), "c1", "amina");
                piped(commandsOf(there), "c2", "bela");
                assertThat(refused(there)).containsExactly("c2");
            }
        }
    }

    @Test
    void r27_what_lies_where_a_log_lost_its_end_is_read(@TempDir java.nio.file.Path elsewhere) {
        commands.pipeInput("story", commandSerde.write(command("c1", "amina", "story", new ClaimTranslation())), START);
        commands.pipeInput("story", commandSerde.write(command("c2", "bela", "story", new ClaimTranslation())), START);

        try (TopologyTestDriver cut = goneOn(elsewhere)) {
            TestInputTopic<String, byte[]> from0 = commandsOf(cut);
            byte[] first = commandSerde.write(command("c1", "amina", "story", new ClaimTranslation()));
            byte[] newer = commandSerde.write(command("c3", "bela", "story", new ClaimTranslation()));
            from0.pipeInput("story", first, START);
            from0.pipeInput("story", newer, START.plusSeconds(1));
            assertThat(refused(cut)).containsExactly("c3");
        }
    }

    /** The stage with the state it has, reading its topics from their beginning once more. */
    private TopologyTestDriver goneOn(java.nio.file.Path dir) {
        TopologyTestDriver other = driver(dir, 1);
        carry(driver, other);
        return other;
    }

    /** The state of the one to the other. */
    private static void carry(TopologyTestDriver from, TopologyTestDriver other) {
        for (String store : List.of("lease-store", "lease-timer-store", "lease-mark-store")) {
            KeyValueStore<Object, Object> to = other.getKeyValueStore(store);
            try (KeyValueIterator<Object, Object> all =
                    from.getKeyValueStore(store).all()) {
                all.forEachRemaining(entry -> to.put(entry.key, entry.value));
            }
        }
    }

    private List<String> refused(TopologyTestDriver stage) {
        return stage
                .createOutputTopic(
                        Topics.REJECTIONS.name(), new StringDeserializer(), AvroSerde.of(Topics.REJECTIONS, ids))
                .readValuesToList()
                .stream()
                .map(Rejection::getCommandId)
                .toList();
    }

    private static TestInputTopic<String, byte[]> commandsOf(TopologyTestDriver driver) {
        return driver.createInputTopic(
                Topics.TRANSLATION_COMMANDS.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private void piped(TestInputTopic<String, byte[]> topic, String commandId, String actor) {
        topic.pipeInput("story", commandSerde.write(command(commandId, actor, "story", new ClaimTranslation())));
    }

    private void send(String commandId, String actor) {
        piped(commands, commandId, actor);
    }

    private static TranslationCommandEnvelope command(
            String commandId, String actor, String story, SpecificRecordBase body) {
        return new TranslationCommandEnvelope(commandId, story, "fr", actor, START, body);
    }

    private void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        driver.advanceWallClockTime(time);
    }
}
