package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow channels}: how the ways out are, and what a person has to look at. */
@Command(
        name = "channels",
        description = "How the website, social accounts and members are, and what a person has to look at.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {ChannelsListCommand.class, ChannelsLookedCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ChannelsCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
