package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow task TASK}: a translation with its texts. */
@Command(
        name = "task",
        description = "Show a translation: where it stands, and each segment with its source and what there is of it.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class TaskCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @Mixin
    private TaskParameter task;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write it to a new file, to be filled in.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ServerClient server = options.connect(root)) {
            ServerClient.Reply reply = server.get(task.path());
            if (out != null && reply.isDone()) {
                TaskFile.write(out, reply.body());
            }
            return new TaskTelling(root, options).tell(reply, TaskCommand::lines);
        }
    }

    private static List<String> lines(JsonNode task) {
        List<String> lines = new ArrayList<>();
        lines.add(TaskTelling.name(task) + ": " + task.path("status").asText()
                + (task.has("holder") ? " by " + task.path("holder").asText() + TaskTelling.until(task) : "")
                + ", from " + task.path("sourceLanguage").asText() + ", revision "
                + task.path("sourceRevision").asInt() + ", urgency "
                + task.path("urgency").asInt()
                + (task.has("deadline") ? ", due " + task.path("deadline").asText() : ""));
        for (JsonNode segment : task.path("segments")) {
            lines.add("");
            lines.add(segment.path("id").asText()
                    + (segment.has("kind") ? "  " + segment.path("kind").asText() : "")
                    + (segment.path("open").asBoolean() ? "  open" : ""));
            text(lines, "was", segment.path("change").path("before"));
            text(lines, "source", segment.path("source"));
            text(lines, "text", segment);
            text(lines, "offered", segment.path("offered"));
            for (JsonNode term : segment.path("terms")) {
                List<String> wordings = new ArrayList<>();
                term.path("wordings").forEach(wording -> wordings.add(wording.asText()));
                lines.add("  glossary: " + term.path("term").asText() + " = " + String.join(", ", wordings));
            }
        }
        List<String> warnings = TaskTelling.warnings(task);
        if (!warnings.isEmpty()) {
            lines.add("");
            lines.add("Warnings of what was handed in last:");
            lines.addAll(warnings);
        }
        return lines;
    }

    private static void text(List<String> lines, String name, JsonNode of) {
        String text = of.path("text").asText("");
        if (!text.isEmpty()) {
            lines.add("  " + name + ": " + text);
        }
    }
}
