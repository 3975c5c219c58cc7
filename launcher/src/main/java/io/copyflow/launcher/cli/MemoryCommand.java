package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow memory}: the translation memory, in and out of files. */
@Command(
        name = "memory",
        description = "Take the entries of other translation memories in, and give those of this one out.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {MemoryImportCommand.class, MemoryExportCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class MemoryCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
