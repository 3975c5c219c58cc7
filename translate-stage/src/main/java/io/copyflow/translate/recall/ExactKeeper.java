package io.copyflow.translate.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.runtime.Logfmt;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.wire.MemoryWire;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one topic of the memory by the hash of its sources. Taking a record in again changes nothing. A record whose
 * schema cannot be had now is waited for, so that none is missed.
 */
final class ExactKeeper extends ContextualProcessor<String, byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(ExactKeeper.class);

    private final String storeName;
    private final String topic;
    private final MemoryWire wire;
    private final BooleanSupplier pause;
    private KeyValueStore<String, byte[]> store;

    /** @param pause waits a while before the next try; false when there is to be none */
    @SuppressWarnings("NullAway.Init") // init() completes it
    ExactKeeper(String storeName, String topic, MemoryWire wire, BooleanSupplier pause) {
        this.storeName = storeName;
        this.topic = topic;
        this.wire = wire;
        this.pause = pause;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        MemoryEntry entry;
        try {
            entry = record.value() == null ? null : read(record.value());
        } catch (SerializationException e) {
            LOG.warn("event=memory_entry_skipped topic={} reason={}", topic, Logfmt.value(e.getMessage()));
            return;
        }
        byte[] before = store.delete(ExactKeys.pointer(record.key()));
        if (before != null) {
            store.delete(new String(before, UTF_8));
        }
        if (entry != null) {
            String place = ExactKeys.place(entry);
            store.put(place, record.value());
            store.put(ExactKeys.pointer(record.key()), place.getBytes(UTF_8));
        }
    }

    private MemoryEntry read(byte[] value) {
        while (true) {
            try {
                return wire.read(topic, value);
            } catch (SchemaUnavailableException e) {
                LOG.warn("event=memory_entry_waits topic={} reason={}", topic, Logfmt.value(e.getMessage()));
                if (!pause.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }
}
