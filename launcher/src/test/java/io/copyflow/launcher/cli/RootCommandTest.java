package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RootCommandTest {

    private final RootCommand root = new RootCommand();
    private final CommandLine line = new CommandLine(root);
    private final StringWriter told = new StringWriter();

    @Test
    void ofAKafkaThatACommandStartedForItselfNoAddressIsTold() {
        CommandLine bench = line.getSubcommands().get("bench");

        assertThat(root.kafkaTold(bench.getSubcommands().get("next-task"), "too slow"))
                .startsWith("The Kafka that 'copyflow bench next-task' started for itself does not answer")
                .contains("too slow")
                .doesNotContain("127.0.0.1", "copyflow up");
        assertThat(root.kafkaTold(line.getSubcommands().get("chaos"), "too slow"))
                .startsWith("The Kafka that 'copyflow chaos' started for itself");
    }

    @Test
    void ofAnyOtherItsAddressIs() {
        assertThat(root.kafkaTold(line.getSubcommands().get("stories"), "too slow"))
                .startsWith("Kafka at 127.0.0.1:19092 does not answer as it should: too slow")
                .contains("./copyflow up");
    }

    @Test
    void helpIsOfTheVeryCommandThatIsNamed() {
        line.setOut(new PrintWriter(told));

        assertThat(line.execute("help", "bench", "flow")).isZero();

        assertThat(told.toString()).contains("Usage: copyflow bench flow ").doesNotContain("COMMAND");
        assertThat(line.execute("help", "--help")).isZero();
        assertThat(told.toString()).contains("Usage: copyflow help ");
    }

    /** In a list of commands it stands alone. */
    @Test
    void theFirstLineOfEachCommandIsAWholeSentence() {
        Deque<CommandLine> commands = new ArrayDeque<>(List.of(line));
        List<String> cut = new ArrayList<>();
        while (!commands.isEmpty()) {
            CommandLine command = commands.pop();
            commands.addAll(command.getSubcommands().values());
            String[] header = command.getCommandSpec().usageMessage().header();
            String[] description = command.getCommandSpec().usageMessage().description();
            String first = header.length > 0 ? header[0] : description.length > 0 ? description[0] : "";
            if (!first.endsWith(".")) {
                cut.add(command.getCommandSpec().qualifiedName(" ") + ": " + first);
            }
        }

        assertThat(cut).isEmpty();
    }

    @Test
    void aFileThatIsNotThereHasItsOwnExitCode() {
        CommandLine command = RootCommand.line();
        command.setErr(new PrintWriter(told));

        assertThat(command.execute("apply", "no-such-newsroom.yaml")).isEqualTo(66);
        assertThat(command.execute("stories", "--config=no-such.conf")).isEqualTo(66);

        assertThat(told.toString())
                .contains("There is no file no-such-newsroom.yaml.", "There is no file no-such.conf.");
    }

    @Test
    void aNewsroomFileIsLookedAtBeforeAnythingIsStarted(@TempDir Path folder) throws IOException {
        CommandLine command = RootCommand.line();
        command.setErr(new PrintWriter(told));
        // as a demo leaves it
        Path data =
                Files.createDirectories(folder.resolve("data").resolve("demo")).getParent();

        assertThat(command.execute(
                        "up",
                        "--newsroom=no-such-newsroom.yaml",
                        "--set=data.dir=" + data,
                        "--set=http.port=0",
                        "--bootstrap-servers=127.0.0.1:0"))
                .isEqualTo(66);

        assertThat(told.toString()).contains("no-such-newsroom.yaml");
        assertThat(data).isDirectoryNotContaining("glob:**/kafka");
    }

    @Test
    void whatCannotBeWrittenHasAnExitCodeOfItsOwn(@TempDir Path folder) throws IOException {
        CommandLine command = RootCommand.line();
        command.setErr(new PrintWriter(told));
        // nobody may write there, whatever their rights
        Path file = Files.createFile(folder.resolve("file")).resolve("proof.zip");

        assertThat(command.execute("export", "--to=" + file, "--bootstrap-servers=127.0.0.1:1"))
                .isEqualTo(69);

        assertThat(told.toString()).contains("The bundle could not be written to " + file, "Check the folder");
    }

    @Test
    void whatIsWrongWithACommandLineIsOneSentenceAndWhereToReadOn() {
        assertThat(misused("frob")).startsWith("Unmatched argument").endsWith("How it is used: ./copyflow help\n");
        assertThat(misused("bench", "flow", "--stories=x"))
                .contains("--stories")
                .doesNotContain("Usage:")
                .endsWith("How it is used: ./copyflow help bench flow\n");
        assertThat(misused("bench", "flow", "--stories=0")).endsWith("How it is used: ./copyflow help bench flow\n");
        assertThat(misused("stage", "print-stage")).endsWith("How it is used: ./copyflow help stage\n");
        assertThat(misused("tail", "--max=0"))
                .isEqualTo("Expected --max to be 1 or more, but got 0.\nHow it is used: ./copyflow help tail\n");
        assertThat(misused("help", "bench", "flood"))
                .startsWith("There is no command 'flood' of copyflow bench.\nIts commands: flow, ")
                .endsWith("\nHow it is used: ./copyflow help bench\n");
        assertThat(misused("demo", "--bogus")).doesNotContain("Its commands");
        assertThat(misused("channels"))
                .isEqualTo("Missing required subcommand\nIts commands: run, list, looked\n"
                        + "How it is used: ./copyflow help channels\n");
        assertThat(misused("help", "--bogus"))
                .startsWith("Unknown option: '--bogus'")
                .endsWith("How it is used: ./copyflow help help\n");
        assertThat(misused("stories", "--state=bogus"))
                .isEqualTo("Invalid value for option '--state': expected one of waiting, queued, claimed, in-review,"
                        + " changes-requested, rejected, void, approved, glass-broken, cleared, held, live, taken-down,"
                        + " cancelled, killed, but got 'bogus'\nHow it is used: ./copyflow help stories\n");
        assertThat(misused("stories", "--bootstrap-servers=nonsense")).contains("but got 'nonsense'.");
        assertThat(misused("up", "--set=site.url=nonsense")).contains("site.url", "'nonsense'");
        assertThat(misused("tasks", "--url=nonsense"))
                .isEqualTo("Expected an address such as http://127.0.0.1:8400 for --url, but got 'nonsense'.\n"
                        + "How it is used: ./copyflow help tasks\n");
        assertThat(misused("tasks", "--url=http://127.0.0.1:99999")).contains("but got 'http://127.0.0.1:99999'.");
        assertThat(misused("up", "--bootstrap-servers=127.0.0.1:99999")).contains("but got '127.0.0.1:99999'.");
        assertThat(misused("up", "--set=http.port=99999")).contains("0 to 65535");
        assertThat(misused("stories", "--set=no.such=1")).endsWith("How it is used: ./copyflow help stories\n");
        assertThat(misused()).endsWith("How it is used: ./copyflow help\n");
    }

    private String misused(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine command = RootCommand.line();
        command.setErr(new PrintWriter(said));
        assertThat(command.execute(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        return said.toString();
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsNoFaultOfCopyflow() {
        line.setErr(new PrintWriter(told));
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", "/there/is/none");
        try {
            assertThat(root.told(new IllegalStateException("cannot load"), line))
                    .isEqualTo(RootCommand.UNAVAILABLE);
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }

        assertThat(told.toString()).contains("/there/is/none (java.io.tmpdir)").doesNotContain("fault");
        assertThat(root.told(new IllegalStateException("cannot load"), line)).isEqualTo(RootCommand.FAULT);
        assertThat(told.toString()).contains("This is a fault in Copyflow");
    }
}
