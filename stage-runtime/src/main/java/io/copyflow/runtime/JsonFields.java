package io.copyflow.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each error with the path to it. */
public record JsonFields(JsonNode object, String path) {

    private static final int LONGEST_SHOWN = 60;

    /** @throws UnreadableInputException {@code field-type} when it is no object */
    public static JsonFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrongType("an object", node, path);
        }
        return new JsonFields(node, path);
    }

    /** Refuses fields that are not among the known ones, and suggests what may be meant. */
    public void allowOnly(Collection<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String near = known.stream()
                        .filter(candidate -> isNear(name, candidate))
                        .map(candidate -> "'" + candidate + "'")
                        .collect(Collectors.joining(" or "));
                throw new UnreadableInputException(
                        "field-unknown",
                        "Expected only known fields in " + path + ", but there is '" + shown(name) + "'. "
                                + (near.isEmpty()
                                        ? "Leave it out; known are " + String.join(", ", known) + "."
                                        : "Did you mean " + near + "?"));
            }
        }
    }

    public String at(String name) {
        return path + "." + name;
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** The text of a field; null when it is absent or null. */
    public @Nullable String text(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        return text(node, at(name));
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw missing(name, "a text");
        }
        return text;
    }

    public UnreadableInputException missing(String name, String what) {
        return new UnreadableInputException(
                "field-missing", "Expected " + what + " at " + at(name) + ", but there is none. Add it.");
    }

    /** The number in a field; null when it is absent or null. */
    public @Nullable Integer number(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrongType("a whole number", node, at(name));
        }
        return node.intValue();
    }

    public int requiredNumber(String name) {
        Integer number = number(name);
        if (number == null) {
            throw missing(name, "a whole number");
        }
        return number;
    }

    /** The elements of a list; empty when it is absent or null. */
    public List<JsonNode> list(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrongType("a list", node, at(name));
        }
        return node.valueStream().toList();
    }

    public static String text(JsonNode node, String path) {
        if (!node.isTextual()) {
            throw wrongType("a text", node, path);
        }
        String text = node.textValue();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new UnreadableInputException(
                    "text-invalid",
                    "Expected whole characters at " + path
                            + ", but it holds half of a surrogate pair. Send the text as it is in UTF-8.");
        }
        return text;
    }

    public static UnreadableInputException wrongType(String expected, JsonNode node, String path) {
        return new UnreadableInputException(
                "field-type",
                "Expected " + expected + " at " + path + ", but there is "
                        + switch (node.getNodeType()) {
                            case OBJECT, POJO -> "an object";
                            case ARRAY -> "a list";
                            case STRING, BINARY -> "a text";
                            case NUMBER -> "the number " + shown(node.asText());
                            case BOOLEAN -> node.asText();
                            case NULL, MISSING -> "nothing";
                        }
                        + ". Correct it.");
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private static boolean isNear(String name, String candidate) {
        String one = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        String other = candidate.toLowerCase(Locale.ROOT);
        return one.length() <= 40 && (one.equals(other) || EditDistance.between(one, other) <= 2);
    }
}
