package io.copyflow.translate.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.runtime.Logfmt;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.wire.MemoryWire;
import java.util.HashSet;
import java.util.List;
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
 * with. Taking a record in again changes nothing. A record whose schema cannot be had now is waited for, so that none is
 * missed.
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
        List<MemoryEntry> entries = record.value() == null ? List.of() : read(record.value());
        if (entries == null) {
            return;
        }
        forget(record.key());
        if (isEntry(record.key(), entries)) {
            keep(entries, record.value());
        } else if (!entries.isEmpty()) {
            String place = ExactKeys.record(record.key());
            store.put(place, record.value());
            keep(entries, place.getBytes(UTF_8));
        }
    }

    private static boolean isEntry(String key, List<MemoryEntry> entries) {
        return entries.size() == 1 && entries.getFirst().key().equals(key);
    }

    /** What an earlier record with this key brought, as far as nothing newer has taken its place. */
    private void forget(String key) {
        byte[] place = store.get(ExactKeys.pointer(key));
        if (place != null) {
            byte[] there = store.get(new String(place, UTF_8));
            if (there == null || ExactKeys.record(there) == null) {
                forgetEntry(key, place);
            }
        }
        String record = ExactKeys.record(key);
        byte[] earlier = store.get(record);
        if (earlier != null) {
            for (MemoryEntry entry : stored(earlier)) {
                byte[] at = store.get(ExactKeys.pointer(entry.key()));
                if (at != null && liesIn(at, record)) {
                    forgetEntry(entry.key(), at);
                }
            }
            store.delete(record);
        }
    }

    private void forgetEntry(String key, byte[] place) {
        store.delete(ExactKeys.pointer(key));
        store.delete(new String(place, UTF_8));
    }

    private void keep(List<MemoryEntry> entries, byte[] value) {
        Set<String> left = new HashSet<>();
        for (MemoryEntry entry : entries) {
            String pointer = ExactKeys.pointer(entry.key());
            byte[] before = store.get(pointer);
            byte[] replaced = before == null ? null : store.delete(new String(before, UTF_8));
            String record = replaced == null ? null : ExactKeys.record(replaced);
            if (record != null) {
                left.add(record);
            }
            String place = ExactKeys.place(entry);
            store.put(place, value);
            store.put(pointer, place.getBytes(UTF_8));
        }
        left.forEach(this::dropIfDone);
    }

    /** A record of which newer ones have replaced every entry is of no more use. */
    private void dropIfDone(String record) {
        byte[] bytes = store.get(record);
        if (bytes != null
                && stored(bytes).stream()
                        .map(entry -> store.get(ExactKeys.pointer(entry.key())))
                        .noneMatch(place -> place != null && liesIn(place, record))) {
            store.delete(record);
        }
    }

    private boolean liesIn(byte[] place, String record) {
        byte[] there = store.get(new String(place, UTF_8));
        return there != null && record.equals(ExactKeys.record(there));
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
