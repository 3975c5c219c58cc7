package io.copyflow.launcher.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.runtime.Asked;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.SegmentKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who hands stories in over HTTP, each under a number that is its command's id too. */
final class StoryClients implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI address;
    private final InventedText text;
    private final List<String> targets;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    /**
     * @param address of the gateway, such as {@code http://127.0.0.1:8400}
     * @param targets languages that stories are translated into
     */
    StoryClients(String address, InventedText text, List<String> targets) {
        this.address = URI.create(address + "/stories");
        this.text = text;
        this.targets = List.copyOf(targets);
    }

    /** The story that a number becomes. */
    static String storyId(int number) {
        return StoryId.of("desk", name(number));
    }

    private static String name(int number) {
        return "overload-" + number;
    }

    /** Hands one in; the same number again is the same story and the same command. Never completes exceptionally. */
    CompletableFuture<Reply> send(int number) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(Asked.PERSON, BenchNewsroom.REPORTER)
                .header(Asked.KEY, name(number))
                .POST(HttpRequest.BodyPublishers.ofString(body(number)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) ->
                        failure == null ? Reply.of(answer) : new Reply.Fault("no answer: " + failure));
    }

    private String body(int number) {
        ObjectNode story = JsonNodeFactory.instance.objectNode();
        story.put("clientId", name(number)).put("language", BenchNewsroom.LANGUAGE);
        targets.forEach(story.putArray("targets")::add);
        ArrayNode body = story.putArray("body");
        for (Block block : text.story(name(number), BenchNewsroom.LANGUAGE)) {
            if (block.getKind() == SegmentKind.HEADLINE) {
                story.put("headline", block.getText());
            } else {
                body.addObject().put("kind", "paragraph").put("text", block.getText());
            }
        }
        return story.toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
