package io.copyflow.launcher.bench;

import io.copyflow.launcher.cluster.Ports;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** {@code copyflow up} in a process of its own, with a folder and ports of its own. For one thread. */
final class UpProcess implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration ONE_REQUEST = Duration.ofSeconds(10);
    private static final int LINES_TOLD = 10;

    private final Path folder;
    private final Path data;
    private final int kafkaPort;
    private final int httpPort;
    private final Path output;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;

    UpProcess(Path folder) {
        this.folder = folder;
        this.data = data(folder);
        List<Integer> ports = Ports.free(2);
        this.kafkaPort = ports.get(0);
        this.httpPort = ports.get(1);
        this.output = folder.resolve("output");
    }

    /** Where its data lie in its folder. */
    static Path data(Path folder) {
        return folder.resolve("data");
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Starts it, on whatever lies in its folder. */
    void start() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.copyflow.launcher.Copyflow", "up"));
        for (String setting : List.of(
                "data.dir=" + data,
                "bootstrap.servers=" + bootstrapServers(),
                "http.port=" + httpPort,
                "site.port=0",
                "desk.port=0",
                "syndication.port=0")) {
            command.add("--set=" + setting);
        }
        try {
            Files.createDirectories(folder);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws StageFailure with code {@code bench-stalled} when it ends, or is not ready in time */
    void awaitReady(Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/ready"))
                .timeout(ONE_REQUEST)
                .build();
        await("to be ready", request, 200, patience);
    }

    /** Hands a small story in over HTTP and waits until it is accepted. */
    void submit(String clientId, Duration patience) {
        String story = """
                {"clientId": "%s", "author": "%s", "language": "en", "headline": "Ferry keeps its winter timetable",
                 "body": [{"kind": "paragraph", "text": "The ferry sails on weekdays as before."}]}""".formatted(clientId, BenchNewsroom.REPORTER);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/stories"))
                .timeout(ONE_REQUEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(story))
                .build();
        await("to accept a story", request, 201, patience);
    }

    private void await(String what, HttpRequest request, int status, Duration patience) {
        long begin = System.nanoTime();
        String last = "no answer";
        while (System.nanoTime() - begin < patience.toNanos()) {
            Process running = process;
            if (running == null || !running.isAlive()) {
                throw new StageFailure(
                        "bench-stalled", "Expected the newsroom's process " + what + ", but it ended: " + told());
            }
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == status) {
                    return;
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                // not listening yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StageFailure("interrupted", "Interrupted while measuring.", e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StageFailure(
                "bench-stalled",
                "Expected the newsroom's process " + what + " within " + patience.toSeconds()
                        + " s, but the last answer was " + last + ". It said: " + told());
    }

    private String told() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        } catch (IOException e) {
            return "nothing that can be read (" + e.getMessage() + ")";
        }
    }

    /** Where stories are handed in and health is asked. */
    String address() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** The process that runs now, or ran last. */
    long pid() {
        return Objects.requireNonNull(process, "not started").pid();
    }

    /** @throws StageFailure with code {@code bench-stalled} when it has ended by itself */
    void demandAlive() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new StageFailure("bench-stalled", "Expected the newsroom's process to run, but it ended: " + told());
        }
    }

    /** Ends it by force, as {@code kill -9} does. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
