package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow reassign TASK TRANSLATOR}: a chief gives a translation to somebody. */
@Command(
        name = "reassign",
        description = "Give a translation to a translator of its language, whoever holds it.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ReassignCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @Mixin
    private TaskParameter task;

    @Parameters(index = "1", paramLabel = "TRANSLATOR", description = "Who is to hold it.")
    private String translator;

    @Option(names = "--as", paramLabel = "PERSON", required = true, description = "The chief who says so.")
    private String person;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("translator", translator);
        try (ServerClient server = options.connect(root)) {
            return new TaskTelling(root, options)
                    .tell(
                            server.postTask(
                                    task.path() + "/reassign",
                                    person,
                                    body.toString().getBytes(StandardCharsets.UTF_8)),
                            ReassignCommand::lines);
        }
    }

    private static List<String> lines(JsonNode held) {
        return List.of(
                held.path("holder").asText() + " holds " + TaskTelling.name(held) + TaskTelling.until(held) + ".");
    }
}
