package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.ingest.domain.Block;
import io.copyflow.media.MediaType;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and videos a ninjs item is associated with, behind its text: of the renditions the largest that is taken.
 * What cannot be had, or lacks what it must have, is left out and noted: a wire's text does not wait for its pictures.
 */
final class NinjsPictures {

    private static final Set<String> TYPES = Set.of("picture", "video");

    private final PictureBlocks pictures;

    NinjsPictures(PictureBlocks pictures) {
        this.pictures = pictures;
    }

    /** @param path of the item, for sentences */
    List<Block> of(JsonNode item, String itemPath, Notes notes) {
        List<Block> blocks = new ArrayList<>();
        JsonNode associations = item.path("associations");
        if (!pictures.areTaken() || !associations.isArray()) {
            if (item.has("renditions") || item.has("associations")) {
                notes.add("Left out pictures and other associations of the item");
            }
            return blocks;
        }
        for (int i = 0; i < associations.size(); i++) {
            JsonNode association = associations.get(i);
            String path = itemPath + ".associations[" + i + "]";
            if (TYPES.contains(association.path("type").asText())) {
                try {
                    blocks.addAll(picture(association, path, notes));
                } catch (UnreadableInputException e) {
                    notes.add("Left out the " + association.path("type").asText() + " at " + path + ": "
                            + e.sentence().replaceFirst("\\.$", ""));
                }
            }
        }
        return blocks;
    }

    private List<Block> picture(JsonNode association, String path, Notes notes) {
        String credit = text(association, "creditLine");
        return pictures.blocks(
                pictures.fetched(rendition(association, path)),
                described(association, "alt"),
                caption(association),
                credit == null ? text(association, "by") : credit,
                path,
                notes);
    }

    private static String rendition(JsonNode association, String path) {
        List<JsonNode> renditions = new ArrayList<>();
        association.path("renditions").forEach(rendition -> {
            String type = rendition.path("contentType").asText("");
            if (rendition.path("href").isTextual() && (type.isEmpty() || MediaType.named(type) != null)) {
                renditions.add(rendition);
            }
        });
        return renditions.stream()
                .max(Comparator.comparingLong(
                        rendition -> rendition.path("width").asLong()
                                * rendition.path("height").asLong()))
                .map(rendition -> rendition.path("href").asText())
                .orElseThrow(() -> new UnreadableInputException(
                        "media-not-named",
                        "Expected a rendition with an address and a type that is taken at " + path
                                + ".renditions, but there is none. Add one."));
    }

    private static @Nullable String caption(JsonNode association) {
        String caption = described(association, "caption");
        if (caption != null) {
            return caption;
        }
        for (JsonNode description : association.path("descriptions")) {
            if (!description.path("role").asText("").startsWith("alt")) {
                return text(description, "value");
            }
        }
        return null;
    }

    /** The description whose role begins so; roles are the wires' own. */
    private static @Nullable String described(JsonNode association, String role) {
        for (JsonNode description : association.path("descriptions")) {
            if (description.path("role").asText("").startsWith(role)) {
                return text(description, "value");
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode object, String field) {
        return object.path(field).isTextual() ? object.path(field).asText() : null;
    }
}
