package io.copyflow.runtime;

import io.copyflow.schemas.directory.DirectoryEntry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Keeps the newest entry of each key of the directory. */
final class DirectoryKeeper extends ContextualProcessor<String, DirectoryEntry, Void, Void> {

    private final String storeName;
    private KeyValueStore<String, ValueAndTimestamp<DirectoryEntry>> store;

    @SuppressWarnings("NullAway.Init") // init() completes it
    DirectoryKeeper(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, DirectoryEntry> record) {
        DirectoryEntry entry = record.value();
        store.put(record.key(), entry == null ? null : ValueAndTimestamp.make(entry, record.timestamp()));
    }
}
