package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Links lead somewhere, examples can be read, topics named are topics. */
class PagesTest {

    private static final Pattern TOPIC = Pattern.compile("\\bcopyflow(\\.[a-z-]+)+\\.v\\d+\\b");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @Test
    void the_pages_a_newcomer_looks_for_are_there() {
        assertThat(pages().map(Page::toString))
                .contains("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/semantics.md");
        assertThat(Page.ROOT.resolve("LICENSE")).isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_relative_link_leads_to_a_file_and_a_heading_of_it(Page page) {
        for (String link : page.relativeLinks()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? Page.ROOT.resolve(page.file())
                    : Page.ROOT.resolve(page.file()).resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", page, link).exists();
            if (parts.length == 2 && target.toString().endsWith(".md")) {
                Page there = Page.of(Page.ROOT.relativize(target).toString());
                assertThat(there.anchors()).as("%s links to %s", page, link).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_json_example_is_json(Page page) {
        for (Page.Block block : page.blocks("json")) {
            assertThatCode(() -> json.readTree(block.text()))
                    .as("%s:%d", page, block.line())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_yaml_example_is_yaml(Page page) {
        for (Page.Block block : page.blocks("yaml", "yml")) {
            assertThatCode(() -> new Load(LoadSettings.builder().build()).loadFromString(block.text()))
                    .as("%s:%d", page, block.line())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_topic_named_is_in_the_catalogue(Page page) {
        Set<String> known = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        assertThat(TOPIC.matcher(page.text()).results().map(topic -> topic.group()))
                .as("topics named in %s", page)
                .allMatch(known::contains);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_java_file_named_with_its_path_is_there(Page page) throws IOException {
        Pattern path = Pattern.compile("`([a-z-]+/src/[^`*…<]+\\.[a-z]+)`");
        for (String file :
                path.matcher(page.text()).results().map(found -> found.group(1)).toList()) {
            assertThat(Files.exists(Page.ROOT.resolve(file)))
                    .as("%s names %s", page, file)
                    .isTrue();
        }
    }
}
