package io.copyflow.launcher.newsroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.copyflow.schemas.directory.ForbiddenWording;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.VerbatimWording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GlossaryReaderTest {

    /** Sound, but for its glossary, which begins in line 10. */
    private static final String NEWSROOM = """
            newsroom: { id: post, name: Post, home-language: en, sign-offs: 1 }
            editions:
              - { language: en, name: English, lease: PT2H }
              - { language: zh-Hans, name: 中文, lease: PT2H }
            people:
              - { id: ada, name: Ada, roles: [reporter], languages: [en, ar] }
              - { id: tom, name: Tom, roles: [translator], languages: [en, zh-Hans] }
              - { id: eve, name: Eve, roles: [editor], languages: [en, zh-Hans] }
              - { id: wim, name: Wim, roles: [web-editor], languages: [en, zh-Hans] }
            """;

    private static final String GLOSSARY = """
            glossary:
              terms:
                - id: press-release
                  wordings:
                    en: press release
                    zh: [新闻稿, 通稿]
                  note: not a news story
              forbidden:
                - { language: en, wording: third world, instead: developing countries }
                - { language: ar, wording: العالم الثالث }
              do-not-translate: [Farlight Dispatch, 😀 News]
            """;

    @TempDir
    private Path folder;

    @Test
    void theGlossaryGivesItsEntriesByKey() {
        NewsroomFile file = parse(NEWSROOM + GLOSSARY);

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(glossary(file))
                .containsExactly(
                        entry(
                                "term/press-release",
                                new GlossaryTerm(
                                        "press-release",
                                        List.of(
                                                new TermWordings("en", List.of("press release")),
                                                new TermWordings("zh", List.of("新闻稿", "通稿"))),
                                        "not a news story")),
                        entry(
                                "forbidden/en/third world",
                                new ForbiddenWording("en", "third world", "developing countries")),
                        entry("forbidden/ar/العالم الثالث", new ForbiddenWording("ar", "العالم الثالث", null)),
                        entry("verbatim/Farlight Dispatch", new VerbatimWording("Farlight Dispatch")),
                        entry("verbatim/😀 News", new VerbatimWording("😀 News")));
    }

    @Test
    void filesOfOtherToolsAreReadFromTheFolderOfTheNewsroomFile() throws IOException {
        write("terms/ferries.csv", """
                concept-id,en,zh-Hans,forbidden:en,do-not-translate,note
                t1,timetable|schedule,时刻表,time plan,no,of ferries
                ,Harbour Line,,,yes,
                """);
        write("bank.tbx", """
                <tbx><text><body>
                <conceptEntry id="c7"><langSec xml:lang="en"><termSec><term>central bank</term></termSec></langSec></conceptEntry>
                </body></text></tbx>""");

        NewsroomFile file = read("glossary:\n  files: [terms/ferries.csv, bank.tbx]\n");

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(glossary(file))
                .containsExactly(
                        entry(
                                "term/terms/ferries.csv#t1",
                                new GlossaryTerm(
                                        "terms/ferries.csv#t1",
                                        List.of(
                                                new TermWordings("en", List.of("timetable", "schedule")),
                                                new TermWordings("zh-Hans", List.of("时刻表"))),
                                        "of ferries")),
                        entry("forbidden/en/time plan", new ForbiddenWording("en", "time plan", "timetable")),
                        entry("verbatim/Harbour Line", new VerbatimWording("Harbour Line")),
                        entry(
                                "term/bank.tbx#c7",
                                new GlossaryTerm(
                                        "bank.tbx#c7",
                                        List.of(new TermWordings("en", List.of("central bank"))),
                                        null)));
    }

    @Test
    void whatTheNewsroomFileSaysGoesBeforeWhatTheOthersSay() throws IOException {
        write("a.csv", "en,forbidden:en\ndeveloping country,third world\n");

        NewsroomFile file = read(GLOSSARY + "  files: a.csv\n");

        assertThat(file.mistakes()).isEmpty();
        assertThat(glossary(file))
                .containsEntry(
                        "forbidden/en/third world", new ForbiddenWording("en", "third world", "developing countries"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlaceAndChangesNothing(String right, String wrong, String remark) {
        assertThat(GLOSSARY).contains(right);

        NewsroomFile file = parse(NEWSROOM + GLOSSARY.replace(right, wrong));

        assertThat(file.entries()).isEmpty();
        assertThat(file.mistakes()).extracting(Remark::toString).containsExactly("newsroom.yaml:" + remark);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "a misspelt key",
                        "do-not-translate",
                        "do-not-tranlate",
                        "20:3: Expected a key of the glossary, but there is no key 'do-not-tranlate'. Did you mean"
                                + " 'do-not-translate'?"),
                mistake(
                        "a tag that is none",
                        "en: press",
                        "EN: press",
                        "14:9: Expected a BCP 47 language tag for a key of 'wordings', but got 'EN'. Write en."),
                mistake(
                        "a language twice",
                        "zh: [新闻稿, 通稿]",
                        "en: release",
                        "15:9: Expected each language once in 'wordings', but 'en' stands in it already. Put its"
                                + " wordings into one list."),
                mistake(
                        "a wording twice",
                        "通稿",
                        "新闻稿",
                        "15:19: Expected each item of 'zh' once, but '新闻稿' stands in it already. Remove one of them."),
                mistake(
                        "no wording",
                        "[新闻稿, 通稿]",
                        "[]",
                        "15:13: Expected at least one item for 'zh', but the list is empty. Add one."),
                mistake(
                        "a blank wording",
                        "[新闻稿, 通稿]",
                        "\" \"",
                        "15:13: Expected text for 'zh', but it is blank. Write a wording, or remove it."),
                mistake(
                        "a number",
                        "[新闻稿, 通稿]",
                        "112",
                        "15:13: Expected text in 'zh', but got the number 112. If it is meant as text, put it in quotes:"
                                + " \"112\"."),
                mistake(
                        "a hidden character",
                        "[新闻稿, 通稿]",
                        "\"a\\u202Eb\"",
                        "15:13: Expected a wording for 'zh' that a text may hold, but 'a\uFFFDb' has a hidden character"
                                + " that turns the direction of writing. Remove it."),
                mistake(
                        "instead of itself",
                        "instead: developing countries",
                        "instead: third world",
                        "18:54: Expected 'instead' to be another wording than the forbidden one, but it is the same."
                                + " Write what to use, or remove the key."),
                mistake(
                        "forbidden twice",
                        "language: ar, wording: العالم الثالث",
                        "language: en, wording: third world",
                        "19:32: Expected one forbidden wording 'third world', but another stands in line 18. Remove one"
                                + " of them, or give it another wording."),
                mistake(
                        "a file that is not there",
                        "do-not-translate: [Farlight Dispatch, 😀 News]",
                        "files: none.csv",
                        "20:10: Expected a glossary file, but there is no file none.csv. Check the path: it is seen from"
                                + " the folder of this file."),
                mistake(
                        "a file of another kind",
                        "do-not-translate: [Farlight Dispatch, 😀 News]",
                        "files: [terms.docx]",
                        "20:11: Expected a glossary file whose name ends with .tbx, .xml, .csv or .tsv, but got"
                                + " 'terms.docx'. Save it as TBX or CSV under such a name."));
    }

    @Test
    void aPipeInPlaceOfAFileIsAMistakeAndNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("terms.csv");
        assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
                "no named pipes on this machine; skipped");

        NewsroomFile file =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read("glossary:\n  files: terms.csv\n"));

        assertThat(file.mistakes())
                .singleElement()
                .asString()
                .contains("Expected a glossary file, but " + pipe + " is a folder, a pipe or a device.");
    }

    @Test
    void twoTermsOfOneIdAreAMistake() {
        NewsroomFile file = parse(NEWSROOM + """
                glossary:
                  terms:
                    - { id: a, wordings: { en: one } }
                    - { id: a, wordings: { en: two } }
                """);

        assertThat(file.mistakes())
                .extracting(Remark::toString)
                .containsExactly("newsroom.yaml:13:13: Expected one term 'a', but another stands in line 12. Remove one"
                        + " of them, or give it another id.");
    }

    @Test
    void aMistakeInANamedFileIsToldWithThatFilesLine() throws IOException {
        write("terms.csv", "concept-id,en,fr,forbidden:fr\n1,a,b,\n1,c,d,\n3,e,f,f\n4,,,\n");
        write("broken.tbx", "<tbx><text>");

        NewsroomFile file = read("glossary:\n  files: [terms.csv, broken.tbx]\n");

        assertThat(file.entries()).isEmpty();
        assertThat(file.mistakes())
                .extracting(remark -> folder.relativize(Path.of(remark.file())) + ":" + remark.line() + " "
                        + remark.sentence().replaceFirst("\\. .*", ""))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("broken.tbx:1 Expected "),
                        second -> assertThat(second)
                                .isEqualTo(
                                        "terms.csv:3 Expected an id of its own for every entry, but the entry in line"
                                                + " 3 has '1' as well"),
                        third -> assertThat(third)
                                .isEqualTo("terms.csv:4 Expected no wording both accepted and forbidden, but the entry"
                                        + " in line 4 has one in fr"),
                        fourth -> assertThat(fourth)
                                .isEqualTo("terms.csv:5 Expected a term in every entry, but the entry in line 5 has"
                                        + " none"));
        assertThat(file.mistakeCount()).isEqualTo(4);
    }

    @Test
    void wordingsOfALanguageNobodyWorksInAreKeptAndWarnedOfOnceAFile() throws IOException {
        write("terms.csv", "en,nl\none,een\ntwo,twee\n");

        NewsroomFile file = read("""
                glossary:
                  terms:
                    - { id: a, wordings: { zh-Hant: 一, en: one, nl: een } }
                    - { id: b, wordings: { en: two, nl: twee, ar: اثنان } }
                  files: terms.csv
                """);

        assertThat(file.mistakes()).isEmpty();
        assertThat(glossary(file)).hasSize(4);
        assertThat(file.warnings())
                .extracting(remark -> folder.relativize(Path.of(remark.file())) + ":" + remark.line() + ":"
                        + remark.column() + " " + remark.sentence())
                .containsExactly(
                        "newsroom.yaml:12:37 " + unused("zh-Hant"),
                        "newsroom.yaml:12:53 " + unused("nl"),
                        "terms.csv:1:1 " + unused("nl"));
    }

    @Test
    void tenThousandTermsAreFineAndAHundredThousandTooMany() throws IOException {
        write("terms.csv", lines(10_000));
        assertThat(glossary(read("glossary: { files: terms.csv }\n"))).hasSize(10_000);

        write("terms.csv", lines(100_000));
        assertThat(read("glossary: { files: terms.csv }\n").mistakes())
                .extracting(Remark::sentence)
                .containsExactly(
                        "Expected at most 50000 terms and other wordings in the glossary, but there are 100000."
                                + " Leave out what no story is about.");
    }

    private static String lines(int terms) {
        return IntStream.range(0, terms)
                .mapToObj(n -> "term " + n + ",词" + n)
                .collect(Collectors.joining("\n", "en,zh-Hans\n", "\n"));
    }

    private static String unused(String language) {
        return "The glossary has wordings in " + language
                + ", but there is no such edition and no reporter writes in it."
                + " They are kept, and of use once there is.";
    }

    private static Arguments mistake(String name, String right, String wrong, String remark) {
        return argumentSet(name, right, wrong, remark);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private NewsroomFile read(String glossary) throws IOException {
        write("newsroom.yaml", NEWSROOM + glossary);
        return NewsroomFile.read(folder.resolve("newsroom.yaml"));
    }

    private static NewsroomFile parse(String text) {
        return NewsroomFile.parse("newsroom.yaml", text.getBytes(UTF_8));
    }

    private static Map<String, SpecificRecord> glossary(NewsroomFile file) {
        return file.entries().entrySet().stream()
                .filter(entry -> entry.getKey().matches("(?s)(term|forbidden|verbatim)/.*"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.LinkedHashMap::new));
    }
}
