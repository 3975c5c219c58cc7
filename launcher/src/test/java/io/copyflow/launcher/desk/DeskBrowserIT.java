package io.copyflow.launcher.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk of a whole newsroom, as people see it in their browsers. */
class DeskBrowserIT {

    @TempDir
    private static Path folder;

    private static LocalNewsroom newsroom;
    private static int profiles;

    @BeforeAll
    static void open() {
        // skips before anything is started
        new Browser(folder.resolve("first"), "", "en").close();
        newsroom = LocalNewsroom.start(
                Configuration.defaults()
                        .with(Map.of(
                                Setting.DATA_DIR,
                                folder.resolve("data").toString(),
                                Setting.BOOTSTRAP_SERVERS,
                                "127.0.0.1:0",
                                Setting.HTTP_PORT,
                                "0",
                                Setting.SITE_PORT,
                                "0",
                                Setting.DESK_PORT,
                                "0")),
                new DirectoryAtFirst(null, Clock.systemUTC(), notice -> {}),
                Progress.silent());
    }

    @AfterAll
    static void close() {
        if (newsroom != null) {
            newsroom.close();
        }
    }

    private static Browser browser(String language) {
        return new Browser(folder.resolve("profile" + profiles++), newsroom.deskAddress(), language);
    }

    @Test
    void a_story_goes_from_its_reporter_through_editor_and_web_editors_to_its_readers() {
        try (Browser one = browser("en");
                Browser other = browser("en")) {
            other.as("harriet.penhallow");
            assertThat(other.texts("main")).isNotEmpty();

            one.as("naliaka.barasa").go("write");
            one.click("form[action='/write'] button");
            one.type("textarea[name=headline]", "Dams hold <script>document.title = 'run'</script>");
            one.type("textarea[name=text]", "Rain fell for **nine** days.");
            one.awaitText("#saved", "saved");
            one.requireAccessible();
            one.click("button[value=send]");
            one.awaitText(".told.done", "handed in");
            String story = one.path().substring("story/".length());
            assertThat(one.script("return document.title")).asString().doesNotStartWith("run");

            // on the other's board, which nobody reloaded
            other.awaitText(".headline", "Dams hold");
            other.requireAccessible();
            other.go("review/" + story + "/en");
            other.awaitText("button[value=approve]", "Approve");
            other.requireAccessible();
            other.click("button[value=approve]");
            other.awaitText(".told.done", "Approved");

            for (String signer : List.of("callum.braithwaite", "grace.loh")) {
                sign(one, signer, story);
            }
            // published, and the open page says so by itself
            one.go("story/" + story);
            one.awaitText(".version.is-shown .state", "live");
            one.awaitText(".timeline li", "Delivered by");
            one.requireAccessible();
            assertThat(one.complaints()).isEmpty();
            assertThat(other.complaints()).isEmpty();
            assertThat(one.fits(390)).isTrue();
        }
    }

    private static void sign(Browser browser, String signer, String story) {
        browser.click(".me details summary");
        browser.click("form[action='/leave'] button");
        browser.as(signer).go("sign/" + story + "/en");
        browser.click("button[value=sign]");
        browser.awaitText(".told.done", "Signed");
    }

    @Test
    void the_desk_is_mirrored_in_arabic_and_written_in_chinese() {
        try (Browser arabic = browser("ar")) {
            arabic.as("jingwen.rao").go("");
            assertThat(arabic.script("return getComputedStyle(document.body).direction"))
                    .isEqualTo("rtl");
            assertThat(arabic.text("h1")).isEqualTo("اللوحة");
            arabic.requireAccessible();

            arabic.click(".me details:last-child summary");
            arabic.click("button[value='zh-Hans']");
            arabic.awaitText("h1", "看板");
            assertThat(arabic.script("return getComputedStyle(document.body).direction"))
                    .isEqualTo("ltr");
            arabic.requireAccessible();
            assertThat(arabic.complaints()).isEmpty();
        }
    }
}
