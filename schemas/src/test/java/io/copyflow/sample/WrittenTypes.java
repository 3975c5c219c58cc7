package io.copyflow.sample;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.StateTypes;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.serde.AvroSerde;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Whatever is written with a schema: the topics' values and the stages' states. */
public final class WrittenTypes {

    /**
     * A type and what it is registered under.
     *
     * @param type the generated class
     * @param subject its subject
     */
    public record WrittenType(Class<? extends SpecificRecord> type, String subject) {

        @SuppressWarnings("unchecked") // the serde is of the type's own class
        public AvroSerde<SpecificRecord> serde(SchemaIds ids) {
            return new AvroSerde<>((Class<SpecificRecord>) type, subject, ids);
        }

        @Override
        public String toString() {
            return subject;
        }
    }

    private WrittenTypes() {}

    public static List<WrittenType> all() {
        return Stream.concat(
                        topics(),
                        StateTypes.all().stream().map(type -> new WrittenType(type, StateTypes.subject(type))))
                .toList();
    }

    private static Stream<WrittenType> topics() {
        return Topics.typed().stream().map(WrittenTypes::of);
    }

    private static WrittenType of(Topic<?> topic) {
        Class<? extends SpecificRecord> type = topic.valueType();
        if (type == null) {
            throw new IllegalStateException(topic.name() + " has no value type");
        }
        return new WrittenType(type, topic.subject());
    }
}
