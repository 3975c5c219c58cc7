package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.serde.AvroSerde;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway with a producer and a consumer that do as they are told. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CommandGatewayTest {

    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final SchemaIds IDS = new SchemaCatalogue();

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
    private final RecordingProducer producer = new RecordingProducer();
    private CommandGateway gateway;
    private long offset;

    @AfterEach
    void close() {
        gateway.close();
    }

    // what cannot be sent

    @Test
    void r02_a_command_larger_than_a_record_may_be_is_refused_and_not_sent() throws Exception {
        begin(PATIENCE, IDS);

        assertRefusedAsTooLarge(ask("s1", "c1", "x".repeat(TopicProvisioning.MAX_VALUE_BYTES)));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void r02_a_command_that_kafka_finds_too_large_is_refused() throws Exception {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> asked = ask("s1", "c1");

        producer.errorNext(new RecordTooLargeException("Larger than the topic takes."));

        assertRefusedAsTooLarge(asked);
    }

    @Test
    void r02_a_command_id_that_no_stage_would_answer_is_refused_and_not_sent() throws Exception {
        begin(PATIENCE, IDS);

        assertThat(((Outcome.Refused) ask("s1", "").get()).code()).isEqualTo("command-id-invalid");
        assertThat(((Outcome.Refused) ask("s1", "c".repeat(257)).get()).code()).isEqualTo("command-id-invalid");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void r02_a_person_or_language_that_no_stage_would_answer_is_refused_and_not_sent() throws Exception {
        begin(PATIENCE, IDS);
        StoryCommandEnvelope envelope =
                new StoryCommandEnvelope("c1", "s1", "p".repeat(257), NOW, new SpikeStory("reason"));

        Outcome.Refused refused =
                (Outcome.Refused) gateway.ask(Topics.STORY_COMMANDS, "s1", "c1", "SpikeStory", envelope)
                        .get();

        assertThat(refused.code()).isEqualTo("id-too-long");
        assertThat(refused.sentence()).contains("actor");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void a_command_that_kafka_does_not_take_has_no_answer() {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> asked = ask("s1", "c1");

        producer.errorNext(new NetworkException("gone"));

        failure(asked).isInstanceOf(NoAnswerException.class).hasMessageContaining("gone");
    }

    @Test
    void a_command_that_cannot_be_written_fails_with_why_and_leaves_its_id_free() throws Exception {
        begin(PATIENCE, IDS);
        StoryCommandEnvelope incomplete = new StoryCommandEnvelope("c1", "s1", "somebody", NOW, null);

        failure(gateway.ask(Topics.STORY_COMMANDS, "s1", "c1", "SpikeStory", incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Expected a complete SpikeStory, but command 'c1' cannot be written")
                .hasCauseInstanceOf(RuntimeException.class);
        assertThat(producer.history()).isEmpty();

        CompletableFuture<Outcome> complete = ask("s1", "c1");
        accept("s1", "c1");
        assertAccepted(complete);
    }

    // whose answer it is

    @Test
    void r01_two_stories_under_one_command_id_are_asked_at_once_and_each_gets_its_own_answer() throws Exception {
        begin(PATIENCE, IDS);

        CompletableFuture<Outcome> one = ask("s1", "c1");
        CompletableFuture<Outcome> two = ask("s2", "c1");

        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("s1", "s2");
        refuse("s2", "c1", "unknown-story");
        assertThat(code(two.get())).isEqualTo("unknown-story");
        assertThat(one).isNotDone();
        accept("s1", "c1");
        assertAccepted(one);
    }

    @Test
    void an_answer_under_the_storys_id_and_a_language_is_the_storys() throws Exception {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> asked = ask("s1", "c1");

        accept("s1/fr", "c1");

        assertAccepted(asked);
    }

    @Test
    void an_answer_whose_schema_cannot_be_had_may_be_asked_for_again() {
        begin(PATIENCE, new SchemaIds() {
            @Override
            public int idOf(String subject, Schema schema) {
                return IDS.idOf(subject, schema);
            }

            @Override
            public Schema schemaOf(int id) {
                throw new SchemaUnavailableException("The registry does not answer.");
            }
        });
        CompletableFuture<Outcome> asked = ask("s1", "c1");

        accept("s1", "c1");

        failure(asked)
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("The registry does not answer.")
                .hasMessageContaining("again under the same id");
    }

    // on which thread

    @Test
    void what_a_caller_does_with_an_answer_holds_up_no_other() throws Exception {
        begin(PATIENCE, IDS);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Outcome> one = ask("s1", "c1");
        CompletableFuture<Outcome> two = ask("s2", "c2");
        CompletableFuture<Boolean> blocking = one.thenApply(outcome -> waitFor(free));

        accept("s1", "c1");
        accept("s2", "c2");

        assertAccepted(two);
        assertThat(blocking).isNotDone();
        free.countDown();
        assertThat(blocking.get()).isTrue();
    }

    @Test
    void callers_go_on_on_virtual_threads_whatever_became_of_the_command() throws Exception {
        begin(SHORT, IDS);
        CompletableFuture<Thread> failed = goingOn(ask("s1", "c1"));
        producer.errorNext(new NetworkException("gone"));
        CompletableFuture<Thread> answered = goingOn(ask("s2", "c2"));
        accept("s2", "c2");
        CompletableFuture<Thread> timedOut = goingOn(ask("s3", "c3"));

        for (CompletableFuture<Thread> thread : List.of(failed, answered, timedOut)) {
            assertThat(thread.get().isVirtual()).as("%s", thread.get()).isTrue();
        }
    }

    @Test
    void the_second_under_one_id_is_sent_on_a_virtual_thread_once_the_first_is_answered() throws Exception {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> first = ask("s1", "c1");
        CompletableFuture<Outcome> second = ask("s1", "c1");

        assertThat(producer.senders.take()).isSameAs(Thread.currentThread());
        assertThat(producer.senders).isEmpty();
        accept("s1", "c1");
        assertAccepted(first);
        assertThat(producer.senders.take().isVirtual()).isTrue();
        refuse("s1", "c1", "already-accepted");
        assertThat(code(second.get())).isEqualTo("already-accepted");
    }

    // when nobody reads answers any more

    @Test
    void an_error_while_reading_answers_is_told_to_who_waits_and_to_who_asks_later() throws Exception {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> waiting = ask("s1", "c1");

        consumer.schedulePollTask(() -> {
            throw new OutOfMemoryError("for a test");
        });

        failure(waiting).isInstanceOf(NoAnswerException.class).hasMessageContaining("again under the same id");
        failure(ask("s2", "c2"))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("follower-failed"))
                .hasMessageContaining("Start the process again")
                .hasMessageContaining("out of memory");
        assertThat(producer.history()).hasSize(1);
        assertThat(gateway.dead().toCompletableFuture().get().code()).isEqualTo("follower-failed");
    }

    @Test
    void a_failure_while_reading_answers_is_got_over() throws Exception {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> asked = ask("s1", "c1");

        consumer.schedulePollTask(() -> {
            throw new IllegalStateException("for a test");
        });
        accept("s1", "c1");

        assertAccepted(asked);
    }

    @Test
    void who_waits_when_the_gateway_is_closed_is_told() {
        begin(PATIENCE, IDS);
        CompletableFuture<Outcome> asked = ask("s1", "c1");

        gateway.close();

        failure(asked).isInstanceOf(NoAnswerException.class).hasMessageContaining("closed");
    }

    /** The gateway follows when this returns. */
    private void begin(Duration patience, SchemaIds ids) {
        Stream.of(Topics.STORY_EVENTS, Topics.REJECTIONS).map(Topic::name).forEach(topic -> {
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
            consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        });
        CountDownLatch following = new CountDownLatch(1);
        consumer.schedulePollTask(following::countDown);
        gateway = new CommandGateway(
                "test", producer, consumer, ids, List.of(Topics.STORY_EVENTS), patience, Clock.systemUTC());
        assertThat(waitFor(following)).isTrue();
    }

    private CompletableFuture<Outcome> ask(String storyId, String commandId) {
        return ask(storyId, commandId, "A test says so");
    }

    private CompletableFuture<Outcome> ask(String storyId, String commandId, String reason) {
        return gateway.ask(
                Topics.STORY_COMMANDS,
                storyId,
                commandId,
                "SpikeStory",
                new StoryCommandEnvelope(commandId, storyId, "somebody", NOW, new SpikeStory(reason)));
    }

    private void accept(String key, String commandId) {
        come(
                Topics.STORY_EVENTS,
                key,
                commandId,
                new StoryEventEnvelope(
                        "event", key, "somebody", NOW, commandId, new StorySpiked("A test says so", "en", List.of())));
    }

    private void refuse(String key, String commandId, String code) {
        come(
                Topics.REJECTIONS,
                key,
                commandId,
                new Rejection(commandId, "ingest", key, null, "somebody", code, "Told.", false, List.of(), NOW));
    }

    private <V extends SpecificRecord> void come(Topic<V> topic, String key, String commandId, V value) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                topic.name(),
                0,
                offset++,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                AvroSerde.of(topic, IDS).write(value),
                CloudEvents.headers("event", "test", "Answer", key, NOW, commandId, null),
                Optional.empty());
        consumer.schedulePollTask(() -> consumer.addRecord(record));
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Thread> goingOn(CompletableFuture<Outcome> asked) {
        return asked.handle((outcome, failure) -> Thread.currentThread());
    }

    private static void assertAccepted(CompletableFuture<Outcome> asked) throws Exception {
        assertThat(asked.get()).isInstanceOf(Outcome.Accepted.class);
    }

    private static void assertRefusedAsTooLarge(CompletableFuture<Outcome> asked) throws Exception {
        assertThat(asked.get()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("too-large");
            assertThat(refused.sentence()).startsWith("Expected ").contains("Send less text");
        });
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Refused refused -> refused.code();
        };
    }

    private static AbstractThrowableAssert<?, ?> failure(CompletableFuture<Outcome> asked) {
        return assertThatThrownBy(asked::get)
                .isInstanceOf(ExecutionException.class)
                .cause();
    }

    /** Takes everything and says on which thread it was sent; done only when the test says so. */
    private static final class RecordingProducer extends MockProducer<String, byte[]> {

        private final BlockingQueue<Thread> senders = new LinkedBlockingQueue<>();

        RecordingProducer() {
            super(false, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            senders.add(Thread.currentThread());
            return super.send(record, callback);
        }
    }
}
