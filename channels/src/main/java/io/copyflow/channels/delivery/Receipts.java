package io.copyflow.channels.delivery;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Receipts on copyflow.delivery.events.v1, keyed by story.
 *
 * <p>A receipt's event id is made of channel, story, language and release sequence: one that a crash makes come twice
 * has the same id both times.
 */
public final class Receipts {

    private final Producer<byte[], byte[]> producer;
    private final AvroSerde<DeliveryEvent> serde;
    private final String channelId;
    private final Clock clock;

    public Receipts(Producer<byte[], byte[]> producer, SchemaIds ids, String channelId, Clock clock) {
        this.producer = producer;
        this.serde = AvroSerde.of(Topics.DELIVERY_EVENTS, ids);
        this.channelId = channelId;
        this.clock = clock;
    }

    /**
     * Sends a receipt for each and waits until the broker has them all.
     *
     * @throws KafkaException when it has not
     */
    public void send(List<Receipt> receipts) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Receipt receipt : receipts) {
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.DELIVERY_EVENTS.name(),
                    receipt.storyId().getBytes(StandardCharsets.UTF_8),
                    serde.write(event(receipt)))));
        }
        producer.flush();
        for (Future<RecordMetadata> receipt : sent) {
            try {
                receipt.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private DeliveryEvent event(Receipt receipt) {
        return DeliveryEvent.newBuilder()
                .setEventId(receipt.eventId(channelId))
                .setChannel(channelId)
                .setStoryId(receipt.storyId())
                .setLanguage(receipt.language())
                .setReleaseSequence(receipt.sequence())
                .setOutcome(outcome(receipt.outcome()))
                .setReference(receipt.reference())
                .setDetail(receipt.detail())
                .setRemoteId(receipt.remoteId())
                .setOccurredAt(clock.instant())
                .build();
    }

    private static DeliveryOutcome outcome(Receipt.Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> DeliveryOutcome.DELIVERED;
            case WITHDRAWN -> DeliveryOutcome.WITHDRAWN;
            case FAILED -> DeliveryOutcome.FAILED;
            case CORRECTED -> DeliveryOutcome.CORRECTED;
            case SKIPPED -> DeliveryOutcome.SKIPPED;
            case LEFT -> DeliveryOutcome.LEFT;
            case UNCONFIRMED -> DeliveryOutcome.UNCONFIRMED;
        };
    }
}
