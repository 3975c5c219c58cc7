package io.copyflow.translate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Killed;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.translate.domain.DraftOrder;
import io.copyflow.translate.domain.TranslatedSegment;
import io.copyflow.translate.wire.DraftWire;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Orders for drafts as translate-stage writes them; answered by commands of a machine, a person of the directory with
 * the role {@code machine}. Each order has one answer's id, so that an order that is worked off twice is answered once.
 */
public final class KafkaDraftOrders implements DraftOrders<DraftOrder>, AutoCloseable {

    private static final String CLIENT = "drafts";

    private static final Draft.Fault NOTHING = new Draft.PermanentFault(
            "nothing-to-offer", "No engine had anything for this text. Translate it without a draft.");

    private static final Draft.Fault TOO_LARGE = new Draft.PermanentFault(
            "too-large",
            "The draft is larger than a command may be, " + TopicProvisioning.MAX_VALUE_BYTES
                    + " bytes. Translate it without a draft.");

    private final DraftWire wire;
    private final Supplier<String> machine;
    private final Predicate<String> killed;
    private final Clock clock;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param client what every Kafka client needs
     * @param machine gives the id of the person whose name answers carry
     * @param killed whether a story, by its id, was killed: no engine sees its text any more
     */
    public KafkaDraftOrders(
            Map<String, Object> client,
            DraftWire wire,
            Supplier<String> machine,
            Predicate<String> killed,
            Clock clock) {
        this(producer(client), wire, machine, killed, clock);
    }

    /** With a producer of the caller's, which it closes. */
    KafkaDraftOrders(
            Producer<byte[], byte[]> producer,
            DraftWire wire,
            Supplier<String> machine,
            Predicate<String> killed,
            Clock clock) {
        this.producer = producer;
        this.wire = wire;
        this.machine = machine;
        this.killed = killed;
        this.clock = clock;
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> client) {
        return new KafkaProducer<>(producing(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> producing(Map<String, Object> client) {
        Map<String, Object> producing = new HashMap<>(client);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProvisioning.MAX_RECORD_BYTES);
        return producing;
    }

    @Override
    public DraftOrder read(byte[] value) {
        return wire.read(value);
    }

    @Override
    public Draft.@Nullable Fault refusal(DraftOrder order) {
        if (!killed.test(order.storyId())) {
            return null;
        }
        Refusal refusal = Killed.refusal("draft");
        return new Draft.PermanentFault(refusal.code(), refusal.sentence());
    }

    @Override
    public DraftRequest request(DraftOrder order, Instant deadline) {
        return new DraftRequest(
                order.engine(),
                order.sourceLanguage(),
                order.language(),
                order.source().stream().map(Passage::text).toList(),
                order.requestId(),
                order.until().isBefore(deadline) ? order.until() : deadline);
    }

    @Override
    public void deliver(DraftOrder order, Draft.Translated draft) {
        List<TranslatedSegment> segments = new ArrayList<>();
        for (int i = 0; i < draft.pieces().size(); i++) {
            String id = order.source().get(i).id();
            if (draft.pieces().get(i) instanceof Draft.Made made) {
                segments.add(new TranslatedSegment(Passage.plain(id, made.text()), made.origin(), made.originDetail()));
            }
        }
        if (segments.isEmpty()) {
            decline(order, NOTHING.code(), NOTHING.sentence());
            return;
        }
        byte[] offer = wire.offer(order, commandId(order), machine.get(), order.engine(), segments, now());
        if (offer.length > TopicProvisioning.MAX_VALUE_BYTES) {
            decline(order, TOO_LARGE.code(), TOO_LARGE.sentence());
            return;
        }
        try {
            send(order, "OfferDraft", offer);
        } catch (RecordTooLargeException _) {
            // a broker may allow less
            decline(order, TOO_LARGE.code(), TOO_LARGE.sentence());
        }
    }

    @Override
    public void decline(DraftOrder order, String code, String sentence) {
        send(
                order,
                "FailDraft",
                wire.fail(order, commandId(order), machine.get(), order.engine(), code, sentence, now()));
    }

    @Override
    public void discard(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
        confirm(DeadLetters.letter(Topics.deadLetters(Topics.TRANSLATE).name(), record, reason));
    }

    /** Of the request alone: whoever answers first is remembered, and whoever answers again is told so. */
    private static String commandId(DraftOrder order) {
        return "draft:" + order.requestId();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void send(DraftOrder order, String type, byte[] command) {
        String id = commandId(order);
        Headers headers = CloudEvents.headers(
                id, CLIENT, type, order.storyId() + "/" + order.language(), now(), order.requestId(), null);
        byte[] key = order.storyId().getBytes(UTF_8);
        confirm(new ProducerRecord<>(Topics.TRANSLATION_COMMANDS.name(), null, key, command, headers));
    }

    private void confirm(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted before Kafka had confirmed", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
