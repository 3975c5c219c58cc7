package io.copyflow.runtime;

import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest entry of each key of the directory.
 *
 * <p>It decodes itself: a global store has no dead letters, and one unreadable entry would stop every stage for good. Such
 * an entry is skipped and told; what stood before under its key stands.
 */
final class DirectoryKeeper extends ContextualProcessor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryKeeper.class);

    private final String storeName;
    private final AvroSerde<DirectoryEntry> serde;
    private final DirectoryState state;
    private KeyValueStore<String, ValueAndTimestamp<DirectoryEntry>> store;

    @SuppressWarnings("NullAway.Init") // init() completes it
    DirectoryKeeper(String storeName, AvroSerde<DirectoryEntry> serde, DirectoryState state) {
        this.storeName = storeName;
        this.serde = serde;
        this.state = state;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            LOG.warn("event=directory_entry_skipped reason=\"no key\"");
            return;
        }
        String key = new String(record.key(), java.nio.charset.StandardCharsets.UTF_8);
        if (record.value() == null) {
            store.delete(key);
            state.changed();
            return;
        }
        try {
            store.put(key, ValueAndTimestamp.make(serde.read(record.value()), record.timestamp()));
            state.changed();
        } catch (SerializationException e) {
            LOG.warn("event=directory_entry_skipped reason=unreadable bytes={}", record.value().length);
        }
    }
}
