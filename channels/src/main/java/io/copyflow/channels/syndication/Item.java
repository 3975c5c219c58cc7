package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Version;
import java.time.Instant;

/**
 * A story in one language as members get it.
 *
 * @param position rises with every change of any item: the order of the list, and what a cursor points at
 * @param changedAt when it changed here
 * @param version live, or withdrawn without any text
 */
record Item(long position, Instant changedAt, Version version) {

    /** The item's address for good, whatever its version. */
    static String uri(Version version) {
        return "urn:copyflow:" + version.storyId() + ":" + version.language();
    }

    String uri() {
        return uri(version);
    }
}
