package io.copyflow.runtime;

import io.copyflow.serde.AvroSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record as it came. One that cannot be read comes to the processor too: what is read again is known there
 * ({@link ReadMarks}), so it is set aside once.
 */
sealed interface Arrival {

    record Readable(SpecificRecord value) implements Arrival {}

    /** @param why no record can be made of the bytes, now or ever */
    record Unreadable(SerializationException why) implements Arrival {}

    /** Throws what is not the bytes' fault, such as a registry that does not answer. */
    static Deserializer<@Nullable Arrival> of(AvroSerde<?> serde) {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return new Readable(serde.read(bytes));
            } catch (SerializationException e) {
                return new Unreadable(e);
            }
        };
    }
}
