package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.index.Wall;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.Step;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WallTest {

    @TempDir
    private Path folder;

    private DeskUnderTest desk;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(folder);
        for (int n = 1; n <= 4; n++) {
            String story = "s" + n;
            desk.log
                    .accepted(story, "en", "Story " + n, "Text.", "fr", "ar")
                    .queued(story, "fr", Duration.ofMinutes(30))
                    .queued(story, "ar", Duration.ofHours(90))
                    .after(Duration.ofMinutes(10L * n))
                    .submitted(story, "ar", "awa.ndoye", "نص", "نص.")
                    .asked(story, "ar", 1);
        }
        desk.log
                .approved("s1", "ar", 1, "harriet.penhallow")
                .cleared("s1", "ar", 1)
                .released("s1", "ar", 1, 1);
        desk.settle();
        desk.clock.advance(Duration.between(desk.clock.instant(), desk.log.now()));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void it_counts_what_waits_and_measures_what_is_over() {
        Wall wall = desk.index.wall(desk.log.now(), Duration.ofDays(1));

        assertThat(wall.whole().count(Standing.QUEUED)).isEqualTo(4);
        assertThat(wall.whole().count(Standing.LIVE)).isEqualTo(1);
        assertThat(wall.whole().overdue()).isPositive();
        Wall.Row arabic = wall.languages().stream()
                .filter(row -> row.language().equals("ar"))
                .findFirst()
                .orElseThrow();
        // handed in 11, 21, 31 and 41 minutes after they were queued
        assertThat(arabic.figures(Step.TRANSLATION).count()).isEqualTo(4);
        assertThat(arabic.figures(Step.TRANSLATION).median()).isEqualTo(Duration.ofMinutes(21));
        assertThat(arabic.figures(Step.TRANSLATION).p95()).isEqualTo(Duration.ofMinutes(41));
        assertThat(wall.hours().stream().mapToInt(Wall.Slot::translated).sum()).isEqualTo(4);
        assertThat(wall.hours().stream().mapToInt(Wall.Slot::released).sum()).isEqualTo(1);
    }

    @Test
    void what_is_written_again_is_counted_once_and_what_is_older_than_the_window_not_at_all() {
        desk.settle();
        assertThat(desk.index.wall(desk.log.now(), Duration.ofDays(1)).whole().count(Standing.QUEUED))
                .isEqualTo(4);
        assertThat(desk.index
                        .wall(desk.log.now().plus(Duration.ofDays(3)), Duration.ofDays(1))
                        .whole()
                        .figures(Step.TRANSLATION))
                .isNull();
    }

    @Test
    void it_is_drawn_on_the_server_and_keeps_itself_up_to_date() {
        Browser browser = desk.browser().as("naliaka.barasa").look("/wall");

        assertThat(browser.page().select(".tally").first().text()).isEqualTo("In the queue 4");
        assertThat(browser.page().select("svg rect")).isNotEmpty();
        assertThat(browser.page().select("[sse-connect=/live] [hx-get=/wall/figures]"))
                .hasSize(1);
        assertThat(browser.page().select("[style]")).isEmpty();
        assertThat(browser.look("/wall/figures?window=week").page().select(".tally"))
                .hasSize(7);
        assertThat(browser.look("/wall?window=%3Cscript%3E").status()).isEqualTo(200);
    }
}
