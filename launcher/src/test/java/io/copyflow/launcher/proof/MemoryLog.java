package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.contract.FactChain;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.serde.AvroSerde;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Topics of one partition each, in memory, where records can be changed, dropped, moved and added. */
final class MemoryLog implements RawLog {

    private static final SchemaCatalogue IDS = new SchemaCatalogue();
    private static final Map<String, AvroSerde<?>> SERDES = new HashMap<>();

    private final Map<String, List<RawRecord>> topics = new HashMap<>();

    MemoryLog() {
        TOPICS.forEach(topic -> topics.put(topic.name(), new ArrayList<>()));
    }

    MemoryLog copy() {
        MemoryLog copy = new MemoryLog();
        topics.forEach((name, records) -> copy.topics.put(name, new ArrayList<>(records)));
        return copy;
    }

    /** To be changed by who tampers. The offsets are those of reading: the places in the list. */
    List<RawRecord> records(Topic<?> topic) {
        return topics.get(topic.name());
    }

    void add(Topic<?> topic, String key, SpecificRecord value, Headers headers, long timestamp) {
        records(topic).add(new RawRecord(topic, 0, 0, timestamp, key.getBytes(UTF_8), headers, written(topic, value)));
    }

    /** The record's value, anew with each call. */
    static SpecificRecord value(RawRecord record) {
        return record.value() == null
                ? null
                : (SpecificRecord) serde(record.topic()).read(record.value());
    }

    static RawRecord with(RawRecord record, SpecificRecord value) {
        return with(record, record.headers(), written(record.topic(), value));
    }

    static RawRecord with(RawRecord record, Headers headers, byte[] value) {
        return new RawRecord(
                record.topic(), 0, 0, record.timestamp(), record.key(), new RecordHeaders(headers.toArray()), value);
    }

    /** Gives all facts of a topic the links that whoever wrote them could have given them. */
    void chainAnew(Topic<?> topic) {
        Map<String, byte[]> links = new HashMap<>();
        List<RawRecord> records = records(topic);
        for (int n = 0; n < records.size(); n++) {
            RawRecord record = records.get(n);
            String aggregate = switch (value(record)) {
                case TranslationEventEnvelope e -> e.getStoryId() + "/" + e.getLanguage();
                case ReviewEventEnvelope e -> e.getStoryId() + "/" + e.getLanguage();
                default -> record.storyOfKey();
            };
            byte[] before = links.computeIfAbsent(aggregate, id -> FactChain.start(topic.owner(), id));
            byte[] link = FactChain.link(before, record.value());
            links.put(aggregate, link);
            Headers headers = new RecordHeaders(record.headers().toArray());
            headers.remove(CloudEvents.CHAIN);
            headers.add(CloudEvents.CHAIN, HexFormat.of().formatHex(link).getBytes(UTF_8));
            records.set(n, with(record, headers, record.value()));
        }
    }

    @Override
    public int partitions(Topic<?> topic) {
        return 1;
    }

    @Override
    public void read(Topic<?> topic, int partition, Consumer<RawRecord> each) {
        List<RawRecord> records = records(topic);
        for (int n = 0; n < records.size(); n++) {
            RawRecord record = records.get(n);
            each.accept(new RawRecord(
                    topic, partition, n, record.timestamp(), record.key(), record.headers(), record.value()));
        }
    }

    @Override
    public SchemaIds schemaIds() {
        return IDS;
    }

    @Override
    public void close() {
        // holds nothing
    }

    @SuppressWarnings("unchecked") // the topic says which type it has
    private static byte[] written(Topic<?> topic, SpecificRecord value) {
        return ((AvroSerde<SpecificRecord>) serde(topic)).write(value);
    }

    private static AvroSerde<?> serde(Topic<?> topic) {
        return SERDES.computeIfAbsent(topic.name(), name -> AvroSerde.of(topic, IDS));
    }
}
