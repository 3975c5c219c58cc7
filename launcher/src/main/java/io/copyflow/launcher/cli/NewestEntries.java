package io.copyflow.launcher.cli;

import io.copyflow.launcher.log.LogRecord;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.wire.MemoryWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which records of the translation memory's topics have the newest text of an entry: a topic may still hold what newer
 * records have replaced. It keeps keys, not texts, so the topics are read twice: to {@link #add} every record first, and
 * then to ask for the {@link #entries} of each.
 */
final class NewestEntries {

    private final Predicate<MemoryEntry> wanted;

    /** Where the newest record of each wanted entry lies, by the entry's key. */
    private final Map<String, Place> newest = new HashMap<>();

    /** What each record brought, by the record's key: one that takes its place takes that away. */
    private final Map<String, Brought> records = new HashMap<>();

    NewestEntries(Predicate<MemoryEntry> wanted) {
        this.wanted = wanted;
    }

    private record Place(String topic, int partition, long offset) {
        static Place of(LogRecord record) {
            return new Place(record.topic().name(), record.partition(), record.offset());
        }
    }

    private record Brought(Place place, List<String> keys) {}

    void add(LogRecord record) {
        String key = record.key();
        if (key == null) {
            return;
        }
        Place place = Place.of(record);
        Brought before = records.remove(key);
        if (before != null) {
            // what another record has brought since stays
            before.keys().forEach(entry -> newest.remove(entry, before.place()));
        }
        List<String> keys = new ArrayList<>();
        for (MemoryEntry entry : all(record)) {
            if (wanted.test(entry)) {
                newest.put(entry.key(), place);
                keys.add(entry.key());
            } else {
                newest.remove(entry.key());
            }
        }
        if (!keys.isEmpty()) {
            records.put(key, new Brought(place, List.copyOf(keys)));
        }
    }

    /** The wanted entries of a record of which none that was added has a newer text. */
    List<MemoryEntry> entries(LogRecord record) {
        Place place = Place.of(record);
        return all(record).stream()
                .filter(entry -> wanted.test(entry) && place.equals(newest.get(entry.key())))
                .toList();
    }

    private static List<MemoryEntry> all(LogRecord record) {
        return record.key() != null && record.content() instanceof LogRecord.Value(var value)
                ? MemoryWire.read(value)
                : List.of();
    }
}
