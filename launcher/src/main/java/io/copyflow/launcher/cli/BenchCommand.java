package io.copyflow.launcher.cli;

import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow bench}: how fast it is here, beside what Kafka itself can do here. */
@Command(
        name = "bench",
        description = {
            "Measure on this machine how fast versions pass, many at once, one at a time, beside a long queue and with a"
                    + " long history; how fast a kill is; how soon it runs again after a crash; what becomes of commands"
                    + " beyond capacity; and how fast translators get their next task.",
            "Needs no Kafka and touches no data: it works in a folder of its own that is removed at the end."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchFlowCommand.class,
            BenchLatencyCommand.class,
            BenchBacklogCommand.class,
            BenchHistoryCommand.class,
            BenchKillCommand.class,
            BenchRestartCommand.class,
            BenchOverloadCommand.class,
            BenchLimitCommand.class,
            BenchNextTaskCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class BenchCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }

    /** Something measured in a folder. */
    @FunctionalInterface
    interface Measuring<T> {
        T in(Path folder);
    }

    /**
     * Measures in a folder that is removed afterwards, also when a signal ends it.
     *
     * @throws StageFailure with code {@code interrupted} when a signal did
     */
    <T> T inFolder(Measuring<T> measuring) throws IOException {
        Path folder = Files.createTempDirectory("copyflow-bench");
        Shutdown shutdown = new Shutdown();
        shutdown.interruptsWhenAsked(Thread.currentThread());
        try {
            return measuring.in(folder);
        } catch (RuntimeException e) {
            throw shutdown.isAsked() ? new StageFailure("interrupted", "It was ended before all was measured.", e) : e;
        } finally {
            remove(folder);
            shutdown.ended();
        }
    }

    /** What was measured counts, or what went wrong; not that a file could not be removed. */
    private void remove(Path folder) {
        try {
            LocalNewsroom.empty(folder);
        } catch (IOException | UncheckedIOException e) {
            root.err().println("The folder " + folder + " could not be removed: " + e + ". Remove it.");
        }
    }

    /** @throws StageFailure with code {@code bench-incorrect} when it is not so */
    static void demandRight(boolean isEveryVersionOnceAndUnaltered) {
        if (!isEveryVersionOnceAndUnaltered) {
            throw new StageFailure(
                    "bench-incorrect", "Expected every version once and unaltered, but some were not: see above.");
        }
    }
}
