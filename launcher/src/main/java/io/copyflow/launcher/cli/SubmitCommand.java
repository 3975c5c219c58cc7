package io.copyflow.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    @Option(names = "--url", paramLabel = "URL", description = "Where Copyflow runs, such as http://127.0.0.1:8400.")
    private @Nullable String url;

    @Option(names = "--json", description = "The answers as JSON, one a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean all = true;
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            for (Path file : files) {
                all &= submit(client, file);
            }
        }
        return all ? 0 : RootCommand.REFUSED;
    }

    private boolean submit(HttpClient client, Path file) throws IOException, InterruptedException {
        byte[] body;
        try {
            body = Files.readAllBytes(file);
        } catch (IOException e) {
            root.err().println(file + ": cannot be read (" + e.getClass().getSimpleName() + "). Check the name.");
            return false;
        }
        URI address = URI.create(server() + "/stories"
                + (language == null ? "" : "?language=" + URLEncoder.encode(language, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (person != null) {
            request.header("X-Copyflow-Person", person);
        }
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new StageFailure(
                    "server-unreachable",
                    "Nothing answers at " + server() + ". Start './copyflow up', or say where it runs with --url.",
                    e);
        }
        JsonNode answer = read(response);
        boolean taken = response.statusCode() / 100 == 2;
        if (json) {
            root.out().println(answer);
        } else if (taken) {
            int targets = answer.path("targets").size();
            root.out()
                    .println(file + ": " + (response.statusCode() == 201 ? "accepted as " : "known already as ")
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
            root.err()
                    .println(file + ": " + answer.path("code").asText("failed") + ": "
                            + answer.path("detail").asText("the server answered " + response.statusCode()));
        }
        root.out().flush();
        root.err().flush();
        return taken;
    }

    private String server() {
        if (url != null) {
            return url.replaceFirst("/+$", "");
        }
        Configuration configuration = root.configuration();
        return "http://" + configuration.text(Setting.HTTP_HOST) + ":" + configuration.number(Setting.HTTP_PORT);
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new StageFailure(
                    "server-unreachable",
                    "Expected Copyflow at " + response.uri() + ", but what answered there is something else (status "
                            + response.statusCode() + "). Check --url or http.port.",
                    e);
        }
    }
}
