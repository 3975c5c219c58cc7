package io.copyflow.launcher.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON that reads well: fields by their names in the schema's order, no wrapper around a union's value, times
 * in ISO 8601 with milliseconds in UTC, enums by their symbols, bytes in base64. A record that stands in a field
 * {@code body} says which it is by a first field {@code type}, such as {@code TranslationClaimed}.
 */
public final class ReadableJson {

    private static final String BODY = "body";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectWriter LINE = new ObjectMapper().writer();
    private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();
    // always with milliseconds, so that times sort as text
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private ReadableJson() {}

    /**
     * A whole record: {@code topic, partition, offset, time, key, headers, value}. What cannot be read has a null value,
     * {@code unreadable} with code and sentence, and its bytes in {@code base64}; so have dead letters their bytes.
     */
    public static ObjectNode of(LogRecord record) {
        ObjectNode json = NODES.objectNode();
        json.put("topic", record.topic().name());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("time", time(record.time()));
        json.put("key", record.key());
        ObjectNode headers = json.putObject("headers");
        for (Header header : record.headers()) {
            add(headers, header);
        }
        switch (record.content()) {
            case LogRecord.Value(SpecificRecord value) -> json.set("value", of(value));
            case LogRecord.Nothing() -> json.putNull("value");
            case LogRecord.Bytes(byte[] bytes) -> json.putNull("value").put("base64", base64(bytes));
            case LogRecord.Unreadable(String code, String sentence, byte[] bytes) -> {
                json.putNull("value");
                json.putObject("unreadable").put("code", code).put("sentence", sentence);
                json.put("base64", base64(bytes));
            }
        }
        return json;
    }

    /** A value. */
    public static ObjectNode of(SpecificRecord value) {
        return fieldsOf(value, NODES.objectNode());
    }

    /** ISO 8601 in UTC with milliseconds. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** On one line. */
    public static String line(JsonNode json) {
        return written(LINE, json);
    }

    /** Indented. */
    public static String pretty(JsonNode json) {
        return written(PRETTY, json);
    }

    private static String written(ObjectWriter writer, JsonNode json) {
        try {
            return writer.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree that cannot be written", e);
        }
    }

    private static ObjectNode fieldsOf(SpecificRecord record, ObjectNode json) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value instanceof SpecificRecord body && field.name().equals(BODY)) {
                ObjectNode typed =
                        NODES.objectNode().put("type", body.getSchema().getName());
                json.set(BODY, fieldsOf(body, typed));
            } else {
                json.set(field.name(), node(value));
            }
        }
        return json;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case SpecificRecord record -> of(record);
            case Instant time -> NODES.textNode(time(time));
            case CharSequence text -> NODES.textNode(text.toString());
            case Enum<?> symbol -> NODES.textNode(symbol.name());
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Boolean truth -> NODES.booleanNode(truth);
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield NODES.textNode(base64(copy));
            }
            case List<?> items -> {
                ArrayNode array = NODES.arrayNode();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            case Map<?, ?> entries -> {
                ObjectNode object = NODES.objectNode();
                entries.forEach((key, entry) -> object.set(String.valueOf(key), node(entry)));
                yield object;
            }
            default -> throw new IllegalArgumentException("No schema of ours has a " + value.getClass());
        };
    }

    /** A header that comes twice becomes an array. */
    private static void add(ObjectNode headers, Header header) {
        byte[] bytes = header.value();
        JsonNode text = bytes == null ? NODES.nullNode() : NODES.textNode(new String(bytes, StandardCharsets.UTF_8));
        JsonNode before = headers.get(header.key());
        switch (before) {
            case null -> headers.set(header.key(), text);
            case ArrayNode several -> several.add(text);
            default -> headers.set(header.key(), NODES.arrayNode().add(before).add(text));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
