package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.runtime.JsonFields;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that a wire sent: what is sound is given, what is of another type than expected is noted
 * and passed over.
 */
record LenientJson(JsonNode node, String path, Notes notes) {

    /** The first of some fields that is a text, or a number or truth value as one; null when there is none. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value == null || value.isNull()) {
                continue;
            }
            if (value.isTextual()) {
                return JsonFields.text(value, path + "." + name);
            }
            if (value.isNumber() || value.isBoolean()) {
                return value.asText();
            }
            notes.add("Passed over " + path + "." + name + ", which is no text");
        }
        return null;
    }

    String textOr(String name, String other) {
        String text = text(name);
        return text == null ? other : text;
    }

    /** The objects in a list; a single object is a list of one. */
    List<LenientJson> objects(String name) {
        JsonNode value = node.get(name);
        List<LenientJson> objects = new ArrayList<>();
        if (value == null || value.isNull()) {
            return objects;
        }
        if (value.isObject()) {
            objects.add(new LenientJson(value, path + "." + name, notes));
        } else if (value.isArray()) {
            int i = 0;
            for (Iterator<JsonNode> each = value.elements(); each.hasNext(); i++) {
                JsonNode element = each.next();
                String at = path + "." + name + "[" + i + "]";
                if (element.isObject()) {
                    objects.add(new LenientJson(element, at, notes));
                } else {
                    notes.add("Passed over " + at + ", which is no object");
                }
            }
        } else {
            notes.add("Passed over " + path + "." + name + ", which is no list");
        }
        return objects;
    }

    @Nullable
    LenientJson object(String name) {
        JsonNode value = node.get(name);
        return value == null || !value.isObject() ? null : new LenientJson(value, path + "." + name, notes);
    }

    boolean has(String name) {
        return node.has(name);
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw new UnreadableInputException(
                    "field-missing", "Expected a text at " + path + "." + name + ", but there is none. Add it.");
        }
        return text;
    }
}
