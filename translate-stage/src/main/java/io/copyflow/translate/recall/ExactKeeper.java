package io.copyflow.translate.recall;

import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.runtime.Logfmt;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.recall.ExactKeys.Located;
import io.copyflow.translate.recall.ExactKeys.Pointer;
import io.copyflow.translate.wire.MemoryWire;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one topic of the memory by the hash of its sources, under {@link ExactKeys}. A record takes the place of the one
 * before with its key, and each of its entries that of the one before with the entry's key, whatever record that came
 * with. A record whose schema cannot be had now is waited for, so that none is missed.
 *
 * <p>Taking records in again, in their order, changes nothing, and where the last was taken in by half completes it: a store
 * that is not closed, as with its process killed, is as of any of its writes, also one in the midst of a record.
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
        List<MemoryEntry> read = record.value() == null ? List.of() : read(record.value());
        if (read == null) {
            return;
        }
        Map<String, MemoryEntry> entries = new LinkedHashMap<>();
        read.forEach(entry -> entries.put(entry.key(), entry));
        forget(record.key(), entries.keySet());
        if (!entries.isEmpty()) {
            keep(record.key(), record.value(), entries);
        }
    }

    /**
     * What an earlier record with this key brought, as far as nothing newer has taken its place.
     *
     * @param coming keys of entries that are kept next, in place of those
     */
    private void forget(String key, Set<String> coming) {
        byte[] earlier = store.get(ExactKeys.record(key));
        if (earlier == null) {
            return;
        }
        for (MemoryEntry entry : stored(earlier)) {
            Pointer pointer = coming.contains(entry.key()) ? null : pointer(entry.key());
            if (pointer != null && pointer.record().equals(key)) {
                // the place first: without what points to it nobody would find it
                store.delete(pointer.place());
                store.delete(ExactKeys.pointer(entry.key()));
            }
        }
        if (coming.isEmpty()) {
            store.delete(ExactKeys.record(key));
        }
    }

    private void keep(String key, byte[] value, Map<String, MemoryEntry> entries) {
        store.put(ExactKeys.record(key), value);
        Map<String, Pointer> pointers = new LinkedHashMap<>();
        Set<String> left = new LinkedHashSet<>();
        entries.forEach((entryKey, entry) -> {
            Pointer before = pointer(entryKey);
            Pointer now = new Pointer(key, ExactKeys.place(entry));
            pointers.put(entryKey, now);
            store.put(now.place(), new Located(entry.sayingHash(), key).bytes());
            if (before != null && !before.place().equals(now.place())) {
                store.delete(before.place());
            }
            if (before != null && !before.record().equals(key)) {
                left.add(before.record());
            }
        });
        left.forEach(record -> dropIfDone(record, entries.keySet()));
        // last, as they tell what is to be taken away
        pointers.forEach((entryKey, pointer) -> store.put(ExactKeys.pointer(entryKey), pointer.bytes()));
    }

    /**
     * A record of which newer ones have replaced every entry is of no more use.
     *
     * @param replaced keys of entries that are being replaced now
     */
    private void dropIfDone(String record, Set<String> replaced) {
        byte[] bytes = store.get(ExactKeys.record(record));
        if (bytes != null
                && stored(bytes).stream()
                        .map(MemoryEntry::key)
                        .filter(key -> !replaced.contains(key))
                        .map(this::pointer)
                        .noneMatch(
                                pointer -> pointer != null && pointer.record().equals(record))) {
            store.delete(ExactKeys.record(record));
        }
    }

    private @Nullable Pointer pointer(String key) {
        byte[] bytes = store.get(ExactKeys.pointer(key));
        return bytes == null ? null : Pointer.of(bytes);
    }

    private List<MemoryEntry> stored(byte[] value) {
        List<MemoryEntry> entries = read(value);
        return entries == null ? List.of() : entries;
    }

    /** Null when nobody can read it. */
    private @Nullable List<MemoryEntry> read(byte[] value) {
        while (true) {
            try {
                return wire.read(topic, value);
            } catch (SchemaUnavailableException e) {
                LOG.warn("event=memory_entry_waits topic={} reason={}", topic, Logfmt.value(e.getMessage()));
                if (!pause.getAsBoolean()) {
                    throw e;
                }
            } catch (SerializationException e) {
                LOG.warn("event=memory_entry_skipped topic={} reason={}", topic, Logfmt.value(e.getMessage()));
                return null;
            }
        }
    }
}
