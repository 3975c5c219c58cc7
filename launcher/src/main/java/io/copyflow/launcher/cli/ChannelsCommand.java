package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow channels}: runs the ways out, and tells how they are and what a person has to look at. */
@Command(
        name = "channels",
        description = "Run the website, social accounts and members; how they are, and what a person has to look at.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {ChannelsRunCommand.class, ChannelsListCommand.class, ChannelsLookedCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ChannelsCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
