package io.copyflow.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.serde.AvroSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadableJsonTest {

    private static final SchemaCatalogue IDS = new SchemaCatalogue();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_value_reads_well() {
        TranslationEventEnvelope event = new TranslationEventEnvelope(
                "translate-stage:s1/ar:2",
                "s1",
                "ar",
                "amina.diallo",
                Instant.parse("2026-03-03T11:01:00Z"),
                "claim-1",
                RecordedStory.claimed("amina.diallo", 1_800_000));

        assertThat(ReadableJson.line(ReadableJson.of(event)))
                .isEqualTo("{\"eventId\":\"translate-stage:s1/ar:2\",\"storyId\":\"s1\",\"language\":\"ar\","
                        + "\"actor\":\"amina.diallo\",\"occurredAt\":\"2026-03-03T11:01:00.000Z\","
                        + "\"commandId\":\"claim-1\",\"body\":{\"type\":\"TranslationClaimed\","
                        + "\"holder\":\"amina.diallo\",\"leaseUntil\":\"2026-03-03T11:30:00.000Z\"}}");
    }

    static Stream<Topic<?>> topics() {
        return Topics.typed().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void values_of_every_topic_keep_all_they_hold(Topic<?> topic) throws IOException {
        Set<String> bodies = new HashSet<>();
        for (Object datum : new RandomData(topic.schema(), 150, 1)) {
            GenericRecord written = (GenericRecord) datum;

            JsonNode json = JSON.readTree(ReadableJson.line(ReadableJson.of(read(topic, written))));

            assertSame(written, written.getSchema(), json, topic.name());
            if (json.path("body").has("type")) {
                bodies.add(json.get("body").get("type").textValue());
            }
        }
        assertThat(bodies).containsExactlyInAnyOrderElementsOf(bodyTypes(topic.schema()));
    }

    /** Walks the generic value, so that neither generated classes nor the code under test have a say in it. */
    private static void assertSame(Object value, Schema schema, JsonNode json, String path) {
        switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = (GenericRecord) value;
                List<String> names = new ArrayList<>();
                if (path.endsWith(".body")) {
                    names.add("type");
                    assertThat(json.get("type").textValue()).isEqualTo(schema.getName());
                }
                schema.getFields().forEach(field -> names.add(field.name()));
                assertThat(json.fieldNames()).toIterable().as(path).containsExactlyElementsOf(names);
                for (Schema.Field field : schema.getFields()) {
                    assertSame(
                            record.get(field.pos()), field.schema(), json.get(field.name()), path + "." + field.name());
                }
            }
            case UNION ->
                assertSame(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), json, path);
            case ARRAY -> {
                List<?> items = (List<?>) value;
                assertThat(json).as(path).hasSize(items.size());
                for (int n = 0; n < items.size(); n++) {
                    assertSame(items.get(n), schema.getElementType(), json.get(n), path + "[]");
                }
            }
            case LONG -> {
                if (schema.getLogicalType() == null) {
                    assertThat(json.longValue()).as(path).isEqualTo(value);
                } else {
                    assertThat(Instant.parse(json.textValue()).toEpochMilli())
                            .as(path)
                            .isEqualTo(value);
                }
            }
            case BYTES ->
                assertThat(ByteBuffer.wrap(Base64.getDecoder().decode(json.textValue())))
                        .as(path)
                        .isEqualTo(value);
            case NULL -> assertThat(json.isNull()).as(path).isTrue();
            default -> assertThat(json.asText()).as(path).isEqualTo(String.valueOf(value));
        }
    }

    private static List<String> bodyTypes(Schema envelope) {
        Schema.Field body = envelope.getField("body");
        if (body == null || body.schema().getType() == Schema.Type.ARRAY) {
            return List.of();
        }
        return body.schema().isUnion()
                ? body.schema().getTypes().stream().map(Schema::getName).toList()
                : List.of(body.schema().getName());
    }

    private static SpecificRecord read(Topic<?> topic, GenericRecord written) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.write(ByteBuffer.allocate(4)
                .putInt(IDS.idOf(topic.subject(), topic.schema()))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(topic.schema()).write(written, encoder);
        return AvroSerde.of(topic, IDS).read(out.toByteArray());
    }

    @Test
    void a_record_names_where_it_lies_and_has_its_headers_as_text() {
        Headers headers = new RecordHeaders();
        headers.add("ce_type", "io.copyflow.TranslationQueued".getBytes(UTF_8));
        headers.add("twice", "a".getBytes(UTF_8));
        headers.add("twice", "b".getBytes(UTF_8));

        assertThat(ReadableJson.line(ReadableJson.of(record(headers, new LogRecord.Nothing()))))
                .isEqualTo("{\"topic\":\"copyflow.published.v1\",\"partition\":3,\"offset\":7,"
                        + "\"time\":\"2026-03-03T11:00:00.000Z\",\"key\":\"s1/ar\","
                        + "\"headers\":{\"ce_type\":\"io.copyflow.TranslationQueued\",\"twice\":[\"a\",\"b\"]},"
                        + "\"value\":null}");
    }

    @Test
    void r28_what_cannot_be_read_is_handed_on_with_the_reason() {
        LogRecord.Unreadable unreadable =
                new LogRecord.Unreadable("not-framed", "Expected a zero byte.", new byte[] {1, 2});

        assertThat(ReadableJson.line(ReadableJson.of(record(new RecordHeaders(), unreadable))))
                .endsWith(
                        "\"value\":null,\"unreadable\":{\"code\":\"not-framed\",\"sentence\":\"Expected a zero byte.\"},"
                                + "\"base64\":\"AQI=\"}");
        assertThat(ReadableJson.line(
                        ReadableJson.of(record(new RecordHeaders(), new LogRecord.Bytes(new byte[] {1, 2})))))
                .endsWith("\"value\":null,\"base64\":\"AQI=\"}");
    }

    private static LogRecord record(Headers headers, LogRecord.Content content) {
        return new LogRecord(Topics.PUBLISHED, 3, 7, RecordedStory.BEGIN, "s1/ar", headers, content);
    }
}
