package io.copyflow.launcher.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sample newsroom, its story and the story's translations, as they lie in {@code samples/}. */
public final class Samples {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PICTURE_TEXTS = List.of("alternative-text", "caption", "credit");

    private Samples() {}

    public static NewsroomFile newsroom() {
        return NewsroomFile.parse("samples/newsroom.yaml", bytes("newsroom.yaml"));
    }

    /** The story as plain JSON. */
    public static byte[] story() {
        return bytes("story.json");
    }

    /** A picture of one of the weather stations. */
    public static byte[] picture() {
        return bytes("weather-station.jpg");
    }

    /** What is said of the picture, in the story's language or one of its translations, by the kind of text. */
    public static Map<String, String> pictureTexts(String language) {
        JsonNode texts = language.equals("en")
                ? picture(read("picture-story.json"))
                : read("picture-translations.json").path(language);
        Map<String, String> said = new LinkedHashMap<>();
        PICTURE_TEXTS.forEach(kind -> said.put(kind, texts.path(kind).asText()));
        return said;
    }

    private static JsonNode picture(JsonNode story) {
        for (JsonNode block : story.path("body")) {
            if (block.path("kind").asText().equals("picture")) {
                return block;
            }
        }
        throw new IllegalStateException("Expected a picture in samples/picture-story.json, but there is none");
    }

    /**
     * The story with its picture behind the first paragraph.
     *
     * @param hash of the picture in the media store
     */
    public static byte[] storyWithPicture(String hash) {
        ObjectNode story = (ObjectNode) read("story.json");
        ObjectNode picture = JSON.createObjectNode().put("kind", "picture");
        picture.putObject("media").put("hash", hash);
        pictureTexts("en").forEach(picture::put);
        ((ArrayNode) story.path("body")).insert(1, picture);
        return story.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The translation of {@link #storyWithPicture}. */
    public static List<TranslatedSegment> translationWithPicture(String language) {
        List<TranslatedSegment> segments = new ArrayList<>();
        for (TranslatedSegment segment : translation(language)) {
            String id = segment.getId();
            boolean isBehind = id.matches("b\\d+") && !id.equals("b1");
            segments.add(
                    isBehind
                            ? TranslatedSegment.newBuilder(segment)
                                    .setId("b" + (Integer.parseInt(id.substring(1)) + PICTURE_TEXTS.size()))
                                    .build()
                            : segment);
            if (id.equals("b1")) {
                int next = 2;
                for (String text : pictureTexts(language).values()) {
                    segments.add(new TranslatedSegment("b" + next++, text, List.of(), Origin.PERSON, null));
                }
            }
        }
        return segments;
    }

    private static JsonNode read(String name) {
        try {
            return JSON.readTree(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The story's translation into a language of the sample newsroom. */
    public static List<TranslatedSegment> translation(String language) {
        List<TranslatedSegment> segments = new ArrayList<>();
        for (JsonNode segment : read("translations/" + language + ".json").path("segments")) {
            List<Mark> marks = new ArrayList<>();
            for (JsonNode mark : segment.path("marks")) {
                marks.add(new Mark(
                        MarkKind.valueOf(mark.path("kind").asText().toUpperCase(Locale.ROOT)),
                        mark.path("start").asInt(),
                        mark.path("end").asInt(),
                        mark.hasNonNull("target") ? mark.path("target").asText() : null));
            }
            segments.add(new TranslatedSegment(
                    segment.path("id").asText(), segment.path("text").asText(), marks, Origin.PERSON, null));
        }
        return segments;
    }

    /** An edition where people, or bots, translate everything themselves and at once: a draft would come too late. */
    public static Edition withoutDrafts(Edition edition) {
        return Edition.newBuilder(edition)
                .setDraftFrom(null)
                .setDraftWithinMillis(null)
                .build();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The sample " + name + " is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
