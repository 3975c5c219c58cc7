package io.copyflow.runtime;

import io.copyflow.schemas.directory.DirectoryEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory's entries by key. A store decodes an entry each time it is asked, and each command asks for the person who
 * gave it: here it is decoded once until the directory changes. For one thread; nobody may change what it gives.
 */
final class DecodedEntries implements Function<String, @Nullable DirectoryEntry> {

    private final Function<String, @Nullable DirectoryEntry> store;
    private final Supplier<Object> state;
    /** What there is; what there is not anybody can ask for, without end. */
    private final Map<String, DirectoryEntry> decoded = new HashMap<>();

    private @Nullable Object asOf;

    /**
     * @param store decodes
     * @param state gives another object after each change of an entry
     */
    DecodedEntries(Function<String, @Nullable DirectoryEntry> store, Supplier<Object> state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public @Nullable DirectoryEntry apply(String key) {
        // before the store is asked: a change meanwhile is seen the next time
        Object now = state.get();
        if (now != asOf) {
            decoded.clear();
            asOf = now;
        }
        DirectoryEntry known = decoded.get(key);
        if (known != null) {
            return known;
        }
        DirectoryEntry read = store.apply(key);
        if (read != null) {
            decoded.put(key, read);
        }
        return read;
    }
}
