package io.copyflow.launcher.bench;

import io.copyflow.launcher.cluster.Child;
import io.copyflow.launcher.cluster.Member;
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
import java.util.function.IntPredicate;

/**
 * {@code copyflow up} in a process of its own, with a folder and ports of its own, that ends with this one. For one thread.
 */
final class UpProcess implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration ONE_REQUEST = Duration.ofSeconds(10);

    private final Path folder;
    private final Path data;
    private final int kafkaPort;
    private final int httpPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Member process;

    UpProcess(Path folder) {
        this.folder = folder;
        this.data = data(folder);
        List<Integer> ports = Ports.free(2);
        this.kafkaPort = ports.get(0);
        this.httpPort = ports.get(1);
        this.process = new Member(
                "newsroom-1",
                Member.Kind.NEWSROOM,
                command(),
                folder.resolve("output"),
                temporary(),
                null,
                (_, _) -> {});
    }

    /** Where its data lie in its folder. */
    static Path data(Path folder) {
        return folder.resolve("data");
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.add("-Djava.io.tmpdir=" + temporary());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(), "up"));
        for (String setting : List.of(
                "data.dir=" + data,
                "bootstrap.servers=" + bootstrapServers(),
                "http.port=" + httpPort,
                "site.port=0",
                "desk.port=0",
                "syndication.port=0")) {
            command.add("--set=" + setting);
        }
        return command;
    }

    /** Starts it, on whatever lies in its folder. */
    void start() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.start();
    }

    /** @throws StageFailure with code {@code bench-stalled} when it ends, or is not ready in time */
    void awaitReady(Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/ready"))
                .timeout(ONE_REQUEST)
                .build();
        await("to be ready", request, status -> status == 200, patience);
    }

    /** What it answers at an address, once that is not that it cannot answer now (503). For many threads. */
    String get(String path, Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(ONE_REQUEST)
                .build();
        return await("to answer " + path, request, status -> status != 503, patience);
    }

    /** Hands a small story in over HTTP and waits until it is accepted, by this request or an earlier one. */
    void submit(String clientId, Duration patience) {
        String story = """
                {"clientId": "%s", "author": "%s", "language": "en", "headline": "Ferry keeps its winter timetable",
                 "body": [{"kind": "paragraph", "text": "The ferry sails on weekdays as before."}]}""".formatted(clientId, BenchNewsroom.REPORTER);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/stories"))
                .timeout(ONE_REQUEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(story))
                .build();
        // 200 where an earlier request was taken and its answer did not come in time
        await("to accept a story", request, status -> status == 200 || status == 201, patience);
    }

    private String await(String what, HttpRequest request, IntPredicate isAnswer, Duration patience) {
        long begin = System.nanoTime();
        String last = "no answer";
        while (System.nanoTime() - begin < patience.toNanos()) {
            demandAlive(what);
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (isAnswer.test(answer.statusCode())) {
                    return answer.body();
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                // not listening yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StageFailure("interrupted", "Interrupted while measuring.", e);
            }
            Waits.pause(PAUSE);
        }
        throw new StageFailure(
                "bench-stalled",
                "Expected the newsroom's process " + what + " within " + patience.toSeconds()
                        + " s, but the last answer was " + last + ". " + process.told());
    }

    /** Where stories are handed in and health is asked. */
    String address() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** The process that runs now, or ran last. */
    long pid() {
        return process.pid();
    }

    /** @throws StageFailure with code {@code bench-stalled} when it has ended by itself */
    void demandAlive() {
        demandAlive("to run");
    }

    private void demandAlive(String what) {
        if (process.state() != Member.State.RUNNING) {
            throw new StageFailure(
                    "bench-stalled", "Expected the newsroom's process " + what + ", but it ended. " + process.told());
        }
    }

    /** Ends it by force, as {@code kill -9} does. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
