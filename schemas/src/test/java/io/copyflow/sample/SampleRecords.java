package io.copyflow.sample;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * One likely record for each body a schema can have, made from the schema alone: for a released schema as well as for
 * today's.
 */
public final class SampleRecords {

    private static final Map<String, String> BY_FIELD = Map.ofEntries(
            Map.entry("storyId", "stmdutonueaebkoaigrv2"),
            Map.entry("language", "kk-Cyrl"),
            Map.entry("sourceLanguage", "en"),
            Map.entry("homeLanguage", "zh-Hans"),
            Map.entry("languages", "kk-Cyrl"),
            Map.entry("targets", "ar"),
            Map.entry("actor", "sanzhar.omarbek"),
            Map.entry("approver", "amina.diallo"),
            Map.entry("commandId", "desk-7f3a"),
            Map.entry("eventId", "translate-stage:stmdutonueaebkoaigrv2/kk-Cyrl:3"),
            Map.entry("clearedBy", "review-stage:stmdutonueaebkoaigrv2/kk-Cyrl:7"),
            Map.entry("contentHash", "ac0ec06d7d937338ae2c34b265f8c9d0ebf29f0504b14d9e505e3be7f2a07519"),
            Map.entry("text", "Кенияның солтүстігіндегі малшылар жергілікті ауа райы болжамын алады 🌦"),
            Map.entry("headline", "Ақыры жаңбыр жауды"),
            Map.entry("target", "https://example.org/kk"),
            Map.entry("uri", "urn:newsml:example.org:20261124:rain"),
            Map.entry("country", "KZ"),
            Map.entry("timeZone", "Asia/Almaty"),
            Map.entry("sentence", "Expected the claim's holder, but awa.ndoye holds it. Ask them to give it back."),
            Map.entry("code", "not-holder"),
            Map.entry("stage", "translate-stage"));

    private SampleRecords() {}

    /** The records, in the order of the bodies; one where there is no choice of bodies. */
    public static List<GenericRecord> of(Schema schema) {
        Schema.Field body = schema.getField("body");
        if (body == null || body.schema().getType() != Schema.Type.UNION) {
            return List.of(record(schema));
        }
        List<GenericRecord> records = new ArrayList<>();
        for (Schema branch : body.schema().getTypes()) {
            GenericRecord record = record(schema);
            record.put(body.pos(), value(branch, "body"));
            records.add(record);
        }
        return records;
    }

    private static GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), field.name()));
        }
        return record;
    }

    private static Object value(Schema schema, String field) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> value(schema.getTypes().getLast(), field);
            case ARRAY -> List.of(value(schema.getElementType(), field));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
            case STRING -> BY_FIELD.getOrDefault(field, "a " + field);
            case BYTES -> ByteBuffer.wrap(field.getBytes(StandardCharsets.US_ASCII));
            case INT -> 3;
            case LONG -> schema.getLogicalType() == null ? 300L : 1_795_478_400_123L;
            case BOOLEAN -> true;
            case NULL, MAP, FIXED, FLOAT, DOUBLE ->
                throw new IllegalStateException("No schema of ours has a " + schema.getType() + " here yet: teach me");
        };
    }
}
