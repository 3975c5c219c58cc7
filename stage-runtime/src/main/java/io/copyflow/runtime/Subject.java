package io.copyflow.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a command or event is about.
 *
 * @param key the record's key; decides the partition; no slash in it
 * @param part which part of it has an aggregate of its own, or null when the whole has
 */
public record Subject(String key, @Nullable String part) {

    public static Subject of(String key) {
        return new Subject(key, null);
    }

    public static Subject of(String key, String part) {
        return new Subject(key, part);
    }

    /** The aggregate's id: key, or key and part with a slash between. */
    public String id() {
        return part == null ? key : key + "/" + part;
    }

    static Subject parse(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? of(id) : of(id.substring(0, slash), id.substring(slash + 1));
    }
}
