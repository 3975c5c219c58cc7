package io.copyflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow publish}: what the newsroom asks of the release gate. */
@Command(
        name = "publish",
        description = {
            "When a story goes out, and when it comes down: embargo, schedule, withhold, take down, restore.",
            "To end a story for good, with all that was made of it, there is 'copyflow kill'."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            PublishEmbargoCommand.class,
            PublishLiftEmbargoCommand.class,
            PublishScheduleCommand.class,
            PublishPolicyCommand.class,
            PublishWithholdCommand.class,
            PublishUnwithholdCommand.class,
            PublishTakeDownCommand.class,
            PublishRestoreCommand.class,
            PublishWaiveCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class PublishCommand {

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }
}
