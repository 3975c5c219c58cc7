package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow draft TASK FILE}: puts unfinished work aside. */
@Command(
        name = "draft",
        description = {
            "Save what there is of a translation; it renews the claim.",
            "Segments without text are left out: what was saved of them before stays."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class DraftCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @Mixin
    private TaskParameter task;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file from 'claim --out', or JSON like it.")
    private Path file;

    @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who holds it.")
    private String person;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ServerClient server = options.connect(root)) {
            return new TaskTelling(root, options)
                    .tell(server.postTask(task.path() + "/draft", person, TaskFile.read(file)), DraftCommand::lines);
        }
    }

    static List<String> lines(JsonNode saved) {
        return List.of("Saved. " + saved.path("holder").asText() + " holds " + TaskTelling.name(saved)
                + TaskTelling.until(saved));
    }
}
