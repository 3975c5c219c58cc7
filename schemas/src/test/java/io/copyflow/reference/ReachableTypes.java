package io.copyflow.reference;

import io.copyflow.catalogue.PlainSchema;
import io.copyflow.catalogue.StateTypes;
import io.copyflow.catalogue.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The named types that a topic's value or a stage's state leads to. */
final class ReachableTypes {

    private final Map<String, Schema> types = new LinkedHashMap<>();

    /** Full name to schema, each type after the one that first uses it. */
    static Map<String, Schema> all() {
        ReachableTypes reachable = new ReachableTypes();
        Topics.typed().forEach(topic -> reachable.add(topic.schema()));
        StateTypes.all().forEach(type -> reachable.add(PlainSchema.of(type)));
        return reachable.types;
    }

    private void add(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> add(field.schema()));
                }
            }
            case ENUM -> types.putIfAbsent(schema.getFullName(), schema);
            case UNION -> schema.getTypes().forEach(this::add);
            case ARRAY -> add(schema.getElementType());
            case MAP -> add(schema.getValueType());
            case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {
                // has no name of ours
            }
        }
    }
}
