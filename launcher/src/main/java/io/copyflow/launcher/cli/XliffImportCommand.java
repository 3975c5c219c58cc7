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

/** {@code copyflow xliff import FILE}: a file back from a translator's tool. */
@Command(
        name = "import",
        description = {
            "Hand in a translation from XLIFF; the file says itself what task it is of.",
            "It is a submission like any other: by whoever holds the task, checked by every rule."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class XliffImportCommand implements Callable<Integer> {

    @ParentCommand
    private XliffCommand parent;

    @Mixin
    private ServerOptions options;

    @Parameters(paramLabel = "FILE", description = "XLIFF 2.0, 2.1, 2.2, 1.1 or 1.2.")
    private Path file;

    @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who holds it.")
    private String person;

    @Option(names = "--draft", description = "Save it as a draft; whoever holds the task goes on with it.")
    private boolean draft;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RootCommand root = parent.root();
        try (ServerClient server = options.connect(root)) {
            return new TaskTelling(root, options)
                    .tell(
                            server.postXliff(
                                    "/tasks/xliff?as=" + (draft ? "draft" : "submission"), person, TaskFile.read(file)),
                            this::lines);
        }
    }

    private List<String> lines(JsonNode answer) {
        List<String> lines =
                new ArrayList<>(draft ? DraftCommand.lines(answer) : SubmitTranslationCommand.lines(answer));
        answer.path("notes").forEach(note -> lines.add("  note: " + note.asText()));
        return lines;
    }
}
