package io.copyflow.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.StatedTime;
import io.copyflow.runtime.JsonFields;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.schemas.text.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of commands out of JSON, by their schemas: fields by their names, enums by their labels, times in ISO 8601. A
 * field with a default may be left out; one that nobody knows is refused, with a guess at what was meant.
 */
final class CommandJson {

    /** Fields that no caller fills: what they are is known here, or is for stages alone. */
    private static final Map<String, Object> FILLED = filled();

    /** Stands for what this program does not know; nobody asks for it. */
    static final String UNKNOWN = "UNKNOWN";

    private CommandJson() {}

    private static Map<String, Object> filled() {
        Map<String, Object> filled = new HashMap<>();
        filled.put("TranslatedSegment.origin", Origin.PERSON);
        filled.put("TranslatedSegment.originDetail", null);
        filled.put("Comment.commentId", "");
        filled.put("SubmitStory.sourceItem", null);
        return filled;
    }

    /** The fields of a schema that a caller may fill. */
    static List<Schema.Field> fields(Schema schema) {
        return schema.getFields().stream()
                .filter(field -> !FILLED.containsKey(key(schema, field)))
                .toList();
    }

    /** Whether a field may be left out. */
    static boolean isOptional(Schema schema, Schema.Field field) {
        return field.hasDefaultValue() || key(schema, field).equals("SubmitStory.clientId");
    }

    private static String key(Schema schema, Schema.Field field) {
        return schema.getName() + "." + field.name();
    }

    /** @throws UnreadableInputException where it is not as the schema says, with the place */
    static <T extends SpecificRecord> T read(JsonNode json, Class<T> type) {
        return type.cast(record(SpecificData.get().getSchema(type), json, "$"));
    }

    private static SpecificRecord record(Schema schema, JsonNode json, String path) {
        JsonFields fields = JsonFields.of(json, path);
        List<Schema.Field> known = fields(schema);
        fields.allowOnly(known.stream().map(Schema.Field::name).toList());
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            String key = key(schema, field);
            Object value;
            if (FILLED.containsKey(key)) {
                value = FILLED.get(key);
            } else if (fields.has(field.name())) {
                value = value(field.schema(), json.get(field.name()), fields.at(field.name()));
            } else if (field.hasDefaultValue()) {
                value = SpecificData.get().getDefaultValue(field);
            } else if (isOptional(schema, field)) {
                value = "";
            } else {
                throw fields.missing(field.name(), "what its schema asks for");
            }
            record.put(field.pos(), value);
        }
        return record;
    }

    private static Object value(Schema schema, JsonNode json, String path) {
        return switch (schema.getType()) {
            case UNION -> value(notNull(schema), json, path);
            case RECORD -> record(schema, json, path);
            case ENUM -> symbol(schema, JsonFields.text(json, path), path);
            case STRING -> JsonFields.text(json, path);
            case BOOLEAN -> {
                if (!json.isBoolean()) {
                    throw JsonFields.wrongType("true or false", json, path);
                }
                yield json.booleanValue();
            }
            case INT -> number(json, json.canConvertToInt(), path).intValue();
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? time(JsonFields.text(json, path), path)
                        : number(json, json.canConvertToLong(), path).longValue();
            case ARRAY -> {
                if (!json.isArray()) {
                    throw JsonFields.wrongType("a list", json, path);
                }
                List<Object> items = new ArrayList<>(json.size());
                for (JsonNode item : json) {
                    items.add(value(schema.getElementType(), item, path + "[" + items.size() + "]"));
                }
                yield items;
            }
            case MAP, FIXED, BYTES, FLOAT, DOUBLE, NULL ->
                throw new IllegalStateException("No command has a " + schema.getType() + " at " + path);
        };
    }

    static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode number(JsonNode json, boolean fits, String path) {
        if (!json.isIntegralNumber() || !fits) {
            throw JsonFields.wrongType("a whole number", json, path);
        }
        return json;
    }

    private static Object symbol(Schema schema, String label, String path) {
        String name = Labels.name(label);
        if (!schema.hasEnumSymbol(name)
                || name.equals(UNKNOWN)
                || !Labels.of(name).equals(label)) {
            throw unknown(
                    "one of "
                            + String.join(
                                    ", ",
                                    schema.getEnumSymbols().stream()
                                            .filter(symbol -> !symbol.equals(UNKNOWN))
                                            .map(Labels::of)
                                            .toList()),
                    label,
                    path);
        }
        return SpecificData.get().createEnum(name, schema);
    }

    private static Instant time(String text, String path) {
        try {
            return StatedTime.checked(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            throw unknown("a time such as 2026-07-01T06:00:00Z", text, path);
        }
    }

    private static UnreadableInputException unknown(String expected, @Nullable String found, String path) {
        return new UnreadableInputException(
                "unknown-value",
                "Expected " + expected + " at " + path + ", but got '"
                        + io.copyflow.runtime.Asked.shortened(String.valueOf(found)) + "'. Correct it.");
    }
}
