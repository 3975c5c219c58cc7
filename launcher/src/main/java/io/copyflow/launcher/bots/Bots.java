package io.copyflow.launcher.bots;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.Logfmt;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.SourceChange;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.serde.AvroSerde;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translators, editors and web editors who do their step as soon as it is there: they read the events, read committed,
 * and send commands straight onto Kafka. They know the topics and nothing else of the stages.
 */
public final class Bots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bots.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Roster roster;
    private final Translations translations;
    private final Clock clock;
    private final Predicate<String> leaves;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, AvroSerde<?>> events = new HashMap<>();
    private final AvroSerde<TranslationCommandEnvelope> translationCommands;
    private final AvroSerde<ReviewCommandEnvelope> reviewCommands;
    private final Map<String, Source> sources = new HashMap<>();
    /** Claims of what a story's translations rest on, as far as that was not read yet, by story. */
    private final Map<String, List<TranslationEventEnvelope>> claimedEarly = new HashMap<>();

    /** The source revision that a version is to be translated from, by version. */
    private final Map<String, Integer> restsOn = new HashMap<>();

    private final Map<String, TranslationReopened> reopened = new HashMap<>();
    private final Map<String, ReviewRequested> inReview = new HashMap<>();
    private final ConcurrentLinkedQueue<Rejection> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final Thread worker;
    private volatile boolean closed;

    private record Source(int revision, List<Segment> segments) {}

    /**
     * Starts the bots. They act on what is decided from now on.
     *
     * @param client what every Kafka client needs
     */
    public Bots(Map<String, Object> client, SchemaIds ids, Roster roster, Translations translations, Clock clock) {
        this(client, ids, roster, translations, clock, _ -> false);
    }

    /** @param leaves by story id, what they do not touch */
    public Bots(
            Map<String, Object> client,
            SchemaIds ids,
            Roster roster,
            Translations translations,
            Clock clock,
            Predicate<String> leaves) {
        this.leaves = leaves;
        this.roster = roster;
        this.translations = translations;
        this.clock = clock;
        this.translationCommands = AvroSerde.of(Topics.TRANSLATION_COMMANDS, ids);
        this.reviewCommands = AvroSerde.of(Topics.REVIEW_COMMANDS, ids);
        for (Topic<?> topic :
                List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REVIEW_EVENTS, Topics.REJECTIONS)) {
            events.put(topic.name(), AvroSerde.of(topic, ids));
        }
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // what one person does does not wait for what others do
        producing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        this.consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : events.keySet()) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.worker = Thread.ofPlatform().name("copyflow-bots").start(this::work);
    }

    /** Refusals the bots' commands met, oldest first; each is given once. */
    public List<Rejection> refusals() {
        List<Rejection> met = new ArrayList<>();
        for (Rejection refusal = refusals.poll(); refusal != null; refusal = refusals.poll()) {
            met.add(refusal);
        }
        return met;
    }

    /**
     * The first thing that kept them from a step, after which nobody should wait for them: a command of theirs that was not
     * taken, or what ended them all. Null while nothing did.
     */
    public @Nullable Exception failure() {
        return failed.get();
    }

    private void work() {
        try {
            while (!closed) {
                consumer.poll(POLL).forEach(this::act);
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            LOG.error("event=bots_ended reason={}", Logfmt.value(e.toString()), e);
            failed.compareAndSet(null, e);
        } finally {
            consumer.close();
        }
    }

    private void act(ConsumerRecord<String, byte[]> record) {
        AvroSerde<?> serde = events.get(record.topic());
        if (serde == null || record.value() == null || leaves.test(record.key())) {
            return;
        }
        SpecificRecord value;
        try {
            value = serde.read(record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "event=bot_skipped topic={} partition={} offset={}",
                    record.topic(),
                    record.partition(),
                    record.offset());
            return;
        }
        switch (value) {
            case StoryEventEnvelope event -> onStory(event);
            case TranslationEventEnvelope event -> onTranslation(event);
            case ReviewEventEnvelope event -> onReview(event);
            case Rejection refusal when refusal.getCommandId().startsWith("bot-") -> refusals.add(refusal);
            default -> {
                // an answer to somebody else
            }
        }
    }

    private void onStory(StoryEventEnvelope event) {
        Source source = switch (event.getBody()) {
            case StoryAccepted accepted -> new Source(accepted.getRevision(), accepted.getSegments());
            case StoryRevised revised -> new Source(revised.getRevision(), revised.getSegments());
            default -> null;
        };
        if (source != null) {
            sources.put(event.getStoryId(), source);
            List<TranslationEventEnvelope> early = claimedEarly.remove(event.getStoryId());
            if (early != null) {
                early.forEach(this::submit);
            }
        }
    }

    private void onTranslation(TranslationEventEnvelope event) {
        switch (event.getBody()) {
            case TranslationQueued queued -> {
                restsOn.put(version(event), queued.getSourceRevision());
                claim(event);
            }
            case TranslationReopened opened -> {
                restsOn.put(version(event), opened.getSourceRevision());
                reopened.put(version(event), opened);
                claim(event);
            }
            case TranslationClaimed _ -> {
                if (event.getCommandId().startsWith("bot-")) {
                    submit(event);
                }
            }
            default -> {
                // nothing for a bot to do
            }
        }
    }

    private void claim(TranslationEventEnvelope event) {
        String translator = first(roster.with(Role.TRANSLATOR, event.getLanguage(), List.of()));
        if (translator == null) {
            LOG.warn("event=bot_idle language={} reason=\"no translator\"", Logfmt.value(event.getLanguage()));
            return;
        }
        sendTranslation(event, translator, "claim", new ClaimTranslation());
    }

    private void submit(TranslationEventEnvelope event) {
        Source source = sources.get(event.getStoryId());
        // the topics of stories and of translations are read side by side: either may be ahead
        if (source == null || source.revision() < restsOn.getOrDefault(version(event), 0)) {
            claimedEarly
                    .computeIfAbsent(event.getStoryId(), id -> new ArrayList<>())
                    .add(event);
            return;
        }
        restsOn.remove(version(event));
        SubmitTranslation body = new SubmitTranslation(
                source.revision(), translations.translate(event.getLanguage(), source.segments()));
        String holder = ((TranslationClaimed) event.getBody()).getHolder();
        acknowledge(event, holder);
        sendTranslation(event, holder, "submit", body);
    }

    /** A bot's translation may come out as it was, when the source changed back, say. */
    private void acknowledge(TranslationEventEnvelope claimed, String holder) {
        TranslationReopened opened = reopened.remove(version(claimed));
        List<String> changed = opened == null
                ? List.of()
                : opened.getChanges().stream()
                        .filter(SourceChange::getTranslated)
                        .map(SourceChange::getSegmentId)
                        .toList();
        if (opened != null && !changed.isEmpty()) {
            sendTranslation(claimed, holder, "acknowledge", new AcknowledgeSource(opened.getSourceRevision(), changed));
        }
    }

    private static String version(TranslationEventEnvelope event) {
        return event.getStoryId() + "/" + event.getLanguage();
    }

    private void onReview(ReviewEventEnvelope event) {
        String version = event.getStoryId() + "/" + event.getLanguage();
        switch (event.getBody()) {
            case ReviewRequested requested -> {
                inReview.put(version, requested);
                String editor = first(roster.with(Role.EDITOR, event.getLanguage(), requested.getContributors()));
                if (editor == null) {
                    LOG.warn("event=bot_idle language={} reason=\"no editor\"", Logfmt.value(event.getLanguage()));
                } else {
                    sendReview(event, editor, "approve", new ApproveVersion(requested.getContentHash()));
                }
            }
            case VersionApproved approved -> {
                ReviewRequested requested = inReview.get(version);
                if (requested == null) {
                    return;
                }
                List<String> without = new ArrayList<>(requested.getContributors());
                without.add(event.getActor());
                roster.with(Role.WEB_EDITOR, event.getLanguage(), without).stream()
                        .limit(requested.getSignaturesNeeded())
                        .forEach(signer ->
                                sendReview(event, signer, "sign-" + signer, new SignOff(approved.getContentHash())));
            }
            case VersionCleared _ -> inReview.remove(version);
            default -> {
                // nothing for a bot to do
            }
        }
    }

    private void sendTranslation(TranslationEventEnvelope cause, String actor, String deed, SpecificRecord body) {
        String commandId = commandId(cause.getEventId(), deed);
        Instant now = clock.instant();
        send(
                Topics.TRANSLATION_COMMANDS,
                cause.getStoryId(),
                commandId,
                translationCommands.write(new TranslationCommandEnvelope(
                        commandId, cause.getStoryId(), cause.getLanguage(), actor, now, body)),
                body,
                now);
    }

    private void sendReview(ReviewEventEnvelope cause, String actor, String deed, SpecificRecord body) {
        String commandId = commandId(cause.getEventId(), deed);
        Instant now = clock.instant();
        send(
                Topics.REVIEW_COMMANDS,
                cause.getStoryId(),
                commandId,
                reviewCommands.write(new ReviewCommandEnvelope(
                        commandId, cause.getStoryId(), cause.getLanguage(), actor, now, body, null)),
                body,
                now);
    }

    /** A bot that reads an event twice sends the same command twice, and it takes effect once. */
    private static String commandId(String eventId, String deed) {
        return "bot-" + deed + "-" + eventId;
    }

    private void send(
            Topic<?> topic, String storyId, String commandId, byte[] value, SpecificRecord body, Instant now) {
        producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        null,
                        storyId,
                        value,
                        CloudEvents.headers(
                                commandId, "bots", body.getSchema().getName(), storyId, now, commandId, null)),
                (metadata, failure) -> {
                    if (failure != null) {
                        LOG.error(
                                "event=bot_command_not_sent command={} reason={}",
                                Logfmt.value(commandId),
                                Logfmt.value(failure.getMessage()));
                        failed.compareAndSet(null, failure);
                    }
                });
    }

    private static @Nullable String first(List<String> ids) {
        return ids.isEmpty() ? null : ids.getFirst();
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            worker.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
