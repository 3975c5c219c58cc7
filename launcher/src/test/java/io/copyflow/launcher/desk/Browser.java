package io.copyflow.launcher.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A person's browser: Chromium without a window, driven over its own protocol. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String address;

    /**
     * Opens one; skips the test where there is none.
     *
     * @param profile an empty folder
     * @param language the browser's, as Accept-Language has it
     */
    Browser(Path profile, String address, String language) {
        Path chromium = onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        Path chromedriver = onPath("chromedriver");
        Assumptions.assumeTrue(
                chromium != null && chromedriver != null,
                "Skipped: the desk is tried in Chromium, and there is none with its driver on the PATH. On Debian:"
                        + " apt-get install chromium chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        this.address = address;
    }

    private static Path onPath(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    Browser as(String person) {
        go("who");
        click("button[value='" + person + "']");
        await(page -> !page.getCurrentUrl().contains("/who"));
        return this;
    }

    Browser go(String path) {
        driver.get(address + path);
        return this;
    }

    String path() {
        return driver.getCurrentUrl().replaceFirst("^https?://[^/]+/", "");
    }

    /** The same desk by another way, such as a line that breaks. */
    Browser at(String other) {
        driver.get(other);
        return this;
    }

    /** Presses keys, wherever the focus is. */
    Browser press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Waits until the focus is on something of that kind. */
    void awaitFocus(String css) {
        await(page -> (Boolean) ((JavascriptExecutor) driver)
                .executeScript("return document.activeElement.matches(arguments[0])", css));
    }

    /** Fills every field there is. */
    int fillAll(String css, String text) {
        List<WebElement> fields = driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        fields.forEach(field -> {
            field.clear();
            field.sendKeys(text);
        });
        return fields.size();
    }

    void window(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The text of the link or button that has the focus; empty where none has. */
    String focused() {
        return (String)
                script("return document.activeElement.matches('a, button') ? document.activeElement.textContent : ''");
    }

    void awaitScript(String condition) {
        await(page -> (Boolean) script(condition));
    }

    /** What it complained of was meant to be. */
    void forgetComplaints() {
        driver.manage().logs().get("browser").getAll();
    }

    /** Whether there is something of that kind, now. */
    boolean has(String css) {
        return count(css) > 0;
    }

    void click(String css) {
        awaitOne(css).click();
    }

    void type(String css, String text) {
        WebElement field = awaitOne(css);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses a file, as a person does in the browser's dialog. */
    void choose(String css, Path file) {
        awaitOne(css).sendKeys(file.toAbsolutePath().normalize().toString());
    }

    /** The text of the first that is there, as soon as one is. */
    String text(String css) {
        return awaitOne(css).getText();
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** Waits until something of that kind says that. */
    void awaitText(String css, String part) {
        await(page -> texts(css).stream().anyMatch(text -> text.contains(part)));
    }

    private WebElement awaitOne(String css) {
        return waiting(css)
                .until(
                        () -> driver.findElements(By.cssSelector(css)).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private void await(Predicate<WebDriver> so) {
        waiting("a change").until(() -> so.test(driver));
    }

    private ConditionFactory waiting(String what) {
        return Awaitility.await(what + " at " + driver.getCurrentUrl())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    Object script(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    /** What the browser complained of: a violated policy, a script's error. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(entry -> !entry.startsWith("INFO") && !entry.contains("favicon"))
                .toList();
    }

    /** Nothing that keeps somebody out: axe finds neither serious nor critical faults. */
    void requireAccessible() {
        script(axe());
        Object faults = ((JavascriptExecutor) driver)
                .executeAsyncScript(
                        "const done = arguments[arguments.length - 1];"
                                + "axe.run().then(found => done(found.violations"
                                + ".filter(fault => ['serious', 'critical'].includes(fault.impact))"
                                + ".map(fault => fault.id + ': ' + fault.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))));");
        assertThat((List<?>) faults).as("faults of %s", driver.getCurrentUrl()).isEmpty();
    }

    private static String axe() {
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page is no wider than a window of that width, once it is laid out anew for it. */
    void requireFits(int width) {
        window(width, 900);
        waiting("a page that fits " + width + " pixels").until(() -> (Boolean) script("return window.innerWidth <= "
                + width + " && document.documentElement.scrollWidth <= window.innerWidth"));
    }

    /** A picture of the window, for a person to look at. */
    void picture(Path file, int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
