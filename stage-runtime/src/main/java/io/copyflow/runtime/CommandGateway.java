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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands and answers with their outcome, not with hope: it follows the events and refusals, read committed, and
 * finds the answer to each command by its {@code ce_causationid} header.
 *
 * <p>Safe for use by many threads. It has no consumer group and keeps nothing; a command whose answer it missed is asked
 * again under the same id and answered from the stage's memory.
 */
public final class CommandGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandGateway.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String source;
    private final SchemaIds ids;
    private final Duration patience;
    private final Clock clock;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, AvroSerde<?>> serdes = new ConcurrentHashMap<>();
    private final List<String> followed;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch following = new CountDownLatch(1);
    private final Thread follower;
    private volatile boolean closed;

    /**
     * A command that waits for its answer.
     *
     * @param answer completed by whoever reads it
     * @param told what the caller sees; done only after the command is waited for no longer
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
        this.source = source;
        this.ids = ids;
        this.patience = patience;
        this.clock = clock;
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProvisioning.MAX_RECORD_BYTES);
        producing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        producing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        producing.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(1, patience.toMillis() / 2));
        this.producer = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        List<Topic<?>> topics = new ArrayList<>(answers);
        topics.add(Topics.REJECTIONS);
        this.followed = topics.stream().map(Topic::name).toList();
        for (Topic<?> topic : topics) {
            serdes.put(topic.name(), AvroSerde.of(topic, ids));
        }
        this.follower =
                Thread.ofPlatform().daemon().name("copyflow-answers-" + source).start(this::follow);
    }

    /**
     * Sends a command and gives its outcome.
     *
     * @param key the record's key
     * @param commandId the command's id, as in the envelope
     * @param type what it says, such as {@code SubmitStory}
     * @return of two at once under one id the later is sent when the earlier has its answer. Completes with the outcome, or exceptionally with {@link NoAnswerException} when none came in time: the
     *     command may still take effect, and asking again under the same id is safe
     */
    public <C extends SpecificRecord> CompletableFuture<Outcome> ask(
            Topic<C> topic, String key, String commandId, String type, C envelope) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        Waiting mine = new Waiting(
                answer,
                answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                                failure instanceof TimeoutException ? new NoAnswerException(patience) : failure))
                        .whenComplete((outcome, failure) -> forget(commandId, answer)));
        Waiting earlier = waiting.putIfAbsent(commandId, mine);
        if (earlier != null) {
            // never the earlier one's answer: it may have asked for something else under the same id
            answer.cancel(false);
            return earlier.told
                    .handle((outcome, failure) -> commandId)
                    .thenComposeAsync(id -> ask(topic, key, id, type, envelope));
        }
        try {
            if (!following.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                answer.completeExceptionally(new NoAnswerException(patience));
                return mine.told;
            }
            @SuppressWarnings("unchecked")
            AvroSerde<C> serde = (AvroSerde<C>) serdes.computeIfAbsent(topic.name(), name -> AvroSerde.of(topic, ids));
            Headers headers = CloudEvents.headers(commandId, source, type, key, clock.instant(), commandId, null);
            producer.send(
                    new ProducerRecord<>(topic.name(), null, key, serde.write(envelope), headers),
                    (metadata, failure) -> {
                        if (failure != null) {
                            answer.completeExceptionally(new NoAnswerException(failure));
                        }
                    });
        } catch (KafkaException e) {
            answer.completeExceptionally(new NoAnswerException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(new NoAnswerException(e));
        }
        return mine.told;
    }

    private void forget(String commandId, CompletableFuture<Outcome> answer) {
        waiting.computeIfPresent(commandId, (id, waits) -> waits.answer == answer ? null : waits);
    }

    private void follow() {
        boolean assigned = false;
        try (consumer) {
            while (!closed) {
                try {
                    if (!assigned) {
                        List<TopicPartition> partitions = FollowedPartitions.of(consumer, followed);
                        consumer.assign(partitions);
                        consumer.seekToEnd(partitions);
                        partitions.forEach(consumer::position);
                        assigned = true;
                        following.countDown();
                    }
                    consumer.poll(Duration.ofMillis(500)).forEach(this::answer);
                } catch (WakeupException e) {
                    // closed, or about to be
                } catch (RuntimeException e) {
                    // whoever waits meanwhile is told that no answer came, and may ask again
                    LOG.warn("event=answers_not_read following={} reason={}", assigned, Logfmt.value(e.getMessage()));
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        String causation = CloudEvents.text(record.headers(), CloudEvents.CAUSATION_ID);
        Waiting waits = causation == null ? null : waiting.get(causation);
        AvroSerde<?> serde = serdes.get(record.topic());
        if (waits == null || serde == null || record.value() == null) {
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
            // unreadable, or its schema cannot be had; the answers after it are read all the same
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            follower.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
