package io.copyflow.channels.delivery;

import io.copyflow.catalogue.SchemaIds;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** One producer for the receipts of many channels. */
public final class ReceiptProducer implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final SchemaIds ids;
    private final Clock clock;

    /** @param kafka as {@link ChannelReader} */
    public ReceiptProducer(String clientId, Map<String, ?> kafka, SchemaIds ids, Clock clock) {
        this.producer = KafkaClients.producer(clientId, kafka);
        this.ids = ids;
        this.clock = clock;
    }

    /** Where a channel's receipts go. */
    public Lane.ReceiptSink of(String channelId) {
        return new Receipts(producer, ids, channelId, clock)::send;
    }

    @Override
    public void close() {
        producer.close();
    }
}
