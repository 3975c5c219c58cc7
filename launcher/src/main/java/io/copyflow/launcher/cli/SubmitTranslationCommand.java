package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow submit-translation TASK FILE}: hands a translation in. */
@Command(
        name = "submit-translation",
        description = {
            "Hand in a finished translation: every segment, those that carry their text too.",
            "What an editor should look at is told."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class SubmitTranslationCommand implements Callable<Integer> {

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
                    .tell(
                            server.postTask(task.path() + "/submit", person, TaskFile.read(file)),
                            SubmitTranslationCommand::lines);
        }
    }

    static List<String> lines(JsonNode submitted) {
        List<String> lines = new ArrayList<>();
        List<String> warnings = TaskTelling.warnings(submitted);
        lines.add("Handed in " + TaskTelling.name(submitted) + " on revision "
                + submitted.path("sourceRevision").asInt()
                + (warnings.isEmpty() ? "." : ". To be looked at:"));
        lines.addAll(warnings);
        return lines;
    }
}
