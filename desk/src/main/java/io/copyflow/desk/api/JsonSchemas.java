package io.copyflow.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of the OpenAPI document (JSON Schema 2020-12), made of the records themselves: of commands' Avro schemas
 * as {@link CommandJson} reads them, of answers' Java records as {@link AnswerJson} writes them.
 */
final class JsonSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> components = new TreeMap<>();

    /** A reference to the schema of a command's body. */
    ObjectNode command(Class<? extends SpecificRecord> type) {
        return avro(SpecificData.get().getSchema(type));
    }

    /** A reference to the schema of an answer. */
    ObjectNode answer(Class<? extends Record> type) {
        String name = type.getSimpleName();
        if (!components.containsKey(name)) {
            ObjectNode schema = NODES.objectNode().put("type", "object");
            components.put(name, schema);
            describe(schema, type);
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = NODES.arrayNode();
            for (RecordComponent component : type.getRecordComponents()) {
                AnnotatedType declared = component.getAnnotatedType();
                ObjectNode property = java(declared);
                describe(property, component);
                properties.set(component.getName(), property);
                if (!declared.isAnnotationPresent(Nullable.class)) {
                    required.add(component.getName());
                }
            }
            close(schema, required);
        }
        return reference(name);
    }

    /** All that were referred to, by name. */
    ObjectNode components() {
        ObjectNode all = NODES.objectNode();
        components.forEach(all::set);
        return all;
    }

    private static void describe(ObjectNode schema, AnnotatedElement element) {
        Says says = element.getAnnotation(Says.class);
        if (says != null) {
            schema.put("description", says.value());
        }
    }

    private static ObjectNode reference(String name) {
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static void close(ObjectNode schema, ArrayNode required) {
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
    }

    @SuppressWarnings("unchecked") // asked before
    private ObjectNode java(AnnotatedType declared) {
        Type type = declared.getType();
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            ObjectNode array = NODES.objectNode().put("type", "array");
            array.set("items", java(((AnnotatedParameterizedType) declared).getAnnotatedActualTypeArguments()[0]));
            return array;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return answer((Class<? extends Record>) plain);
        }
        if (plain.isEnum()) {
            return symbols(Arrays.stream(plain.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name())
                    .toList());
        }
        if (plain == Instant.class) {
            return NODES.objectNode().put("type", "string").put("format", "date-time");
        }
        if (plain == String.class) {
            return NODES.objectNode().put("type", "string");
        }
        if (plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class) {
            return NODES.objectNode().put("type", "integer");
        }
        if (plain == boolean.class) {
            return NODES.objectNode().put("type", "boolean");
        }
        if (JsonNode.class.isAssignableFrom(plain)) {
            return NODES.objectNode().put("type", "object");
        }
        throw new IllegalArgumentException("No schema for " + type);
    }

    private static ObjectNode symbols(List<String> names) {
        ObjectNode schema = NODES.objectNode().put("type", "string");
        ArrayNode labels = schema.putArray("enum");
        names.forEach(name -> labels.add(Labels.of(name)));
        return schema;
    }

    private ObjectNode avro(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                String name = schema.getName();
                if (!components.containsKey(name)) {
                    ObjectNode made = NODES.objectNode().put("type", "object");
                    components.put(name, made);
                    made.put("description", schema.getDoc());
                    ObjectNode properties = made.putObject("properties");
                    ArrayNode required = NODES.arrayNode();
                    for (Schema.Field field : CommandJson.fields(schema)) {
                        ObjectNode property = avro(field.schema());
                        property.put("description", field.doc());
                        properties.set(field.name(), property);
                        if (!CommandJson.isOptional(schema, field)) {
                            required.add(field.name());
                        }
                    }
                    close(made, required);
                }
                yield reference(name);
            }
            case UNION -> avro(CommandJson.notNull(schema));
            case ENUM ->
                symbols(schema.getEnumSymbols().stream()
                        .filter(symbol -> !symbol.equals(CommandJson.UNKNOWN))
                        .toList());
            case ARRAY -> {
                ObjectNode array = NODES.objectNode().put("type", "array");
                array.set("items", avro(schema.getElementType()));
                yield array;
            }
            case STRING -> NODES.objectNode().put("type", "string");
            case BOOLEAN -> NODES.objectNode().put("type", "boolean");
            case INT -> NODES.objectNode().put("type", "integer");
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? NODES.objectNode().put("type", "string").put("format", "date-time")
                        : NODES.objectNode().put("type", "integer");
            case MAP, FIXED, BYTES, FLOAT, DOUBLE, NULL ->
                throw new IllegalStateException("No command has a " + schema.getType());
        };
    }
}
