package io.copyflow.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON, Java's and Avro's alike: fields by their names, enums by their labels, times in ISO 8601 with
 * milliseconds at most. What is null is left out.
 */
final class AnswerJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AnswerJson() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode json -> json;
            case SpecificRecord avro -> avro(avro);
            case Record java -> java(java);
            case Instant time ->
                NODES.textNode(time.truncatedTo(ChronoUnit.MILLIS).toString());
            case CharSequence text -> NODES.textNode(text.toString());
            case Enum<?> symbol -> NODES.textNode(Labels.of(symbol.name()));
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Boolean truth -> NODES.booleanNode(truth);
            case List<?> items -> {
                ArrayNode array = NODES.arrayNode();
                items.forEach(item -> array.add(of(item)));
                yield array;
            }
            default -> throw new IllegalArgumentException("Nothing here has a " + value.getClass());
        };
    }

    private static ObjectNode avro(SpecificRecord record) {
        ObjectNode json = NODES.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            put(json, field.name(), record.get(field.pos()));
        }
        return json;
    }

    private static ObjectNode java(Record record) {
        ObjectNode json = NODES.objectNode();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                put(json, component.getName(), component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.set(name, of(value));
        }
    }
}
