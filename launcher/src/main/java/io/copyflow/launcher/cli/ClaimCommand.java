package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow claim}: takes a translation out of the queue. */
@Command(
        name = "claim",
        description = {
            "Take a translation out of the queue, or hold on to it longer.",
            "With --out, its texts are written to a file to be filled in; 'draft' and 'submit-translation' take it back."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class ClaimCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServerOptions options;

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    /** One of the two. */
    @SuppressWarnings("NullAway.Init") // picocli sets one of them
    private static final class Wanted {

        @Parameters(
                paramLabel = "TASK",
                description = "STORY/LANGUAGE, as 'copyflow tasks' shows it.",
                converter = TaskAddress.Converter.class)
        private @Nullable TaskAddress task;

        @Option(names = "--next", paramLabel = "TAG", description = "The first that waits into this language.")
        private @Nullable String next;
    }

    @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who claims it.")
    private String person;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file for its texts.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ServerClient server = options.connect(root)) {
            ServerClient.Reply reply = server.postTask(path(), person, null);
            int code = new TaskTelling(root, options).tell(reply, ClaimCommand::lines);
            if (out != null && reply.isDone()) {
                writeTo(out, server, TaskAddress.of(reply));
            }
            return code;
        }
    }

    private String path() {
        return wanted.task == null
                ? "/tasks/next?language=" + ServerClient.part(String.valueOf(wanted.next))
                : wanted.task.path() + "/claim";
    }

    private static void writeTo(Path file, ServerClient server, TaskAddress task)
            throws IOException, InterruptedException {
        ServerClient.Reply whole = server.get(task.path());
        if (!whole.isDone()) {
            throw new StageFailure(
                    "task-not-shown",
                    "The translation is claimed, but its texts could not be had: " + whole.refusal()
                            + " Get them with './copyflow task " + task + " --out " + file + "'.");
        }
        TaskFile.write(file, whole.body());
    }

    private static List<String> lines(JsonNode claim) {
        return List.of(claim.path("holder").asText() + " holds " + TaskTelling.name(claim) + TaskTelling.until(claim));
    }
}
