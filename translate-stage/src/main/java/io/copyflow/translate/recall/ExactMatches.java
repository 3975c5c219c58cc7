package io.copyflow.translate.recall;

import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.recall.ExactKeys.Located;
import io.copyflow.translate.wire.MemoryWire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks into a store that {@link ExactKeeper} keeps. */
final class ExactMatches {

    /** A credit line may have been translated ten thousand times: how many places of it are looked at. */
    private static final int MOST_LOOKED_AT = 200;

    private final String topic;
    private final MemoryWire wire;
    private final Predicate<String> killed;

    /** @param killed whether a story, by its id, was killed: nothing of it is found */
    ExactMatches(String topic, MemoryWire wire, Predicate<String> killed) {
        this.topic = topic;
        this.wire = wire;
        this.killed = killed;
    }

    /** The newest entries with that source, the newest first; of those that say the same only the first. */
    List<MemoryEntry> find(
            ReadOnlyKeyValueStore<String, byte[]> store,
            String sourceLanguage,
            String language,
            String text,
            int limit) {
        List<MemoryEntry> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        String prefix = ExactKeys.prefix(sourceLanguage, language, MemoryEntry.sourceHash(text));
        try (KeyValueIterator<String, byte[]> entries =
                store.prefixScan(prefix, Serdes.String().serializer())) {
            for (int looked = 0; looked < MOST_LOOKED_AT && found.size() < limit && entries.hasNext(); looked++) {
                KeyValue<String, byte[]> next = entries.next();
                Located located = Located.of(next.value);
                if (seen.contains(located.saying())) {
                    continue;
                }
                MemoryEntry entry = entry(store, next.key, ExactKeys.entry(next.key, prefix), located.record());
                if (entry != null && !entry.isFrom(killed)) {
                    seen.add(located.saying());
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Null when a newer record took the place of the one it came with, after the entries were looked for. */
    private @Nullable MemoryEntry entry(
            ReadOnlyKeyValueStore<String, byte[]> store, String place, String key, String record) {
        byte[] bytes = store.get(ExactKeys.record(record));
        return bytes == null
                ? null
                : wire.read(topic, bytes).stream()
                        .filter(entry -> entry.key().equals(key))
                        .filter(entry -> ExactKeys.place(entry).equals(place))
                        .findFirst()
                        .orElse(null);
    }
}
