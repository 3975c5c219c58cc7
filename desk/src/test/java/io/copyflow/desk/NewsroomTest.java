package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there to be read: the newsroom, and help. */
class NewsroomTest {

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void the_newsroom_is_shown_with_people_editions_and_policies_and_nothing_to_change_them() {
        Browser browser = desk.browser().as("awa.ndoye").look("/newsroom");

        assertThat(browser.page().select("tbody tr").eachText())
                .anyMatch(row -> row.contains("Ingrid Solheim") && row.contains("chief") && row.contains("Nairobi"))
                .anyMatch(row -> row.startsWith("Kazakh") && row.contains("when a story is handed in"));
        assertThat(browser.page().select(".policies").text()).contains("Signatures 2");
        assertThat(browser.page().select("main form, main input, main button")).isEmpty();
    }

    @Test
    void help_tells_of_every_screen_in_every_language_of_the_desk() {
        Browser browser = desk.browser().as("awa.ndoye");
        for (String language : List.of("en", "zh-CN", "kk", "ar")) {
            browser.look("/help", "Accept-Language", language);
            assertThat(browser.status()).isEqualTo(200);
            assertThat(browser.page().select("main section")).hasSize(12);
        }
        assertThat(browser.page().select("main dl.keys kbd").eachText()).contains("j", "?", "h");
    }
}
