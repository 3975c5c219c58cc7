package io.copyflow.channels.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** {@link ChannelsProcess} as a test has it: started, asked, killed, started again. What it says is in {@code channels.log}. */
final class KilledProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final String kafka;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;
    private volatile @Nullable String address;

    KilledProcess(Path folder, String kafka) {
        this.folder = folder;
        this.kafka = kafka;
    }

    void start() throws IOException {
        Files.deleteIfExists(folder.resolve("port"));
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx600m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChannelsProcess.class.getName()));
        command.addAll(List.of(folder.toString(), kafka));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("channels.log").toFile()))
                .start();
        process = started;
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("The channels ended: see " + folder.resolve("channels.log"));
            }
            try {
                address = "http://127.0.0.1:" + Files.readString(folder.resolve("port"));
                return true;
            } catch (NoSuchFileException e) {
                return false;
            }
        });
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        address = null;
        Objects.requireNonNull(process).destroyForcibly().waitFor();
    }

    /** What it answers; null while it is not running. */
    @Nullable
    JsonNode get(String path, String token) throws InterruptedException {
        String where = address;
        if (where == null) {
            return null;
        }
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(where + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
        } catch (IOException e) {
            return null; // killed in the middle of it
        }
    }

    /** What is still to be done for accounts and members; very much while it is not running. */
    int waiting() {
        return state().path("waiting").asInt(Integer.MAX_VALUE);
    }

    /** How the website and syndication are; missing while it is not running. */
    JsonNode state() {
        try {
            JsonNode state = get("/state", "");
            return state == null ? JSON.missingNode() : state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes from the disk the folder that a channel writes its new files in, until it has noticed.
     *
     * @param work what there is to write meanwhile
     */
    void withoutDisk(String channel, Path aside, Runnable work) throws IOException {
        Path away = aside.resolveSibling("taken-away");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.isDirectory(aside));
        Files.move(aside, away);
        Files.createFile(aside);
        try {
            work.run();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> saysThatItCannotWrite(state().path(channel).asText()));
        } finally {
            Files.delete(aside);
            Files.move(away, aside);
        }
    }

    /** Of a kill that waits for the disk, too, which is told before all else. */
    private static boolean saysThatItCannotWrite(String sentence) {
        return sentence.startsWith("Expected to write") || sentence.startsWith("Expected to take down what was killed");
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    /** A line of its log that matters, for a failure. */
    List<String> errors() {
        try (var lines = Files.lines(folder.resolve("channels.log"))) {
            return lines.filter(line -> line.contains(" ERROR ")).limit(20).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
