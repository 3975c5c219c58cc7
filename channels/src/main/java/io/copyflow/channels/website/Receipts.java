package io.copyflow.channels.website;

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
import org.jspecify.annotations.Nullable;

/**
 * Receipts on copyflow.delivery.events.v1, keyed by story.
 *
 * <p>A receipt's event id is made of channel, story, language and release sequence: one that a crash makes come twice
 * has the same id both times.
 */
final class Receipts {

    private final Producer<byte[], byte[]> producer;
    private final AvroSerde<DeliveryEvent> serde;
    private final String channelId;
    private final Clock clock;

    Receipts(Producer<byte[], byte[]> producer, SchemaIds ids, String channelId, Clock clock) {
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
    void send(List<Delivery> deliveries) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            Version version = delivery.version();
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.DELIVERY_EVENTS.name(),
                    version.storyId().getBytes(StandardCharsets.UTF_8),
                    serde.write(receipt(delivery)))));
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

    private DeliveryEvent receipt(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Delivered done -> receipt(delivery, DeliveryOutcome.DELIVERED, done.address(), null);
            case Delivery.Withdrawn done -> receipt(delivery, DeliveryOutcome.WITHDRAWN, done.address(), null);
            case Delivery.Failed failed ->
                receipt(delivery, DeliveryOutcome.FAILED, failed.address(), failed.sentence());
        };
    }

    private DeliveryEvent receipt(
            Delivery delivery, DeliveryOutcome outcome, String reference, @Nullable String detail) {
        Version version = delivery.version();
        return DeliveryEvent.newBuilder()
                .setEventId(channelId + "/" + version.storyId() + "/" + version.language() + "/" + version.sequence())
                .setChannel(channelId)
                .setStoryId(version.storyId())
                .setLanguage(version.language())
                .setReleaseSequence(version.sequence())
                .setOutcome(outcome)
                .setReference(reference)
                .setDetail(detail)
                .setOccurredAt(clock.instant())
                .build();
    }
}
