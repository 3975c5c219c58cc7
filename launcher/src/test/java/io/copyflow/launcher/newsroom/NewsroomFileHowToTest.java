package io.copyflow.launcher.newsroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/how-to/newsroom-file.md tells the truth. */
class NewsroomFileHowToTest {

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("../docs/how-to/newsroom-file.md"));
    }

    @Test
    void itsWholeFileHasNoMistakeAndNoWarning() {
        NewsroomFile file = parse(blocks("yaml").getFirst());

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void itsWrongFileIsAnsweredAsItSays() {
        NewsroomFile file = parse(blocks("yaml").getLast());

        assertThatThrownBy(file::orRefuse)
                .isInstanceOf(StageFailure.class)
                .hasMessage(blocks("text").getFirst().stripTrailing());
    }

    @Test
    void itsTableHasEveryKeyAndSaysWhichMustBe() {
        Set<String> table = Pattern.compile("^\\| `([a-z-]+)(?:\\[])?\\.([a-z-]+)` \\| (\\w+) \\|", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(row -> row.group(1) + "." + row.group(2) + (row.group(3).equals("yes") ? "!" : ""))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> known = new TreeSet<>();
        NewsroomReader.SECTIONS.forEach((name, shape) -> {
            shape.required().forEach(key -> known.add(name + "." + key + "!"));
            shape.optional().forEach(key -> known.add(name + "." + key));
        });
        assertThat(table).isEqualTo(known);
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static NewsroomFile parse(String text) {
        return NewsroomFile.parse("newsroom.yaml", text.getBytes(UTF_8));
    }
}
