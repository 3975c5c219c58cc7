package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow report}: lists made from the log. */
@Command(
        name = "report",
        description = "Lists for whoever is responsible, made from the log.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {ReportBreakGlassCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ReportCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
