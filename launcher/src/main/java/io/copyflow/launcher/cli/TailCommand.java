package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.TopicNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow tail}. */
@Command(
        name = "tail",
        description = {
            "Follow topics: a JSON object a line for each record, until interrupted.",
            "Records of a partition come in their order. A record that cannot be read has a null value, the reason in"
                    + " 'unreadable' and its bytes in 'base64'."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class TailCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "TOPIC",
            description = "Topics, such as story.events or copyflow.story.events.v1. Default: all events and refusals.")
    private List<String> names = List.of();

    @Option(names = "--from-beginning", description = "Begin with what is there already.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "Stop after so many records.")
    private long max = Long.MAX_VALUE;

    @Option(names = "--json", description = "JSON lines; as there is no other form, this changes nothing.")
    private boolean json;

    @Override
    public void run() {
        Set<Topic<?>> topics = topics();
        if (max < 1) {
            throw new ParameterException(spec.commandLine(), "Expected --max to be 1 or more, but got " + max + ".");
        }
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            reader.follow(topics, fromBeginning, new Printing());
        }
    }

    private Set<Topic<?>> topics() {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        for (String name : names) {
            Topic<?> topic = TopicNames.find(name);
            if (topic == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no topic '" + name + "'. Did you mean "
                                + String.join(" or ", TopicNames.nearest(name)) + "?");
            }
            topics.add(topic);
        }
        return topics.isEmpty() ? new LinkedHashSet<>(TopicNames.EVENTS) : topics;
    }

    private final class Printing implements Predicate<LogRecord> {
        private long printed;

        @Override
        public boolean test(LogRecord record) {
            root.out().println(ReadableJson.line(ReadableJson.of(record)));
            printed++;
            // whoever read this may have gone, as 'head' does: System.out keeps that to itself until asked
            return printed < max && !root.out().checkError() && !System.out.checkError();
        }
    }
}
