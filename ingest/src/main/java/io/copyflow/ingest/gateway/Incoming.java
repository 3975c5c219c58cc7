package io.copyflow.ingest.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A body as it came, with what is said of it from outside.
 *
 * @param contentType of the request; null for a file
 * @param name of the file or the address, which tells its format by its ending and names what has no id of its own;
 *     null when there is none
 * @param address it was fetched from; null for what was handed in
 */
public record Incoming(
        byte[] body,
        @Nullable String contentType,
        @Nullable String name,
        @Nullable String address) {

    public Incoming(byte[] body, @Nullable String contentType, @Nullable String name) {
        this(body, contentType, name, null);
    }

    /** A body of a request. */
    public static Incoming of(byte[] body, @Nullable String contentType) {
        return new Incoming(body, contentType, null);
    }

    /** A file of a folder. */
    public static Incoming file(byte[] body, String name) {
        return new Incoming(body, null, name);
    }
}
