package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/refusals.md has every code there is in the sources, and each is told where it comes from. */
class RefusalsPageTest {

    /** A code is the first text given to one of these, perhaps after who asked or the status. */
    private static final Pattern GIVEN =
            Pattern.compile("\\b(?:refuse|reject|fail|Refusal|Refused|Problem|UnreadableInputException"
                    + "|StageFailure|UnprocessableRecordException|UnreadableRecordException|BrokerStartException|BrokerFault|Told"
                    + "|PassingFault|PermanentFault|passing|permanent)"
                    + "\\(\\s*(?:[\\w.]+(?:\\(\\))*(?:\\.\\w+\\(\\))*,\\s*){0,3}\"([a-z]+(?:-[a-z]+)*)\"\\s*,");

    /** Other ways a code is written: before its sentence, in a body, as the code of what names none. */
    private static final Pattern OTHERWISE = Pattern.compile(
            "super\\(\"([a-z]+(?:-[a-z]+)+): |\"code\":\"([a-z]+(?:-[a-z]+)+)\"|: \"([a-z]+-record)\";");

    private static final Set<String> WITHOUT_REFUSALS = Set.of("stage-testkit");

    @Test
    void has_every_code_with_where_it_comes_from() throws IOException {
        Set<String> coded = codesOfTheSources();
        assertThat(coded)
                .as("the search finds codes of every kind")
                .contains(
                        "`own-text` review-stage",
                        "`key-mismatch` stage-runtime",
                        "`unknown-schema-id` schemas",
                        "`unreadable-record` stage-runtime",
                        "`internal-error` stage-runtime",
                        "`mark-invalid` ingest",
                        "`port-in-use` embedded-broker");

        Set<String> told = new TreeSet<>();
        for (List<String> row : Page.of("docs/reference/refusals.md").rows()) {
            if (row.getFirst().startsWith("`")) {
                for (String from : row.get(1).split(", ")) {
                    told.add(row.getFirst() + " " + from);
                }
                assertThat(row).as("the row of %s", row.getFirst()).allMatch(cell -> !cell.isEmpty());
            }
        }
        assertThat(told).isEqualTo(coded);
    }

    private static Set<String> codesOfTheSources() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path module : modules()) {
            String name = module.getFileName().toString();
            Path sources = module.resolve("src/main/java");
            if (WITHOUT_REFUSALS.contains(name) || !Files.isDirectory(sources)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> walk = Files.walk(sources)) {
                files = walk.filter(file -> file.toString().endsWith(".java")).toList();
            }
            for (Path file : files) {
                String source = Files.readString(file);
                GIVEN.matcher(source).results().forEach(found -> codes.add("`" + found.group(1) + "` " + name));
                OTHERWISE.matcher(source).results().forEach(found -> {
                    for (int group = 1; group <= found.groupCount(); group++) {
                        if (found.group(group) != null) {
                            codes.add("`" + found.group(group) + "` " + name);
                        }
                    }
                });
            }
        }
        return codes;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Page.ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .toList();
        }
    }
}
