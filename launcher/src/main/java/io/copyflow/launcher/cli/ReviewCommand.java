package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow review}: what editors and web editors decide, and what is said about a version. */
@Command(
        name = "review",
        description = {
            "Read a version, and decide about it: approve, send back, sign.",
            "Each decision names the hash of the text that was read, as 'copyflow review show' tells it."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReviewShowCommand.class,
            ReviewApproveCommand.class,
            ReviewRequestChangesCommand.class,
            ReviewRejectCommand.class,
            ReviewSignOffCommand.class,
            ReviewCommentCommand.class,
            ReviewResolveCommand.class,
            ReviewWaiveCommand.class,
            ReviewBreakGlassCommand.class,
            ReviewCountersignCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ReviewCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
