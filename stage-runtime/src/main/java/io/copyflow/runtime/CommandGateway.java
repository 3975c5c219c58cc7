package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.serde.AvroSerde;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands and answers with their outcome, not with hope: it follows the events and refusals, read committed, and
 * finds the answer to each command by its {@code ce_causationid} header and its story.
 *
 * <p>Safe for use by many threads. It has no consumer group and keeps nothing; a command whose answer it missed is asked
 * again under the same id and answered from the stage's memory.
 */
public final class CommandGateway implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** What callers do with an answer may block, so it has neither the follower's thread nor one of a shared pool. */
    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("copyflow-answer").start(task);

    private final String source;
    private final SchemaIds ids;
    private final Duration patience;
    private final Clock clock;
    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;
    private final Map<String, AvroSerde<?>> serdes = new ConcurrentHashMap<>();
    private final List<String> followed;
    private final Map<Question, Waiting> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch following = new CountDownLatch(1);
    private final Follower follower;
    // the follower's thread alone uses it
    private boolean assigned;

    /** A command as its caller gave it. */
    private record Command<C extends SpecificRecord>(Topic<C> topic, String key, String id, String type, C envelope) {

        Question question() {
            return Question.of(key, id);
        }
    }

    /** What an answer is found by: two stories may have been asked something under one id. */
    private record Question(String story, String commandId) {

        /** @param key of a record: the story id, or what begins with it and a slash */
        static Question of(String key, String commandId) {
            return new Question(Subject.parse(key).key(), commandId);
        }
    }

    /**
     * A command that waits for its answer.
     *
     * @param answer completed by whoever reads it
     * @param told what callers see, on a thread of its own; done only after the command is waited for no longer
     */
    private record Waiting(CompletableFuture<Outcome> answer, CompletableFuture<Outcome> told) {}

    /**
     * @param source who sends, for the CloudEvents header, such as {@code ingest-api}
     * @param client what every Kafka client needs, {@code bootstrap.servers} at least
     * @param answers topics on which answers come, besides the rejections
     * @param patience how long to wait for an answer
     */
    public CommandGateway(
            String source,
            Map<String, Object> client,
            SchemaIds ids,
            List<Topic<?>> answers,
            Duration patience,
            Clock clock) {
        this(source, producer(client, patience), consumer(client), ids, answers, patience, clock);
    }

    /** With clients of the caller's, which it closes. */
    CommandGateway(
            String source,
            Producer<String, byte[]> producer,
            Consumer<String, byte[]> consumer,
            SchemaIds ids,
            List<Topic<?>> answers,
            Duration patience,
            Clock clock) {
        this.source = source;
        this.ids = ids;
        this.patience = patience;
        this.clock = clock;
        this.producer = producer;
        this.consumer = consumer;
        List<Topic<?>> topics = new ArrayList<>(answers);
        topics.add(Topics.REJECTIONS);
        this.followed = topics.stream().map(Topic::name).toList();
        for (Topic<?> topic : topics) {
            serdes.put(topic.name(), AvroSerde.of(topic, ids));
        }
        this.follower = new Follower("copyflow-answers-" + source, "the answers to commands", consumer, this::round);
        follower.dead().thenAccept(failure -> tellAll(String.valueOf(failure.getMessage()), failure));
    }

    private static Producer<String, byte[]> producer(Map<String, Object> client, Duration patience) {
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // somebody waits for it; Kafka would wait 5 ms for more to come
        producing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProvisioning.MAX_RECORD_BYTES);
        producing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        producing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        producing.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(1, patience.toMillis() / 2));
        return new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Sends a command and gives its outcome. May block while Kafka cannot be reached, for the patience at most. Of two at
     * once under one id for one story the later is sent when the earlier has its answer.
     *
     * @param key the record's key
     * @param commandId the command's id, as in the envelope
     * @param type what it says, such as {@code SubmitStory}
     * @return completes with the outcome, on a virtual thread on which the caller may block; among the refusals is
     *     {@code too-large} for what Kafka would not take and {@code id-too-long} for what no stage would answer. Completes exceptionally with {@link NoAnswerException} when no
     *     answer came in time: the command may still take effect, and asking again under the same id is safe. With
     *     {@link SerializationException} when the envelope cannot be written, and with {@link StageFailure} when answers
     *     are read no longer ({@link #dead}): nothing was sent then
     */
    public <C extends SpecificRecord> CompletableFuture<Outcome> ask(
            Topic<C> topic, String key, String commandId, String type, C envelope) {
        return ask(new Command<>(topic, key, commandId, type, envelope));
    }

    private CompletableFuture<Outcome> ask(Command<?> command) {
        if (command.id.isEmpty() || command.id.length() > DeciderProcessor.LONGEST_ID) {
            return CompletableFuture.completedFuture(new Outcome.Refused(
                    "command-id-invalid",
                    "Expected a command id of 1 to " + DeciderProcessor.LONGEST_ID + " characters, but it has "
                            + command.id.length() + ". Send the command again under an id of that length.",
                    List.of()));
        }
        String tooLong = tooLong(command.envelope);
        if (tooLong != null) {
            return CompletableFuture.completedFuture(new Outcome.Refused(
                    "id-too-long",
                    "Expected ids and tags of at most " + DeciderProcessor.LONGEST_ID + " characters, but " + tooLong
                            + " has more. Correct it.",
                    List.of()));
        }
        Waiting mine = waiting(command.question());
        Waiting earlier = waiting.putIfAbsent(command.question(), mine);
        if (earlier != null) {
            // never the earlier one's answer: it may have asked for something else under the same id
            mine.answer.cancel(false);
            return earlier.told
                    .handleAsync((outcome, failure) -> ask(command), VIRTUAL)
                    .thenCompose(asked -> asked);
        }
        send(command, mine.answer);
        // whatever a caller does to theirs, such as giving up on it, is nothing to those who wait for this one
        return mine.told.copy();
    }

    /** The envelope's field that no stage would answer for its length; null when all are fine. */
    private static @Nullable String tooLong(SpecificRecord envelope) {
        for (Schema.Field field : envelope.getSchema().getFields()) {
            if (envelope.get(field.pos()) instanceof CharSequence text && text.length() > DeciderProcessor.LONGEST_ID) {
                return field.name();
            }
        }
        return null;
    }

    private Waiting waiting(Question question) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        return new Waiting(
                answer,
                answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                                failure instanceof TimeoutException ? NoAnswerException.within(patience) : failure))
                        .whenCompleteAsync((outcome, failure) -> forget(question, answer), VIRTUAL));
    }

    private void forget(Question question, CompletableFuture<Outcome> answer) {
        waiting.computeIfPresent(question, (asked, waits) -> waits.answer == answer ? null : waits);
    }

    /** Whatever goes wrong is the answer: who waits for it must never wait in vain. */
    private <C extends SpecificRecord> void send(Command<C> command, CompletableFuture<Outcome> answer) {
        try {
            if (!following.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                answer.completeExceptionally(NoAnswerException.within(patience));
                return;
            }
            follower.requireAlive();
            byte[] value = written(command);
            if (value.length > TopicProvisioning.MAX_VALUE_BYTES) {
                answer.complete(tooLarge("Expected a command of at most " + TopicProvisioning.MAX_VALUE_BYTES
                        + " bytes, but this one has " + value.length + ". Send less text in one command."));
                return;
            }
            Headers headers = CloudEvents.headers(
                    command.id, source, command.type, command.key, clock.instant(), command.id, null);
            producer.send(
                    new ProducerRecord<>(command.topic.name(), null, command.key, value, headers),
                    (metadata, failure) -> sent(failure, answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(NoAnswerException.notSent(e));
        } catch (SerializationException e) {
            answer.completeExceptionally(e);
        } catch (KafkaException e) {
            answer.completeExceptionally(NoAnswerException.notSent(e));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private <C extends SpecificRecord> byte[] written(Command<C> command) {
        @SuppressWarnings("unchecked")
        AvroSerde<C> serde =
                (AvroSerde<C>) serdes.computeIfAbsent(command.topic.name(), name -> AvroSerde.of(command.topic, ids));
        try {
            return serde.write(command.envelope);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "Expected a complete " + command.type + ", but command '" + command.id
                            + "' cannot be written: " + e.getMessage()
                            + ". Fill in what its schema asks for; nothing was sent.",
                    e);
        }
    }

    /** Kafka has the command, or says why not. */
    private static void sent(@Nullable Exception failure, CompletableFuture<Outcome> answer) {
        if (failure instanceof RecordTooLargeException) {
            answer.complete(
                    tooLarge("Expected a command that Kafka takes, but this one is too large for it. Send less text"
                            + " in one command. Kafka says: " + failure.getMessage()));
        } else if (failure != null) {
            answer.completeExceptionally(NoAnswerException.notSent(failure));
        }
    }

    private static Outcome tooLarge(String sentence) {
        return new Outcome.Refused("too-large", sentence, List.of());
    }

    private void round() {
        if (!assigned) {
            List<TopicPartition> partitions = FollowedPartitions.of(consumer, followed);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            assigned = true;
            following.countDown();
        }
        consumer.poll(POLL).forEach(this::answer);
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        String causation = CloudEvents.text(record.headers(), CloudEvents.CAUSATION_ID);
        AvroSerde<?> serde = serdes.get(record.topic());
        if (causation == null || serde == null || record.key() == null || record.value() == null) {
            return;
        }
        Waiting waits = waiting.get(Question.of(record.key(), causation));
        if (waits == null) {
            return;
        }
        CompletableFuture<Outcome> answer = waits.answer;
        try {
            SpecificRecord value = serde.read(record.value());
            if (value instanceof Rejection rejection) {
                answer.complete(
                        new Outcome.Refused(rejection.getCode(), rejection.getSentence(), rejection.getEventIds()));
            } else {
                String eventId = CloudEvents.text(record.headers(), CloudEvents.ID);
                answer.complete(new Outcome.Accepted(List.of(eventId == null ? "" : eventId), List.of(value)));
            }
        } catch (KafkaException e) {
            // what it says may be learnt by asking again; the answers after it are read all the same
            answer.completeExceptionally(NoAnswerException.unreadable(e));
        }
    }

    /** Completes, with the reason, when an error has ended the reading of answers; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    private void tellAll(String reason, @Nullable Throwable cause) {
        following.countDown();
        waiting.values().forEach(waits -> waits.answer.completeExceptionally(NoAnswerException.ended(reason, cause)));
    }

    @Override
    public void close() {
        follower.close();
        producer.close(CLOSE);
        tellAll("The gateway was closed.", null);
    }
}
