package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.cli.RootCommand;
import io.copyflow.runtime.Setting;
import io.copyflow.translate.checks.CheckKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the pages repeat of the code is what the code has. */
class ReferencePagesTest {

    @Test
    void the_settings_are_those_of_the_code() throws IOException {
        StringBuilder table = new StringBuilder("| key | environment | default | what |\n|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            table.append("| `%s` | `%s` | %s | %s |%n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`",
                            setting.purpose()));
        }
        MadePart.isAsTheCodeHasIt("docs/reference/configuration.md", "settings", table.toString());
    }

    @Test
    void the_commands_are_those_of_the_code() throws IOException {
        StringBuilder commands = new StringBuilder();
        CommandLine root = new CommandLine(new RootCommand());
        usage(commands, "copyflow", root);
        MadePart.isAsTheCodeHasIt("docs/reference/cli.md", "commands", commands.toString());
    }

    private static void usage(StringBuilder commands, String name, CommandLine command) {
        // a fixed width, whatever terminal the build runs in
        command.setUsageHelpAutoWidth(false);
        command.setUsageHelpWidth(100);
        commands.append("## ").append(name).append("\n\n```text\n");
        command.getUsageMessage(Ansi.OFF)
                .lines()
                .forEach(line -> commands.append(line.stripTrailing()).append('\n'));
        commands.append("```\n\n");
        String prefix = name.equals("copyflow") ? "" : name + " ";
        command.getSubcommands().forEach((part, below) -> usage(commands, prefix + part, below));
    }

    @Test
    void the_script_is_used_as_it_says_itself() throws IOException {
        String said = Files.readAllLines(Page.ROOT.resolve("copyflow")).stream()
                .skip(1)
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^# ?", "").stripTrailing())
                .collect(Collectors.joining("\n"));
        MadePart.isAsTheCodeHasIt("docs/reference/cli.md", "script", "```text\n" + said + "\n```\n");
    }

    @Test
    void the_checks_of_translations_are_those_of_the_code() throws IOException {
        StringBuilder table = new StringBuilder("| id | severity | what | example |\n|---|---|---|---|\n");
        for (CheckKind kind : CheckKind.values()) {
            table.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            kind.id(),
                            kind.severity().name().toLowerCase(Locale.ROOT),
                            kind.looksFor(),
                            kind.example()));
        }
        MadePart.isAsTheCodeHasIt("docs/reference/translation-checks.md", "checks", table.toString());
    }

    @Test
    void the_module_table_of_the_readme_has_the_modules_of_the_build_in_their_order() throws IOException {
        List<String> modules = Files.readString(Page.ROOT.resolve("pom.xml"))
                .lines()
                .filter(line -> line.contains("<module>"))
                .map(line -> line.replaceAll("</?module>", "").strip())
                .toList();
        List<String> table = Page.of("README.md").rows().stream()
                .map(List::getFirst)
                .filter(cell -> cell.matches("\\[`[a-z-]+`]\\([a-z-]+/?(README\\.md)?\\)|`[a-z-]+`"))
                .map(cell -> cell.replaceAll("^\\[?`([a-z-]+)`.*$", "$1"))
                .toList();
        assertThat(table).isEqualTo(modules);
    }
}
