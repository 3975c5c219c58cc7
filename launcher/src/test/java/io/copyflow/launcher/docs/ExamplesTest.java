package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.StoryId;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples compile, and the tutorial's ids and hashes are those of its files. */
class ExamplesTest {

    private static final Path EXAMPLES = Page.ROOT.resolve("examples");

    @Test
    void every_example_compiles(@TempDir Path classes) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).isNotEmpty();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter told = new StringWriter();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            told,
                            files,
                            null,
                            List.of("-proc:none", "-d", classes.toString(), "-cp", classPath),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(told.toString()).isTrue();
        }
    }

    @Test
    void the_tutorial_names_the_id_and_the_hashes_of_its_texts() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode story = json.readTree(EXAMPLES.resolve("story.json").toFile());
        List<Passage> english = new ArrayList<>();
        english.add(new Passage("headline", story.get("headline").asText(), List.of()));
        english.add(new Passage("standfirst", story.get("standfirst").asText(), List.of()));
        for (JsonNode block : story.get("body")) {
            english.add(
                    new Passage("b" + (english.size() - 1), block.get("text").asText(), List.of()));
        }
        List<Passage> french = new ArrayList<>();
        for (JsonNode segment :
                json.readTree(EXAMPLES.resolve("story.fr.json").toFile()).get("segments")) {
            french.add(
                    new Passage(segment.get("id").asText(), segment.get("text").asText(), List.of()));
        }

        String storyId = StoryId.of("desk", story.get("clientId").asText());
        PublishedMetadata metadata = new PublishedMetadata(storyId, "en", 5, null, null);
        assertThat(Page.of("docs/tutorial.md").text())
                .contains("STORY=" + storyId + "\n")
                .contains("\nHASH=" + ContentHash.of(metadata, "en", 1, english) + "\n")
                .contains("\nFRENCH=" + ContentHash.of(metadata, "fr", 1, french) + "\n");
    }
}
