package io.copyflow.runtime;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * A record as a text that outlives changes of its schema: fields by their names and in the order of those, a field with
 * its default left out, enums by their symbols. A field or symbol added later changes nothing of what was said before.
 *
 * <p>Two records have one form only when they say the same: every part is preceded by its length, every value by its kind.
 */
final class CanonicalForm {

    private CanonicalForm() {}

    static String of(@Nullable Object value) {
        StringBuilder form = new StringBuilder();
        append(form, value);
        return form.toString();
    }

    private static void append(StringBuilder form, @Nullable Object value) {
        switch (value) {
            case null -> part(form, "null");
            case IndexedRecord record -> append(form, record);
            case CharSequence text -> part(part(form, "text"), text.toString());
            case Enum<?> symbol -> part(part(form, "symbol"), symbol.name());
            case GenericEnumSymbol<?> symbol -> part(part(form, "symbol"), symbol.toString());
            case Boolean truth -> part(part(form, "truth"), truth.toString());
            case Number number -> part(part(form, "number"), number.toString());
            case Instant time -> part(part(form, "number"), Long.toString(time.toEpochMilli()));
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                part(part(form, "bytes"), HexFormat.of().formatHex(copy));
            }
            case List<?> items -> {
                part(part(form, "list"), Integer.toString(items.size()));
                items.forEach(item -> append(form, item));
            }
            case Map<?, ?> entries -> {
                part(part(form, "map"), Integer.toString(entries.size()));
                Map<String, Object> sorted = new TreeMap<>();
                entries.forEach((key, entry) -> sorted.put(String.valueOf(key), entry));
                sorted.forEach((key, entry) -> append(part(form, key), entry));
            }
            default -> throw new IllegalArgumentException("No schema of ours has a " + value.getClass());
        }
    }

    private static void append(StringBuilder form, IndexedRecord record) {
        part(part(form, "record"), record.getSchema().getFullName());
        record.getSchema().getFields().stream()
                .sorted(Comparator.comparing(Schema.Field::name))
                .forEach(field -> {
                    int before = form.length();
                    int start = part(form, field.name()).length();
                    append(form, record.get(field.pos()));
                    if (field.hasDefaultValue() && isFrom(start, form, of(defaultOf(field)))) {
                        form.setLength(before);
                    }
                });
        part(form, "");
    }

    /** Whether a form has a value from a place on, and nothing else there. */
    private static boolean isFrom(int start, StringBuilder form, String value) {
        return form.length() - start == value.length() && form.indexOf(value, start) == start;
    }

    private static @Nullable Object defaultOf(Schema.Field field) {
        return SpecificData.get().getDefaultValue(field);
    }

    private static StringBuilder part(StringBuilder form, String part) {
        return form.append(part.length()).append(':').append(part);
    }
}
