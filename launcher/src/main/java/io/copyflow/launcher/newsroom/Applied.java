package io.copyflow.launcher.newsroom;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the directory differs from before.
 *
 * @param added keys of new entries, such as {@code person/amina.diallo}, in the file's order
 * @param changed keys of changed entries, each with the changed keys of the file, such as {@code time-zone}
 * @param removed keys of entries that are gone, sorted
 * @param unchanged how many entries are as they were
 */
public record Applied(
        List<String> added, SortedMap<String, List<String>> changed, List<String> removed, int unchanged) {

    public Applied {
        added = List.copyOf(added);
        changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
        removed = List.copyOf(removed);
    }

    /** Whether the directory is as it was. */
    public boolean isNothing() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
