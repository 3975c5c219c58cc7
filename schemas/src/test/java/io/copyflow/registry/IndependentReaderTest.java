package io.copyflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.sample.RandomRecords;
import io.copyflow.sample.ReadableJson;
import io.copyflow.serde.AvroSerde;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apicurio's own deserializer, which shares no code with ours, reads what ours writes, off the registry we serve. */
class IndependentReaderTest {

    static Stream<Topic<?>> topics() {
        return Topics.typed().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void reads_what_was_written_with_the_built_in_ids(Topic<?> topic) {
        try (HttpMount http = HttpMount.of(new ServedRegistry(new SchemaCatalogue()))) {
            readsBack(topic, new SchemaCatalogue(), http);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void reads_what_was_written_with_a_registrys_ids(Topic<?> topic) {
        try (HttpMount http = HttpMount.of(new ServedRegistry(new SchemaCatalogue()));
                RegistryClient ids =
                        new RegistryClient(RegistryAccess.parse(http.url(), null), InstantSource.system())) {
            readsBack(topic, ids, http);
        }
    }

    private static <V extends SpecificRecord> void readsBack(Topic<V> topic, SchemaIds ids, HttpMount http) {
        AvroSerde<V> serde = AvroSerde.of(topic, ids);
        RandomRecords records = new RandomRecords(new Random(20261124));
        try (AvroKafkaDeserializer<GenericRecord> reader = new AvroKafkaDeserializer<>()) {
            reader.configure(Map.of("apicurio.registry.url", http.url() + "/apis/registry/v3"), false);
            for (int i = 0; i < 20; i++) {
                V record = records.next(java.util.Objects.requireNonNull(topic.valueType()));
                GenericRecord read = reader.deserialize(topic.name(), serde.serialize(topic.name(), record));
                assertThat(ReadableJson.of(read)).isEqualTo(ReadableJson.of(record));
            }
        }
    }
}
