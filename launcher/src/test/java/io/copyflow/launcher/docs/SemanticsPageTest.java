package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/semantics.md names, for each rule, the tests that carry its number, and says of each whether it holds. */
class SemanticsPageTest {

    private static final String PAGE = "docs/semantics.md";
    private static final int RULES = 28;
    private static final Pattern RULE =
            Pattern.compile("(?ms)^### (\\d+)\\. [^\\n]+\\n(.*?)^Tests: ([^\\n]*)\\n(?=\\n###? |\\n?\\z)");
    private static final Pattern NAME = Pattern.compile("void (r\\d{2}_\\w*)");

    @Test
    void names_the_tests_of_each_rule() throws IOException {
        Map<Integer, String> tests = tests();
        Path file = Page.ROOT.resolve(PAGE);
        String page = Files.readString(file);
        String wanted = RULE.matcher(page)
                .replaceAll(rule -> Matcher.quoteReplacement(page.substring(rule.start(), rule.start(3))
                        + tests.getOrDefault(Integer.parseInt(rule.group(1)), "none with this number") + "\n"));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as(PAGE + "; -Ddocs.write=true makes it anew")
                .isEqualTo(wanted);
    }

    @Test
    void has_every_rule_and_says_whether_it_holds() {
        String page = Page.of(PAGE).text();
        assertThat(RULE.matcher(page).results().map(rule -> Integer.parseInt(rule.group(1))))
                .isEqualTo(IntStream.rangeClosed(1, RULES).boxed().toList());
        RULE.matcher(page)
                .results()
                .forEach(rule -> assertThat(rule.group(2))
                        .as("rule %s says whether it holds", rule.group(1))
                        .containsPattern("(?m)^\\*\\*(Holds|Partly|Not yet)\\.\\*\\*"));
    }

    @Test
    void claims_for_no_rule_that_it_holds_without_a_test() throws IOException {
        Map<Integer, String> tests = tests();
        RULE.matcher(Page.of(PAGE).text())
                .results()
                .filter(rule -> rule.group(2).contains("**Holds.**"))
                .forEach(rule -> assertThat(tests).containsKey(Integer.parseInt(rule.group(1))));
    }

    /** For each rule the classes with tests of its number, and how many. */
    private static Map<Integer, String> tests() throws IOException {
        Map<Integer, TreeMap<String, TreeSet<String>>> found = new TreeMap<>();
        for (Path file : testFiles()) {
            String type = file.getFileName().toString().replace(".java", "");
            NAME.matcher(Files.readString(file))
                    .results()
                    .forEach(name -> Pattern.compile("r(\\d{2})_")
                            .matcher(name.group(1))
                            .results()
                            .forEach(number -> found.computeIfAbsent(
                                            Integer.parseInt(number.group(1)), n -> new TreeMap<>())
                                    .computeIfAbsent(type, t -> new TreeSet<>())
                                    .add(name.group(1))));
        }
        Map<Integer, String> tests = new TreeMap<>();
        found.forEach((rule, types) -> tests.put(
                rule,
                types.entrySet().stream()
                        .map(type ->
                                "`" + type.getKey() + "` " + type.getValue().size())
                        .collect(Collectors.joining(", "))));
        return tests;
    }

    private static List<Path> testFiles() throws IOException {
        try (Stream<Path> walk = Files.find(
                Page.ROOT,
                20,
                (path, is) -> path.toString().endsWith(".java")
                        && path.toString().contains("/src/test/java/")
                        && !path.toString().contains("/target/"))) {
            return walk.toList();
        }
    }
}
