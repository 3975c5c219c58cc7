package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.media.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and videos a ninjs item is associated with, behind its text: of the renditions the largest of a type that
 * is taken comes first. In ninjs 1 associations and renditions are objects by name, from ninjs 2 on lists; ninjs 3 writes
 * {@code contentType} and {@code creditLine} in other letters.
 */
final class NinjsPictures {

    private static final Set<String> TYPES = Set.of("picture", "video", "graphic");

    private NinjsPictures() {}

    /** @param itemPath of the item, for sentences */
    static List<WantedPicture> of(JsonNode item, String itemPath, Notes notes) {
        List<WantedPicture> all = new ArrayList<>();
        each(item.path("associations"), itemPath + ".associations").forEach(entry -> {
            JsonNode association = entry.getValue();
            String type = association.path("type").asText();
            if (!TYPES.contains(type)) {
                return;
            }
            String refusal = refusal(association, item);
            if (refusal != null) {
                notes.add("Left out the " + type + " at " + entry.getKey() + ", " + refusal);
                return;
            }
            List<JsonNode> descriptions = descriptions(association, entry.getKey(), notes);
            String credit = text(association, "creditLine", "creditline", "by", "byline");
            all.add(new WantedPicture(
                    0,
                    renditions(association),
                    described(descriptions, "alt"),
                    caption(association, descriptions),
                    credit,
                    "the " + type + " at " + entry.getKey()));
        });
        return all;
    }

    /** A picture has rights of its own: one that is withheld, canceled or embargoed otherwise does not go with the text. */
    private static @Nullable String refusal(JsonNode association, JsonNode item) {
        String status = text(association, "pubStatus", "pubstatus");
        if (status != null && !status.equals("usable")) {
            return "which is " + SubmissionFormats.shown(status);
        }
        for (String name : List.of("embargoedUntil", "embargoeduntil", "embargoed")) {
            if (association.has(name) && !association.get(name).equals(item.get(name))) {
                return "which has an embargo of its own";
            }
        }
        return null;
    }

    private static List<String> renditions(JsonNode association) {
        return each(association.path("renditions"), "").stream()
                .map(Map.Entry::getValue)
                .filter(rendition -> {
                    String type = text(rendition, "contentType", "contenttype", "mimetype");
                    return text(rendition, "href") != null && (type == null || MediaType.named(type) != null);
                })
                .sorted(Comparator.<JsonNode>comparingLong(
                                rendition -> rendition.path("width").asLong()
                                        * rendition.path("height").asLong())
                        .reversed())
                .map(rendition -> rendition.path("href").asText().strip())
                .toList();
    }

    /** The objects of a list, or by name, each with its path. */
    private static List<Map.Entry<String, JsonNode>> each(JsonNode many, String path) {
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>();
        if (many.isArray()) {
            for (int i = 0; i < many.size(); i++) {
                all.add(Map.entry(path + "[" + i + "]", many.get(i)));
            }
        } else if (many.isObject()) {
            many.properties().forEach(entry -> all.add(Map.entry(path + "." + entry.getKey(), entry.getValue())));
        }
        return all;
    }

    /** Without those for editors. */
    private static List<JsonNode> descriptions(JsonNode association, String path, Notes notes) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode description : association.path("descriptions")) {
            if (NinjsReader.isForEditors(text(description, "role"))) {
                notes.add("Left out a text for editors at " + path + ".descriptions");
            } else {
                all.add(description);
            }
        }
        return all;
    }

    private static @Nullable String caption(JsonNode association, List<JsonNode> descriptions) {
        String caption = described(descriptions, "caption");
        if (caption != null) {
            return caption;
        }
        for (JsonNode description : descriptions) {
            if (!role(description).startsWith("alt")) {
                return text(description, "value");
            }
        }
        return text(association, "description_caption", "description_text");
    }

    /** The description whose role begins so; roles are the wires' own. */
    private static @Nullable String described(List<JsonNode> descriptions, String role) {
        for (JsonNode description : descriptions) {
            if (role(description).startsWith(role)) {
                return text(description, "value");
            }
        }
        return null;
    }

    private static String role(JsonNode description) {
        return description.path("role").asText("");
    }

    private static @Nullable String text(JsonNode object, String... fields) {
        for (String field : fields) {
            if (object.path(field).isTextual() && !object.path(field).asText().isBlank()) {
                return object.path(field).asText();
            }
        }
        return null;
    }
}
