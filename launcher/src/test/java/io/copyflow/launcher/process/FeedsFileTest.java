package io.copyflow.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.ingest.gateway.FeedSource;
import io.copyflow.runtime.StageFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedsFileTest {

    @TempDir
    Path folder;

    @Test
    void sources_are_read() throws Exception {
        Path file = Files.writeString(folder.resolve("feeds.yaml"), """
                sources:
                  - id: member-one
                    url: https://member.example.org/feed.xml
                    language: fr
                    desk: climate
                    every: PT2M
                    person: ada.okoye
                  - {id: two, url: "HTTP://two.example.org/"}
                """);
        assertThat(FeedsFile.read(file))
                .containsExactly(
                        new FeedSource(
                                "member-one",
                                URI.create("https://member.example.org/feed.xml"),
                                "fr",
                                "climate",
                                Duration.ofMinutes(2),
                                "ada.okoye"),
                        new FeedSource(
                                "two", URI.create("HTTP://two.example.org/"), null, null, Duration.ofMinutes(5), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: 7",
                "sources: [7]",
                "feeds: []",
                "sources: [{id: A, url: 'http://e.org/'}]",
                "sources: [{id: a}]",
                "sources: [{id: a, url: 'file:///etc/passwd'}]",
                "sources: [{id: a, url: 'http://e.org:99999/'}]",
                "sources: [{id: a, url: 'http://e.org/', every: PT1S}]",
                "sources: [{id: a, url: 'http://e.org/', evry: PT5M}]",
                "sources: [{id: a, url: 'http://e.org/'}, {id: a, url: 'http://e.org/'}]",
                "sources: [",
            })
    void what_is_wrong_is_told(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("feeds.yaml"), yaml);
        assertThatThrownBy(() -> FeedsFile.read(file))
                .isInstanceOfSatisfying(
                        StageFailure.class, e -> assertThat(e.code()).isEqualTo("feeds-file-invalid"))
                .hasMessageContaining("Expected ");
    }
}
