package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow xliff}: translations by way of a translator's own tools. */
@Command(
        name = "xliff",
        description = "Take a translation to a translator's own tool, and back: XLIFF 2.1 out; 2.0 to 2.2 and 1.2 in.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {XliffExportCommand.class, XliffImportCommand.class},
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before a subcommand runs
public final class XliffCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
