package io.copyflow.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as JSON a person likes to read: times in ISO 8601, bytes in hex, and a body, where there are several, under
 * its record's name. Numbers are as Jackson reads them back, so that both sides of a comparison are alike.
 */
public final class ReadableJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReadableJson() {}

    public static ObjectNode of(IndexedRecord record) {
        ObjectNode json = JSON.createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            json.set(field.name(), value(field.schema(), record.get(field.pos())));
        }
        return json;
    }

    public static String pretty(JsonNode json) {
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode value(Schema schema, @Nullable Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (schema.getType() == Schema.Type.UNION) {
            Schema branch = branch(schema, value);
            long records = schema.getTypes().stream()
                    .filter(type -> type.getType() == Schema.Type.RECORD)
                    .count();
            JsonNode json = value(branch, value);
            return records > 1 ? JSON.createObjectNode().set(branch.getName(), json) : json;
        }
        return switch (value) {
            case IndexedRecord record -> of(record);
            case List<?> list -> {
                ArrayNode array = JSON.createArrayNode();
                list.forEach(item -> array.add(value(schema.getElementType(), item)));
                yield array;
            }
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield TextNode.valueOf(HexFormat.of().formatHex(copy));
            }
            case Instant time -> TextNode.valueOf(time.toString());
            case Long number
            when schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ->
                TextNode.valueOf(Instant.ofEpochMilli(number).toString());
            case Long number when number == number.intValue() -> IntNode.valueOf(number.intValue());
            case Long number -> LongNode.valueOf(number);
            case Integer number -> IntNode.valueOf(number);
            case Boolean flag -> BooleanNode.valueOf(flag);
            default -> JsonNodeFactory.instance.textNode(value.toString());
        };
    }

    private static Schema branch(Schema union, Object value) {
        for (Schema type : union.getTypes()) {
            boolean fits = value instanceof IndexedRecord record
                    ? type.getType() == Schema.Type.RECORD
                            && type.getFullName().equals(record.getSchema().getFullName())
                    : value instanceof Instant
                            ? type.getLogicalType() != null
                            : type.getType() != Schema.Type.NULL
                                    && GenericData.get().validate(type, value);
            if (fits) {
                return type;
            }
        }
        throw new IllegalArgumentException(value + " is none of " + union);
    }
}
