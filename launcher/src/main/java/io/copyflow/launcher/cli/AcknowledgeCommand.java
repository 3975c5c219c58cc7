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

/** {@code copyflow acknowledge TASK SEGMENT …}: lets translations stand although their source changed. */
@Command(
        name = "acknowledge",
        description = {
            "Say that you saw how the source changed, and that the translation of these segments stands.",
            "'copyflow task TASK' shows what changed, and the revision to name."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class AcknowledgeCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @Mixin
    private TaskParameter task;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "SEGMENT", description = "Ids of the segments.")
    private List<String> segments;

    @Option(names = "--revision", paramLabel = "N", required = true, description = "The source revision you saw.")
    private int revision;

    @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who holds it.")
    private String person;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("sourceRevision", revision);
        segments.forEach(body.putArray("segments")::add);
        try (ServerClient server = options.connect(root)) {
            return new TaskTelling(root, options)
                    .tell(
                            server.postTask(
                                    task.path() + "/acknowledge",
                                    person,
                                    body.toString().getBytes(StandardCharsets.UTF_8)),
                            this::lines);
        }
    }

    private List<String> lines(JsonNode held) {
        return List.of("Acknowledged " + String.join(", ", segments) + " of " + TaskTelling.name(held) + " on revision "
                + revision + ".");
    }
}
