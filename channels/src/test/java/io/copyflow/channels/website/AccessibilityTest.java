package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Pages as a browser shows them, looked at by axe-core. {@code -Dscreenshots=FOLDER} keeps what they look like. */
class AccessibilityTest {

    private static final List<String> LOOKED_AT = List.of("en", "ar", "zh-Hans", "th", "kk-Cyrl");

    @TempDir
    static Path folder;

    private static SiteServer server;
    private static ChromeDriver browser;
    private static String axe;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(
                Browser.isThere(), "skipped: there is no Chromium with its driver on this machine's path");
        server = new SiteServer(SampleSite.write(folder.resolve("site")), "localhost", 0);
        browser = Browser.open(Files.createDirectories(folder.resolve("profile")));
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
        try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "zh-Hans", "kk-Cyrl"})
    void nothing_keeps_anybody_from_reading(String language) {
        List<String> found = new ArrayList<>();
        for (String path : List.of("", language + "/", language + "/s1.html", language + "/gone.html")) {
            browser.get(address(path));
            found.addAll(violations(path));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en/", "en/s1.html", "ar/s1.html", "th/s1.html", "de/s1.html", "kk-Cyrl/gone.html"})
    void nothing_is_wider_than_a_telephone(String path) {
        browser.manage().window().setSize(new Dimension(390, 844));
        browser.get(address(path));

        assertThat(browser.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
    }

    @Test
    void what_the_pages_look_like_is_kept_where_it_is_wanted() throws IOException {
        String wanted = System.getProperty("screenshots");
        Assumptions.assumeTrue(wanted != null, "skipped: -Dscreenshots=FOLDER names no folder");
        Path pictures = Files.createDirectories(Path.of(wanted));
        for (int width : new int[] {1280, 390}) {
            browser.manage().window().setSize(new Dimension(width, 1000));
            keep(pictures, "front-" + width, "");
            for (String language : LOOKED_AT) {
                keep(pictures, "index-" + language + "-" + width, language + "/");
                keep(pictures, "article-" + language + "-" + width, language + "/s1.html");
                keep(pictures, "gone-" + language + "-" + width, language + "/gone.html");
            }
        }
    }

    private static void keep(Path folder, String name, String path) throws IOException {
        browser.get(address(path));
        int width = browser.manage().window().getSize().getWidth();
        long height = (long) browser.executeScript("return document.documentElement.scrollHeight");
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private static String address(String path) {
        return "http://localhost:" + server.port() + "/" + path;
    }

    /** What axe-core finds that is serious or worse. */
    private static List<String> violations(String path) {
        browser.executeScript(axe);
        List<?> violations = (List<?>) browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document).then(r => done(r.violations.map(v => ({id: v.id, impact: v.impact,"
                + " nodes: v.nodes.map(n => n.html).slice(0, 3).join(' ')}))))");
        List<String> serious = new ArrayList<>();
        for (Object one : violations) {
            Map<?, ?> violation = (Map<?, ?>) one;
            if ("serious".equals(violation.get("impact")) || "critical".equals(violation.get("impact"))) {
                serious.add(path + ": " + violation.get("id") + " " + violation.get("nodes"));
            }
        }
        return serious;
    }
}
