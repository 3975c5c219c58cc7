package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The directory as the log has it now, or had it. */
public final class DirectoryNames {

    private DirectoryNames() {}

    public static Directory read(LogReader reader) {
        return read(reader, Instant.MAX);
    }

    /** @param until what was published later is left out */
    public static Directory read(LogReader reader, Instant until) {
        TreeMap<String, DirectoryEntry> entries = new TreeMap<>();
        reader.read(List.of(Topics.DIRECTORY), record -> {
            String key = record.key();
            if (key == null || record.time().isAfter(until)) {
                return;
            }
            switch (record.content()) {
                case LogRecord.Value(DirectoryEntry entry) -> entries.put(key, entry);
                case LogRecord.Nothing() -> entries.remove(key);
                case LogRecord.Value _, LogRecord.Bytes _, LogRecord.Unreadable _ -> {
                    // a name less is no reason to stop
                }
            }
        });
        return of(entries);
    }

    static Directory of(TreeMap<String, DirectoryEntry> entries) {
        return new Directory(
                entries::get,
                prefix -> List.copyOf(
                        entries.subMap(prefix, prefix + Character.MAX_VALUE).values()));
    }
}
