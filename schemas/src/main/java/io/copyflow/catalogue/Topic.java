package io.copyflow.catalogue;

import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic as its owner declares it.
 *
 * @param name the topic's name
 * @param owner the one module or stage that writes it, or {@link #ANYONE}
 * @param key what the record's key is
 * @param valueType the generated class of its values; null where values are bytes as they came
 * @param cleanup how the log is kept
 * @param retention how long records are kept; null means for ever
 * @param purpose one sentence for the reference
 */
public record Topic<V extends SpecificRecord>(
        String name,
        String owner,
        Key key,
        @Nullable Class<V> valueType,
        Cleanup cleanup,
        @Nullable Duration retention,
        String purpose) {

    /** The owner of a topic that anyone with the right may write. */
    public static final String ANYONE = "anyone with the right";

    /** What a record's key is. */
    public enum Key {
        /** The story id. */
        STORY("storyId"),
        /** Story id and language with a slash between, partitioned by the story id alone. */
        STORY_AND_LANGUAGE("storyId/language"),
        /** Story id, source revision and language with slashes between, partitioned by the story id alone. */
        STORY_REVISION_AND_LANGUAGE("storyId/sourceRevision/language"),
        /** A file's name, two languages and a unit of it with slashes between. */
        IMPORTED_UNIT("file/source language/language/unit"),
        /** Kind and id of a directory entry with a slash between. */
        DIRECTORY_ENTRY("kind/id"),
        /** The key of the record that could not be read. */
        AS_IT_CAME("as it came");

        private final String label;

        Key(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How the log is kept. */
    public enum Cleanup {
        /** Old records go after the retention. */
        DELETE,
        /** Nothing goes. */
        KEEP,
        /** The newest record of each key stays. */
        COMPACT
    }

    /** The subject its value schema is registered under, by Confluent's TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }

    /** The schema of its values; only for topics that have a value type. */
    public Schema schema() {
        if (valueType == null) {
            throw new IllegalStateException(name + " holds bytes as they came and has no schema");
        }
        return PlainSchema.of(valueType);
    }
}
