package io.copyflow.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code copyflow help COMMAND …}: picocli's own looks at the first word only, and so knows no {@code bench flow}. */
@Command(
        name = "help",
        description = "Tell how a command is used, such as 'help submit' or 'help bench flow'.",
        mixinStandardHelpOptions = true,
        helpCommand = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class HelpCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command; all of them without it.")
    private List<String> names = new ArrayList<>();

    @Override
    public void run() {
        // as help was asked for, picocli lets pass what it does not know
        List<String> unknown = spec.commandLine().getUnmatchedArguments();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(spec.commandLine(), unknown);
        }
        CommandLine command = spec.parent().commandLine();
        for (String name : names) {
            CommandLine below = command.getSubcommands().get(name);
            if (below == null) {
                throw new ParameterException(
                        command,
                        "There is no command '" + name + "' of "
                                + command.getCommandSpec().qualifiedName(" ") + ".");
            }
            command = below;
        }
        command.usage(command.getOut());
    }
}
