package io.copyflow.channels.website;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample story of samples/ as the published log would carry it. */
final class SampleStory {

    static final List<String> LANGUAGES = List.of(
            "en", "zh-Hans", "fr", "ru", "ar", "es", "ja", "ko", "de", "pt", "sw", "it", "kk-Cyrl", "th", "ms", "el");
    static final Instant RELEASED = Instant.parse("2026-03-03T14:05:00Z");

    private static final Path SAMPLES = samples();
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleStory() {}

    /** The story in one of {@link #LANGUAGES}. */
    static PublishedVersion in(String language, String storyId, long sequence) {
        JsonNode story = read("story.json");
        Map<String, JsonNode> segments = new HashMap<>();
        if (!language.equals("en")) {
            read("translations/" + language + ".json")
                    .get("segments")
                    .forEach(segment -> segments.put(segment.get("id").asText(), segment));
        }
        List<Segment> body = new ArrayList<>();
        for (JsonNode block : story.get("body")) {
            String id = "b" + (body.size() + 1);
            JsonNode text = segments.getOrDefault(id, block);
            SegmentKind kind = SegmentKind.valueOf(
                    block.get("kind").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
            body.add(new Segment(id, kind, text.get("text").asText(), marks(text), null));
        }
        return PublishedVersion.newBuilder()
                .setStoryId(storyId)
                .setLanguage(language)
                .setStatus(PublicationStatus.LIVE)
                .setReleaseSequence(sequence)
                .setSourceLanguage("en")
                .setSourceRevision(1)
                .setContentHash("0".repeat(64))
                .setUrgency(3)
                .setFirstPublishedAt(RELEASED)
                .setPublishedAt(RELEASED)
                .setHeadline(head(story, segments, "headline"))
                .setStandfirst(head(story, segments, "standfirst"))
                .setByline(head(story, segments, "byline"))
                .setDateline(head(story, segments, "dateline"))
                .setBody(body)
                .setCredits(credits(language))
                .build();
    }

    private static String head(JsonNode story, Map<String, JsonNode> segments, String id) {
        JsonNode segment = segments.get(id);
        return segment == null ? story.get(id).asText() : segment.get("text").asText();
    }

    private static List<Credit> credits(String language) {
        List<Credit> credits = new ArrayList<>();
        credits.add(new Credit(CreditRole.AUTHOR, "naliaka.barasa", "Naliaka Barasa"));
        if (!language.equals("en")) {
            credits.add(new Credit(CreditRole.TRANSLATOR, "rania.haddadin", "Rania Haddadin"));
        }
        credits.add(new Credit(CreditRole.EDITOR, "olivia.hart", "Olivia Hart"));
        credits.add(new Credit(CreditRole.WEB_EDITOR, "sayaka.orimoto", "Sayaka Orimoto"));
        credits.add(new Credit(CreditRole.WEB_EDITOR, "aigerim.nurlan", "Айгерім Нұрлан"));
        return credits;
    }

    private static List<Mark> marks(JsonNode segment) {
        List<Mark> marks = new ArrayList<>();
        for (JsonNode mark : segment.path("marks")) {
            @Nullable JsonNode target = mark.get("target");
            marks.add(new Mark(
                    MarkKind.valueOf(mark.get("kind").asText().toUpperCase(Locale.ROOT)),
                    mark.get("start").asInt(),
                    mark.get("end").asInt(),
                    target == null ? null : target.asText()));
        }
        return marks;
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readAllBytes(SAMPLES.resolve(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path samples() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("samples")) ? here.resolve("samples") : here.resolveSibling("samples");
    }
}
