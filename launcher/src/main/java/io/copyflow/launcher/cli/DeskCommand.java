package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow desk}: the web desk. */
@Command(
        name = "desk",
        description = "The web desk, which 'up' serves. See docs/how-to/use-the-desk.md.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = DeskTokenCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class DeskCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
