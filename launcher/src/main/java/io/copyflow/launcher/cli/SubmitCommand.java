package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.ingest.gateway.SubmissionFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow submit FILE …}: hands stories in over HTTP, as a reporter's tool would. */
@Command(
        name = "submit",
        description = {
            "Hand in stories in every format that is taken: plain JSON, ninjs, JSON Feed, NewsML-G2, NITF, RSS, Atom,"
                    + " HTML, Markdown, plain text.",
            "The format is told by the file's ending, else by what is in it. The same file again is the same story."
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

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "The content type, such as text/html, where neither ending nor content tells the format.")
    private @Nullable String type;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The id of a document that has none of its own; without it, the file's name.")
    private @Nullable String id;

    @Option(
            names = "--media",
            paramLabel = "FILE",
            description =
                    "A picture or video to send before, which a story names by its hash; as often as there are some."
                            + " Needs --as.")
    private List<Path> media = List.of();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!media.isEmpty() && person == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --as PERSON with --media, as a picture or video has no author to go by, but there is none."
                            + " Say who hands it in.");
        }
        boolean isNoneRefused = true;
        boolean isAllRead = true;
        try (ServerClient server = options.connect(root)) {
            for (Path file : media) {
                byte[] body = read(file);
                isAllRead &= body != null;
                isNoneRefused &= body == null || sendMedia(server, file, body);
            }
            for (Path file : files) {
                byte[] body = read(file);
                isAllRead &= body != null;
                isNoneRefused &= body == null || submit(server, file, body);
            }
        }
        // what was refused weighs more: the file is there, and what is in it is to be mended
        return !isNoneRefused ? RootCommand.REFUSED : isAllRead ? 0 : RootCommand.UNREADABLE;
    }

    private boolean sendMedia(ServerClient server, Path file, byte[] body) throws IOException, InterruptedException {
        ServerClient.Reply reply = server.post("/media", person, null, body);
        if (options.isJson()) {
            root.out().println(reply.body());
        } else if (reply.isDone()) {
            root.out().println(file + ": kept as " + reply.text("hash") + ", " + reply.text("mediaType"));
        } else {
            root.err().println(file + ": " + reply.refusal());
        }
        flush();
        return reply.isDone();
    }

    private boolean submit(ServerClient server, Path file, byte[] body) throws IOException, InterruptedException {
        String name = String.valueOf(file.getFileName());
        String path = "/stories?id=" + ServerClient.part(id == null ? name : id)
                + (language == null ? "" : "&language=" + ServerClient.part(language));
        ServerClient.Reply reply =
                server.post(path, person, type == null ? SubmissionFormats.contentType(name, body) : type, body);
        boolean done = reply.isDone();
        if (options.isJson()) {
            root.out().println(reply.body());
            for (JsonNode item : reply.body().path("items")) {
                done &= !isRefused(item);
            }
        } else if (!reply.isDone()) {
            root.err().println(file + ": " + reply.refusal());
        } else if (reply.body().has("items")) {
            for (JsonNode item : reply.body().path("items")) {
                done &= tell(
                        file + " " + item.path("item").asText(),
                        item.path("status").asInt(),
                        item);
            }
        } else {
            tell(file.toString(), reply.status(), reply.body());
        }
        flush();
        return done;
    }

    private static boolean isRefused(JsonNode item) {
        return item.path("status").asInt() / 100 != 2;
    }

    private byte @Nullable [] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            root.err().println(TaskFile.unread(file, e));
            flush();
            return null;
        }
    }

    /** Whether it was taken. */
    private boolean tell(String what, int status, JsonNode answer) {
        if (answer.has("code")) {
            root.err()
                    .println(what + ": " + answer.path("code").asText() + ": "
                            + answer.path("detail").asText());
            return false;
        }
        root.out().println(what + ": " + taken(status, answer));
        answer.path("notes").forEach(note -> root.out().println("  " + note.asText()));
        return true;
    }

    private static String taken(int status, JsonNode answer) {
        String story = answer.path("storyId").asText();
        if (answer.has("passedOver")) {
            return "passed over; it is " + story;
        }
        if (answer.path("killed").asBoolean()) {
            return "canceled; " + story + " is killed";
        }
        List<String> targets = StreamSupport.stream(answer.path("targets").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return (status == 201 ? "accepted as " : "known already as ")
                + story
                + (answer.has("revision")
                        ? ", revision " + answer.path("revision").asInt()
                        : "")
                + (answer.has("language")
                        ? ", " + answer.path("language").asText() + ", queued for " + targets.size()
                                + (targets.size() == 1 ? " language: " : " languages: ") + String.join(" ", targets)
                        : "");
    }

    private void flush() {
        root.out().flush();
        root.err().flush();
    }
}
