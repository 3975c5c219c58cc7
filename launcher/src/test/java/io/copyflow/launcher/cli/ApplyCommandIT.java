package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.runtime.StageFailure;
import io.copyflow.testkit.TestBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ApplyCommandIT {

    private static final Path SAMPLE = Path.of("../samples/newsroom.yaml");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsWhatChangedAndWhatDidNot(TestBroker broker, @TempDir Path folder) throws IOException {
        assertThat(apply(broker, SAMPLE, "--force")).isZero();
        out.getBuffer().setLength(0);

        Path changed = Files.writeString(
                folder.resolve("newsroom.yaml"),
                Files.readString(SAMPLE).replace("name: Climate and environment", "name: Climate"));
        assertThat(apply(broker, changed, "--dry-run")).isZero();
        assertThat(out.toString().lines())
                .contains("  changed  desk/climate: name")
                .last()
                .asString()
                .startsWith("Only a dry run, nothing was written: 0 added, 1 changed, 0 removed, ");

        out.getBuffer().setLength(0);
        assertThat(apply(broker, SAMPLE)).isZero();
        assertThat(out.toString().lines())
                .first()
                .asString()
                .startsWith("Farlight Dispatch: 16 editions, 7 desks, 14 bureaus in 11 countries, 73 channels, ");
        assertThat(out.toString().lines()).last().asString().startsWith("Applied: 0 added, 0 changed, 0 removed, ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsMistakesOnTheErrorStreamWithExitCodeOne(TestBroker broker, @TempDir Path folder) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "newsroom: {}\neditions: {}\npeople: []\n");

        assertThat(apply(broker, wrong)).isEqualTo(RootCommand.REFUSED);

        assertThat(err.toString())
                .contains(wrong + ":1:11: Expected the key 'id' in the newsroom, but it is missing. Add it.")
                .contains(wrong + ":2:11: Expected a list for 'editions', but got keys with values.")
                .contains("4 mistakes: nothing was applied.");
        assertThat(out.toString()).isEmpty();
    }

    private int apply(TestBroker broker, Path file, String... more) {
        CommandLine line = new CommandLine(new RootCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        if (!line.getSubcommands().containsKey("apply")) {
            line.addSubcommand("apply", new ApplyCommand());
        }
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof StageFailure)) {
                throw failure;
            }
            err.append(failure.getMessage()).append('\n');
            return RootCommand.REFUSED;
        });
        String[] args = new String[more.length + 3];
        args[0] = "apply";
        args[1] = "--bootstrap-servers=" + broker.bootstrapServers();
        args[2] = file.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return line.execute(args);
    }
}
