package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in the log.
 *
 * @param time the record's timestamp: of events when they were decided, of commands when they were sent
 * @param key null where it came without one
 */
public record LogRecord(
        Topic<?> topic,
        int partition,
        long offset,
        Instant time,
        @Nullable String key,
        Headers headers,
        Content content) {

    /** What a record holds. */
    public sealed interface Content {}

    /** A value of the topic's type. */
    public record Value(SpecificRecord record) implements Content {}

    /** No value: in a compacted topic, what stood under the key is gone. */
    public record Nothing() implements Content {}

    /** Bytes of a topic without a schema: dead letters. */
    public record Bytes(byte[] bytes) implements Content {}

    /**
     * What is no value of the topic's type.
     *
     * @param code for programs, such as {@code truncated-record}
     * @param sentence for a person
     */
    public record Unreadable(String code, String sentence, byte[] bytes) implements Content {}

    /** The story the key names; null when there is no key. */
    public @Nullable String storyId() {
        return key == null ? null : storyId(key);
    }

    static String storyId(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
