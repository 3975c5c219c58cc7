package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import nu.validator.validation.SimpleDocumentValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The W3C's checker finds no error in pages and style sheet. */
class ValidityTest {

    static final List<String> LANGUAGES = SampleStory.LANGUAGES;

    /** HTML with what RDFa Lite adds, which Open Graph is written in. */
    private static final String SCHEMA = "http://s.validator.nu/html5-rdfalite.rnc";

    private static final List<String> NEWER = List.of("“size-adjust”");

    @TempDir
    static Path folder;

    private static WebsiteSettings settings;
    private static SimpleDocumentValidator checker;

    @BeforeAll
    static void write() throws Exception {
        settings = SampleSite.write(folder);
        deeply(() -> {
            checker = new SimpleDocumentValidator();
            checker.setUpMainSchema(SCHEMA, new Errors());
        });
    }

    /** The checker's grammar is one long choice that it goes down step by step, which takes a deep stack. */
    private static void deeply(Deed deed) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            deed.run();
            return null;
        });
        Thread thread = new Thread(null, task, "checker", 64L << 20);
        thread.start();
        task.get();
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws Exception;
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void pages_are_sound(String language) throws Exception {
        check(language + " story", Files.readAllBytes(folder.resolve(language + "/s1.html")));
        check(language + " index", Files.readAllBytes(folder.resolve(language + "/index.html")));
        Pages pages = new Pages(settings, ZoneOffset.UTC);
        check(language + " gone", pages.gone(language, "../"));
        check(language + " withheld", pages.withheld(language, "../"));
    }

    @Test
    void the_front_page_is_sound() throws Exception {
        check("front", Files.readAllBytes(folder.resolve("index.html")));
    }

    @Test
    void the_style_sheet_is_sound() throws Exception {
        Errors errors = new Errors();
        deeply(() -> {
            checker.setUpValidatorAndParsers(errors, true, false);
            checker.checkCssInputSource(source(Pages.styles()));
        });
        assertThat(errors.found.stream().filter(ValidityTest::isNotNewerThanTheChecker))
                .isEmpty();
    }

    /** What browsers know and the checker does not yet. */
    private static boolean isNotNewerThanTheChecker(String error) {
        return NEWER.stream().noneMatch(error::contains);
    }

    @Test
    void the_checker_would_find_an_error() throws Exception {
        Errors errors = new Errors();
        check(errors, "<!DOCTYPE html><title>x</title><p><div></p>".getBytes(StandardCharsets.UTF_8));

        assertThat(errors.found).isNotEmpty();
    }

    private static void check(String what, byte[] page) throws Exception {
        Errors errors = new Errors();
        check(errors, page);
        assertThat(errors.found).as(what).isEmpty();
    }

    private static void check(Errors errors, byte[] page) throws Exception {
        deeply(() -> {
            checker.setUpValidatorAndParsers(errors, true, false);
            checker.checkHtmlInputSource(source(page));
        });
    }

    private static InputSource source(byte[] page) {
        InputSource source = new InputSource(new ByteArrayInputStream(page));
        source.setEncoding("UTF-8");
        return source;
    }

    private static final class Errors implements ErrorHandler {
        final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException e) {
            // advice, such as that a section might have a heading of its own
        }

        @Override
        public void error(SAXParseException e) {
            // Advice, not a rule: our tags say the script on purpose, as Kazakh is written in three.
            if (!e.getMessage().contains("should omit the default script")) {
                found.add(e.getLineNumber() + ": " + e.getMessage());
            }
        }

        @Override
        public void fatalError(SAXParseException e) {
            error(e);
        }
    }
}
