package io.copyflow.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The sample story, 11 body blocks with 2.5 KB of text, and its translations, without their marks. */
final class SampleStory {

    static final PublishedMetadata METADATA =
            new PublishedMetadata("scymey4twyejvz4z2p7pm", "en", 3, "climate", "nairobi");

    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleStory() {}

    static List<Passage> english() {
        JsonNode story = read("story.json");
        List<Passage> passages = new ArrayList<>();
        for (String head : List.of("headline", "standfirst", "byline", "dateline")) {
            passages.add(Passage.plain(head, story.path(head).textValue()));
        }
        int number = 1;
        for (JsonNode block : story.path("body")) {
            passages.add(Passage.plain("b" + number++, block.path("text").textValue()));
        }
        return passages;
    }

    static List<Passage> french() {
        List<Passage> passages = new ArrayList<>();
        for (JsonNode segment : read("translations/fr.json").path("segments")) {
            passages.add(Passage.plain(
                    segment.path("id").textValue(), segment.path("text").textValue()));
        }
        return passages;
    }

    private static JsonNode read(String name) {
        try (InputStream in = SampleStory.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The sample " + name + " is missing from this build");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
