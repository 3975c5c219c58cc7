package io.copyflow.launcher.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sample newsroom, its story and the story's translations, as they lie in {@code samples/}. */
public final class Samples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    public static NewsroomFile newsroom() {
        return NewsroomFile.parse("samples/newsroom.yaml", bytes("newsroom.yaml"));
    }

    /** The story as plain JSON. */
    public static byte[] story() {
        return bytes("story.json");
    }

    /** The story's translation into a language of the sample newsroom. */
    public static List<TranslatedSegment> translation(String language) {
        try {
            List<TranslatedSegment> segments = new ArrayList<>();
            for (JsonNode segment :
                    JSON.readTree(bytes("translations/" + language + ".json")).path("segments")) {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
