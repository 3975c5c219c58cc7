package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.Topic;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as its bytes lie in the log.
 *
 * @param timestamp milliseconds since 1970, UTC
 * @param key null where it came without one
 * @param value null where it has none
 */
public record RawRecord(
        Topic<?> topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        Headers headers,
        byte @Nullable [] value) {

    Place place() {
        return new Place(topic.name(), partition, offset);
    }

    /** The key as text; empty where there is none. */
    String keyText() {
        return key == null ? "" : new String(key, UTF_8);
    }

    /** The story the key names. */
    String storyOfKey() {
        String text = keyText();
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
