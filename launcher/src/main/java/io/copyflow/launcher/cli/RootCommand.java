package io.copyflow.launcher.cli;

import io.copyflow.broker.BrokerStartException;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.registry.SchemaIdsFrom;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TemporaryFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: options that all commands share, and how failures are told. */
@Command(
        name = "copyflow",
        description = "The copy flow of a multilingual newsroom on Apache Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ApplyCommand.class,
            SubmitCommand.class,
            StoriesCommand.class,
            StoryCommand.class,
            DiffCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            TailCommand.class,
            TasksCommand.class,
            TaskCommand.class,
            ClaimCommand.class,
            DraftCommand.class,
            SubmitTranslationCommand.class,
            ReleaseCommand.class,
            ReassignCommand.class,
            AcknowledgeCommand.class,
            XliffCommand.class,
            MemoryCommand.class,
            ReviewCommand.class,
            ReportCommand.class,
            PublishCommand.class,
            ObligationsCommand.class,
            LiveCommand.class,
            KillCommand.class,
            ReplayCommand.class,
            ChannelsCommand.class,
            KeysCommand.class,
            DeskCommand.class,
            BenchCommand.class,
            StageCommand.class,
            ClusterCommand.class,
            ChaosCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:refused, or it did not work: the message says why",
            " 2:the command line is wrong",
            "66:what was to be read is not there, or cannot be read as what it should be",
            "69:something that is needed is not there: Kafka, a JDK, a port, a folder to write in",
            "70:a fault in Copyflow itself",
            "130:ended by Ctrl-C, in good order",
            "143:ended by a signal (SIGTERM), in good order"
        })
public final class RootCommand {

    /** Refused, or it did not work. */
    public static final int REFUSED = 1;
    /** What was to be read is not there, or cannot be read as what it should be. */
    public static final int UNREADABLE = 66;
    /** Something that is needed is not there. */
    public static final int UNAVAILABLE = 69;
    /** A fault in Copyflow itself. */
    public static final int FAULT = 70;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings, as key=value lines. See docs/reference/configuration.md.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "One setting, stronger than the file and the environment. May be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "Where Kafka is; the same as --set bootstrap.servers=HOST:PORT.")
    private @Nullable String bootstrapServers;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Tell more, stack traces included.")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a command line and gives the exit code. */
    public static int run(String... args) {
        return line().execute(args);
    }

    static CommandLine line() {
        RootCommand root = new RootCommand();
        return new CommandLine(root)
                .setExecutionExceptionHandler((failure, command, parsed) -> root.told(failure, command))
                .setParameterExceptionHandler((wrong, arguments) -> misused(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The sentence, what may have been meant, and where to read on: the usage itself would push both off the screen. */
    private static int misused(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(String.valueOf(wrong.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        if (command.getParent() != null && !command.getSubcommands().isEmpty()) {
            err.println("Its commands: "
                    + String.join(", ", command.getSubcommands().keySet()));
        }
        tellWhereHelpIs(command);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static void tellWhereHelpIs(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("^copyflow", "./copyflow help");
        command.getErr().println("How it is used: " + name);
    }

    int told(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        int code = FAULT;
        String sentence = Failures.tell(failure).sentence();
        switch (failure) {
            case StageFailure told ->
                code = isUsage(told.code())
                        ? CommandLine.ExitCode.USAGE
                        : isUnreadable(told.code()) ? UNREADABLE : isUnavailable(told.code()) ? UNAVAILABLE : REFUSED;
            case BrokerStartException told -> {
                code = UNAVAILABLE;
                sentence = String.valueOf(told.getMessage());
            }
            case KafkaException _ -> {
                code = UNAVAILABLE;
                sentence = kafkaTold(command, sentence);
            }
            default -> {
                StageFailure folder = TemporaryFolder.fault();
                code = folder == null ? FAULT : UNAVAILABLE;
                sentence = folder == null
                        ? "This is a fault in Copyflow: " + failure + ". Run it again with --verbose and report it."
                        : String.valueOf(folder.getMessage());
            }
        }
        err.println(command.getColorScheme().errorText(sentence));
        if (code == CommandLine.ExitCode.USAGE) {
            tellWhereHelpIs(command);
        }
        if (verbose) {
            err.println(command.getColorScheme().stackTraceText(failure));
        }
        err.flush();
        return code;
    }

    /** Whose Kafka it was: some start one of their own and reach no other. */
    String kafkaTold(CommandLine command, String why) {
        String name = command.getCommandSpec().qualifiedName(" ");
        return name.startsWith("copyflow bench") || name.startsWith("copyflow chaos")
                ? "The Kafka that '" + name + "' started for itself does not answer as it should: " + why
                        + ". Give the machine less else to do, and run it again."
                : "Kafka at " + configuration().text(Setting.BOOTSTRAP_SERVERS) + " does not answer as it should: "
                        + why + ". Is './copyflow up' running, or is --bootstrap-servers right?";
    }

    private static boolean isUsage(String code) {
        return code.startsWith("setting-") || code.equals("stage-unknown");
    }

    /** Nothing was found wrong or refused: there was nothing to look at. */
    private static boolean isUnreadable(String code) {
        return code.endsWith("-unreadable") || code.equals("partitions-differ") || code.equals("nothing-to-prove");
    }

    private static boolean isUnavailable(String code) {
        if (code.endsWith("-unwritable")) {
            return true;
        }
        return switch (code) {
            case "port-in-use",
                    "address-unusable",
                    "no-space",
                    "temp-dir-unusable",
                    "topics-not-made",
                    "topics-missing",
                    "review-unanswered",
                    "publish-unanswered",
                    "stage-not-ready",
                    "cluster-not-running",
                    "chaos-not-begun",
                    "faketime-missing",
                    "kafka-unreachable",
                    "server-unreachable" -> true;
            default -> false;
        };
    }

    /** The settings this command runs with. */
    public Configuration configuration() {
        if (verbose && LoggerFactory.getLogger("io.copyflow") instanceof ch.qos.logback.classic.Logger logger) {
            logger.setLevel(ch.qos.logback.classic.Level.DEBUG);
        }
        Configuration configuration = Configuration.of(file, System.getenv(), sets);
        return bootstrapServers == null
                ? configuration
                : configuration.with(Map.of(Setting.BOOTSTRAP_SERVERS, bootstrapServers));
    }

    /** How another command is called with the settings file that this one was given. */
    String again(String command) {
        return "./copyflow " + command + (file == null ? "" : " --config=" + file);
    }

    /** Ids of schemas, from the registry when one is set; to be closed by the caller. */
    public SchemaIds schemaIds() {
        return SchemaIdsFrom.settings(configuration().text(Setting.SCHEMA_REGISTRY_URL), null, Clock.systemUTC());
    }

    public PrintWriter out() {
        return commandLine().getOut();
    }

    public PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before any command runs");
        }
        return spec.commandLine();
    }
}
