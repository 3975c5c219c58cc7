package io.copyflow.launcher.cli;

import io.copyflow.launcher.log.LogRecord;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.wire.MemoryWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the translation memory's topics have the newest text of an entry: a topic may still hold what newer
 * records have replaced. It keeps keys, not texts, so the topics are read twice: to {@link #add} every record first, and
 * then to ask for the {@link #entries} of each.
 */
final class NewestEntries {

    private final Predicate<MemoryEntry> wanted;

    /** Where the newest record of each wanted entry lies, by the entry's key. */
    private final Map<String, Place> newest = new HashMap<>();

    /**
     * What each record brought, by the record's key: one that takes its place takes that away. Without those that brought
     * nothing but an entry with their own key, as a memory of imported units has by the million.
     */
    private final Map<String, Brought> records = new HashMap<>();

    NewestEntries(Predicate<MemoryEntry> wanted) {
        this.wanted = wanted;
    }

    /** @param alone whether the record brought nothing but an entry with its own key */
    private record Place(String topic, int partition, long offset, boolean alone) {
        static Place of(LogRecord record, List<MemoryEntry> entries) {
            return new Place(
                    record.topic().name(),
                    record.partition(),
                    record.offset(),
                    entries.size() == 1 && entries.getFirst().key().equals(record.key()));
        }
    }

    private record Brought(Place place, List<String> keys) {}

    void add(LogRecord record) {
        String key = record.key();
        List<MemoryEntry> all = all(record);
        if (key == null || all == null) {
            return;
        }
        Place place = Place.of(record, all);
        newest.computeIfPresent(key, (_, at) -> at.alone() ? null : at);
        Brought before = records.remove(key);
        if (before != null) {
            // what another record has brought since stays
            before.keys().forEach(entry -> newest.remove(entry, before.place()));
        }
        List<String> keys = new ArrayList<>();
        for (MemoryEntry entry : all) {
            if (wanted.test(entry)) {
                newest.put(entry.key(), place);
                if (!place.alone()) {
                    keys.add(entry.key());
                }
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
        List<MemoryEntry> all = all(record);
        if (record.key() == null || all == null) {
            return List.of();
        }
        Place place = Place.of(record, all);
        return all.stream()
                .filter(entry -> wanted.test(entry) && place.equals(newest.get(entry.key())))
                .toList();
    }

    /** Null when nobody can read it: the stages skip it too. */
    private static @Nullable List<MemoryEntry> all(LogRecord record) {
        return switch (record.content()) {
            case LogRecord.Value(var value) -> MemoryWire.read(value);
            case LogRecord.Nothing() -> List.of();
            case LogRecord.Bytes _, LogRecord.Unreadable _ -> null;
        };
    }
}
