package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow tasks}: what waits for translators, or what one of them holds. */
@Command(
        name = "tasks",
        description = {
            "Show which translations wait, the first to be taken first.",
            "With --holder, which ones a person holds."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class TasksCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @Option(names = "--language", paramLabel = "TAG", description = "Only those into this language.")
    private @Nullable String language;

    @Option(names = "--holder", paramLabel = "PERSON", description = "Those that this person holds.")
    private @Nullable String holder;

    @Option(names = "--limit", defaultValue = "20", description = "How many at most, 1 to 500 (${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String query = holder != null
                ? "holder=" + ServerClient.part(holder)
                : "limit=" + limit + (language == null ? "" : "&language=" + ServerClient.part(language));
        try (ServerClient server = options.connect(root)) {
            return new TaskTelling(root, options).tell(server.get("/tasks?" + query), this::lines);
        }
    }

    private List<String> lines(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode task : answer.path("tasks")) {
            lines.add(holder != null ? TaskTelling.name(task) + TaskTelling.until(task) : waiting(task));
        }
        if (lines.isEmpty()) {
            lines.add(holder != null ? holder + " holds nothing." : "Nothing waits.");
        }
        return lines;
    }

    private static String waiting(JsonNode task) {
        return String.format(
                Locale.ROOT,
                "%-32s  urgency %d  due %-24s  from %s, revision %d, %d of %d segments open",
                TaskTelling.name(task),
                task.path("urgency").asInt(),
                task.path("deadline").asText("any time"),
                task.path("sourceLanguage").asText(),
                task.path("sourceRevision").asInt(),
                task.path("openSegments").asInt(),
                task.path("segments").asInt());
    }
}
