package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow submit FILE …}: hands stories in over HTTP, as a reporter's tool would. */
@Command(
        name = "submit",
        description = {
            "Hand in stories: plain JSON or ninjs 3.x, told apart by what is in the file.",
            "The same file again is the same story."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class SubmitCommand implements java.util.concurrent.Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to hand in.")
    private List<Path> files;

    @Option(
            names = "--as",
            paramLabel = "PERSON",
            description = "Who hands it in; without it, the file's author, or the newsroom's wire-person.")
    private @Nullable String person;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "The language of an item that states none; without it, the newsroom's wire-language.")
    private @Nullable String language;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean all = true;
        try (ServerClient server = options.connect(root)) {
            for (Path file : files) {
                all &= submit(server, file);
            }
        }
        return all ? 0 : RootCommand.REFUSED;
    }

    private boolean submit(ServerClient server, Path file) throws IOException, InterruptedException {
        byte[] body;
        try {
            body = Files.readAllBytes(file);
        } catch (IOException e) {
            root.err().println(file + ": cannot be read (" + e.getClass().getSimpleName() + "). Check the name.");
            return false;
        }
        ServerClient.Reply reply = server.postStory(
                "/stories" + (language == null ? "" : "?language=" + ServerClient.part(language)), person, body);
        JsonNode answer = reply.body();
        if (options.isJson()) {
            root.out().println(answer);
        } else if (reply.isDone()) {
            int targets = answer.path("targets").size();
            root.out()
                    .println(file + ": " + (reply.status() == 201 ? "accepted as " : "known already as ")
                            + answer.path("storyId").asText() + ", revision "
                            + answer.path("revision").asInt() + ", "
                            + answer.path("language").asText() + ", queued for " + targets
                            + (targets == 1 ? " language: " : " languages: ")
                            + String.join(
                                    " ",
                                    StreamSupport.stream(answer.path("targets").spliterator(), false)
                                            .map(JsonNode::asText)
                                            .toList()));
        } else {
            root.err().println(file + ": " + reply.refusal());
        }
        root.out().flush();
        root.err().flush();
        return reply.isDone();
    }
}
