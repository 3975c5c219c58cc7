package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.copyflow.launcher.cli.RootCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Shell blocks are shell, and each {@code ./copyflow} in them is a command there is, with options it has. */
class ShellBlocksTest {

    /** What the script does itself. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("test", "jdk");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_block_is_shell(Page page) throws Exception {
        for (Page.Block block : page.blocks("sh", "bash", "shell")) {
            Process shell =
                    new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
            try (var stdin = shell.getOutputStream()) {
                stdin.write(block.text().getBytes(StandardCharsets.UTF_8));
            }
            String told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor())
                    .as("%s:%d: %s", page, block.line(), told)
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_is_there_and_has_these_options(Page page) {
        for (Page.Block block : page.blocks("sh", "bash", "shell")) {
            for (List<String> arguments : calls(block.text())) {
                if (!arguments.isEmpty() && OF_THE_SCRIPT.contains(arguments.getFirst())) {
                    continue;
                }
                assertThatCode(() -> parse(arguments))
                        .as("%s:%d: ./copyflow %s", page, block.line(), String.join(" ", arguments))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void the_quick_start_shows_the_commands_it_promises() {
        List<String> commands = new ArrayList<>();
        for (Page.Block block : Page.of("README.md").blocks("sh")) {
            calls(block.text()).forEach(call -> commands.add(call.isEmpty() ? "" : call.getFirst()));
        }
        assertThat(commands).contains("demo", "test", "up", "submit", "story");
    }

    @Test
    void a_wrong_command_would_be_found() {
        assertThatCode(() -> parse(List.of("stroy", "abcd"))).isInstanceOf(CommandLine.ParameterException.class);
        assertThatCode(() -> parse(List.of("story", "abcd", "--colour")))
                .isInstanceOf(CommandLine.ParameterException.class);
        assertThat(calls("VAR=1 ./copyflow tail story.events --max 3 | head # ./copyflow no\n./copyflow \\\n  up &"))
                .containsExactly(List.of("tail", "story.events", "--max", "3"), List.of("up"));
    }

    private static void parse(List<String> arguments) {
        new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments.toArray(String[]::new));
    }

    /** The arguments of each call of ./copyflow. Knows quotes, comments, continued lines, pipes and redirections. */
    private static List<List<String>> calls(String script) {
        List<List<String>> calls = new ArrayList<>();
        for (String line : script.replace("\\\n", " ").lines().toList()) {
            List<String> call = null;
            boolean redirected = false;
            for (String word : words(line)) {
                if (word.matches("[0-9]?[<>].*")) {
                    redirected = word.matches("[0-9]?[<>]+");
                } else if (redirected) {
                    redirected = false;
                } else if (Set.of("|", "||", "&&", ";", "&").contains(word)) {
                    call = null;
                } else if (word.equals("./copyflow")) {
                    call = new ArrayList<>();
                    calls.add(call);
                } else if (call != null) {
                    call.add(word);
                }
            }
        }
        return calls;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == '#' && !begun) {
                break;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
