package io.copyflow.launcher.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.desk.Desk;
import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The desk of a whole newsroom, as two people see it in their browsers. Newsroom and browsers are started once.
 * {@code -Dshots=FOLDER} leaves pictures of screens there, to be looked at.
 */
class DeskBrowserIT {

    private static final Path SAMPLE_PICTURE = Path.of("..", "samples", "weather-station.jpg");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static LocalNewsroom newsroom;
    private static Configuration configuration;
    private static Browser one;
    private static Browser other;

    @BeforeAll
    static void open() {
        // skips before anything is started
        new Browser(folder.resolve("first"), "", "en").close();
        configuration = Configuration.defaults()
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
                        "0"));
        newsroom = LocalNewsroom.start(
                configuration, DirectoryAtFirst.ofSample(Clock.systemUTC(), notice -> {}), Progress.silent());
        one = new Browser(folder.resolve("one"), newsroom.deskAddress(), "en");
        other = new Browser(folder.resolve("other"), newsroom.deskAddress(), "en");
    }

    @AfterAll
    static void close() {
        for (Browser browser : new Browser[] {one, other}) {
            if (browser != null) {
                browser.close();
            }
        }
        if (newsroom != null) {
            newsroom.close();
        }
    }

    /** Asks for something as a program does. */
    private static JsonNode ask(String person, String path, String body) throws Exception {
        String token = Desk.tokens(configuration, Clock.systemUTC())
                .make(person, "a test", Duration.ofHours(1))
                .secret();
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(newsroom.deskAddress() + "api/" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String story(String headline, String... targets) throws Exception {
        return ask("naliaka.barasa", "stories", """
                        {"language":"en","targets":%s,"blocks":[{"kind":"headline","text":"%s"},
                         {"kind":"paragraph","text":"The road is closed."}]}""".formatted(JSON.writeValueAsString(targets), headline))
                .path("storyId")
                .asText();
    }

    private static void picture(Browser browser, String name) {
        String shots = System.getProperty("shots");
        if (shots != null) {
            browser.picture(Path.of(shots, name + "-1440.png"), 1440, 1000);
            browser.picture(Path.of(shots, name + "-390.png"), 390, 844);
            browser.window(1280, 900);
        }
    }

    @Test
    void a_story_goes_from_its_reporter_through_editor_and_web_editors_to_its_readers() {
        other.as("harriet.penhallow");
        assertThat(other.texts("main")).isNotEmpty();

        one.as("naliaka.barasa").go("write");
        one.click("form[action='/write'] button");
        one.type("textarea[name=headline]", "Dams hold");
        one.type("textarea[name=text]", "Rain fell for **nine** days.");
        one.awaitText("#saved", "saved");
        one.choose("input[name=picture]", SAMPLE_PICTURE);
        one.click("button[value=picture]");
        one.type("#text-0", "A weather station on a dry hill");
        one.type("#text-2", "Farlight Dispatch");
        one.requireAccessible();
        one.click("button[value=send]");
        one.awaitText(".told.done", "handed in");
        String story = one.path().substring("story/".length());

        // on the other's board, which nobody reloaded
        other.awaitText(".headline", "Dams hold");
        other.requireAccessible();
        other.go("review/" + story + "/en");
        other.awaitText("button[value=approve]", "Approve");
        assertThat(other.script("return document.querySelector('img.picture').naturalWidth"))
                .isNotEqualTo(0L);
        other.requireAccessible();
        other.click("button[value=approve]");
        other.awaitText(".told.done", "Approved");

        for (String signer : List.of("callum.braithwaite", "grace.loh")) {
            one.click(".me details summary");
            one.click("form[action='/leave'] button");
            one.as(signer).go("sign/" + story + "/en");
            one.requireAccessible();
            one.click("button[value=sign]");
            one.awaitText(".told.done", "Signed");
        }
        // published, and the open page says so by itself
        one.go("story/" + story);
        one.awaitText(".version.is-shown .state", "live");
        one.awaitText(".timeline li", "Delivered by");
        one.requireAccessible();
        assertThat(one.complaints()).isEmpty();
        assertThat(other.complaints()).isEmpty();
        one.requireFits(390);
        one.window(1280, 900);
    }

    @Test
    void every_screen_can_be_used_by_everybody_and_fits_a_phone() {
        one.as("ingrid.solheim");
        for (String screen :
                List.of("", "write", "translate", "review", "sign", "release", "search", "newsroom", "help")) {
            one.go(screen);
            one.requireAccessible();
            one.requireFits(390);
            one.window(1280, 900);
            picture(one, "screen-" + screen);
        }
        assertThat(one.complaints()).isEmpty();
    }

    @Test
    void the_desk_is_mirrored_in_arabic_and_written_in_chinese() {
        other.as("jingwen.rao").go("newsroom");
        other.click(".me details:last-child summary");
        other.click("button[value='ar']");
        other.awaitText("h1", "غرفة الأخبار");
        assertThat(other.script("return getComputedStyle(document.body).direction"))
                .isEqualTo("rtl");
        for (String screen : List.of("newsroom", "help", "")) {
            other.go(screen);
            other.requireAccessible();
            picture(other, "arabic-" + screen);
        }
        assertThat(other.text("h1")).isEqualTo("اللوحة");

        other.click(".me details:last-child summary");
        other.click("button[value='zh-Hans']");
        other.awaitText("h1", "看板");
        assertThat(other.script("return getComputedStyle(document.body).direction"))
                .isEqualTo("ltr");
        other.requireAccessible();
        other.click(".me details:last-child summary");
        other.click("button[value='en']");
        other.awaitText("h1", "Board");
        assertThat(other.complaints()).isEmpty();
    }

    @Test
    void of_two_who_claim_a_translation_at_once_one_has_it_and_the_other_is_told_by_whom() throws Exception {
        String story = story("Rail strike ends", "fr");
        one.as("awa.ndoye").go("translate/" + story + "/fr");
        other.as("bastien.lormeau").go("translate/" + story + "/fr");
        for (Browser browser : List.of(one, other)) {
            browser.awaitText("button[value=claim]", "");
        }

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> one.click("button[value=claim]"));
        other.click("button[value=claim]");
        first.join();

        for (Browser browser : List.of(one, other)) {
            browser.awaitText(".told", "");
        }
        assertThat(one.count(".told.done") + other.count(".told.done")).isEqualTo(1);
        Browser late = one.has(".told.done") ? other : one;
        assertThat(late.text(".told.refused code")).isEqualTo("already-claimed");
        // what the page said of it comes up to date by itself
        late.awaitText("#lease", late == other ? "Awa Ndoye" : "Bastien Lormeau");
    }

    @Test
    void a_translation_that_another_gives_back_can_be_claimed_on_a_page_that_nobody_reloaded() throws Exception {
        String task = "translate/" + story("Ferry runs again", "fr") + "/fr";
        other.as("bastien.lormeau").go(task);
        other.click("button[value=claim]");
        other.awaitText(".told.done", "");
        one.as("awa.ndoye").go(task);
        one.awaitText("#lease", "Bastien Lormeau");
        assertThat(one.has("button[value=claim]")).isFalse();

        other.click("button[value=release]");

        one.awaitText("button[value=claim]", "");
        one.click("button[value=claim]");
        one.awaitText(".told.done", "");
        assertThat(one.has("button[value=submit]")).isTrue();
    }

    @Test
    void a_translation_goes_out_as_xliff_to_another_tool_and_comes_back_as_a_draft(@TempDir Path tool)
            throws Exception {
        String task = "translate/" + story("Bridge opens", "fr") + "/fr";
        one.as("awa.ndoye").go(task);
        one.click("button[value=claim]");
        one.awaitText(".told.done", "");

        String xliff = (String) one.script("const out = new XMLHttpRequest(); out.open('GET', '/" + task
                + "/xliff', false); out.send(); return out.responseText");
        Path file = Files.writeString(
                tool.resolve("task.xlf"), xliff.replace("</source>", "</source><target>Le pont ouvre</target>"));
        one.click(".exchange summary");
        one.choose("input[name=file]", file);
        one.click("form[action='/" + task + "/xliff'] button");

        one.awaitText(".told.done", "");
        assertThat(one.script("return [...document.querySelectorAll('.tseg textarea')].map(each => each.value)"))
                .isEqualTo(List.of("Le pont ouvre", "Le pont ouvre"));
    }

    @Test
    void a_page_that_is_outdated_decides_nothing_and_shows_the_newer_text() throws Exception {
        String story = story("Mayor resigns");
        one.as("harriet.penhallow").go("review/" + story + "/en");
        one.awaitText("button[value=approve]", "Approve");
        ask("naliaka.barasa", "stories/" + story + "/revise", """
                {"basedOn":1,"revisionClass":"update","blocks":[{"kind":"headline","text":"Mayor resigns"},
                 {"kind":"paragraph","text":"The deputy takes over."}]}""");
        // told while it is read
        one.awaitText("#meanwhile", "A newer text has come in");
        one.requireAccessible();
        picture(one, "meanwhile");

        one.click("button[value=approve]");

        one.awaitText(".told.refused code", "outdated-hash");
        assertThat(one.text(".head .state")).isEqualTo("in review");
        one.go("review/" + story + "/en?show=text");
        assertThat(one.text("main")).contains("The deputy takes over.");
    }

    @Test
    void a_page_that_is_open_when_its_story_is_killed_is_left() throws Exception {
        String story = story("Bank robbed");
        one.as("harriet.penhallow").go("review/" + story + "/en");
        one.awaitText("main", "The road is closed.");

        ask("ingrid.solheim", "stories/" + story + "/kill", "{\"reason\":\"Somebody made it up\"}");

        one.awaitScript("return location.pathname === '/story/" + story + "'");
        assertThat(one.text("main")).doesNotContain("The road is closed.");
    }

    @Test
    void a_board_whose_line_was_lost_catches_up_when_it_is_back() throws Exception {
        try (BreakingLine line = new BreakingLine(newsroom.deskAddress())) {
            one.as("naliaka.barasa").at(line.address());
            one.awaitText("h1", "Board");
            one.awaitScript("return document.querySelector('[sse-connect]') !== null");
            story("Before the storm");
            one.awaitText(".headline", "Before the storm");

            line.breakOff();
            story("During the storm");
            line.mend();

            one.awaitText(".headline", "During the storm");
        }
        one.forgetComplaints();
    }

    @Test
    void from_board_to_decision_by_keyboard_alone() throws Exception {
        story("Ferry runs again");
        other.as("harriet.penhallow").go("");
        other.press("r");
        other.awaitText("h1", "Review");
        other.awaitText("a.headline", "Ferry runs again");
        while (!other.focused().contains("Ferry runs again")) {
            other.press("j");
        }
        other.press(Keys.ENTER);
        other.awaitText("h1", "Ferry runs again");
        other.press("d");
        other.awaitFocus("button[value=approve]");
        other.press(Keys.ENTER);
        other.awaitText(".told.done", "Approved");
        // a letter in a text field is a letter
        other.press("/");
        other.awaitFocus("#find");
        other.press("b");
        assertThat(other.script("return document.activeElement.value")).isEqualTo("b");
        other.go("help").press("?");
        other.awaitText("dialog[open] h2", "Keyboard shortcuts");
        other.requireAccessible();
        other.press(Keys.ESCAPE);
    }

    @Test
    void whatever_is_written_is_shown_and_never_run() {
        String hostile = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>\"'`{{7*7}}${7*7}"
                + "[x](javascript:window.ran=1)";
        one.as("naliaka.barasa").go("write");
        one.click("form[action='/write'] button");
        one.awaitText("h1, button", "");
        assertThat(one.fillAll("main textarea, main input[type=text]", hostile)).isGreaterThan(4);
        one.click("button[value=send]");
        one.awaitText(".told.done", "handed in");
        String story = one.path().substring("story/".length());

        other.as("harriet.penhallow");
        for (String screen : List.of("", "story/" + story, "review/" + story + "/en", "search?q=onerror")) {
            other.go(screen);
            other.awaitText("main", "<img src=x onerror=");
            assertThat(other.script("return window.ran === undefined"))
                    .as(screen)
                    .isEqualTo(true);
            assertThat(other.count("main img, main script, main a[href^='javascript']"))
                    .as(screen)
                    .isZero();
        }
        assertThat(other.complaints()).isEmpty();
    }
}
