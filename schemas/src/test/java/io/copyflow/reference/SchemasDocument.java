package io.copyflow.reference;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** docs/reference/schemas.md: every record and enum, every field. */
final class SchemasDocument {

    private SchemasDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Schemas

                <!-- Made from the Avro schemas; see schemas/README.md, 'Documents'. -->

                Every record and enum there is, by the folder of `schemas/src/main/avro` it lies in. *time* is Avro's `timestamp-millis`: milliseconds since 1970 in UTC. Languages are BCP 47 tags. What lies under `state` is private to the stages.
                """);
        ReachableTypes.all().values().stream()
                .collect(Collectors.groupingBy(
                        schema -> schema.getNamespace().replaceFirst("^.*\\.", ""),
                        java.util.TreeMap::new,
                        Collectors.toList()))
                .forEach((folder, schemas) -> {
                    text.append("\n## ").append(folder).append('\n');
                    schemas.stream()
                            .sorted(java.util.Comparator.comparing(Schema::getName))
                            .forEach(schema -> describe(schema, text));
                });
        return text.toString();
    }

    private static void describe(Schema schema, StringBuilder text) {
        text.append("\n### ")
                .append(schema.getName())
                .append("\n\n")
                .append(schema.getDoc())
                .append('\n');
        if (schema.getType() == Schema.Type.ENUM) {
            text.append("\nOne of ")
                    .append(schema.getEnumSymbols().stream()
                            .map(symbol -> "`" + symbol + "`")
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
            return;
        }
        if (schema.getFields().isEmpty()) {
            text.append("\nNo fields.\n");
            return;
        }
        text.append("\n| field | type | |\n|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            text.append("| `%s` | %s | %s |\n".formatted(field.name(), type(field.schema()), field.doc()));
        }
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return "time";
        }
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().map(SchemasDocument::type).collect(Collectors.joining(" or "));
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map to " + type(schema.getValueType());
            case RECORD, ENUM, FIXED ->
                "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
            case STRING -> "text";
            case INT, LONG, BYTES, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getType().getName();
        };
    }
}
