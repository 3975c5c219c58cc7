package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow keys}: the keys that people sign their decisions with. */
@Command(
        name = "keys",
        description = "The keys that people sign their decisions with. See docs/how-to/sign-decisions.md.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysMakeCommand.class,
            KeysListCommand.class,
            KeysCheckCommand.class,
            KeysRotateCommand.class,
            KeysRevokeCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class KeysCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
