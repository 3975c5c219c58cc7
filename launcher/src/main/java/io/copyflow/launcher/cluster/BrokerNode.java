package io.copyflow.launcher.cluster;

import io.copyflow.broker.BrokerFault;
import io.copyflow.broker.BrokerStartException;
import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.broker.Quorum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One broker of a cluster, in a process of its own.
 *
 * @param port of the broker
 * @param quorum null for the only one
 */
record BrokerNode(Path dataDir, int port, @Nullable Quorum quorum) {

    static final String WORD = "broker";

    /** What a broker says once it takes requests, as a stage does. */
    static final String RUNNING = "Running.";

    private static final int UNAVAILABLE = 69;

    /** As {@link #parse} takes them. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(WORD, dataDir.toString(), Integer.toString(port)));
        if (quorum != null) {
            arguments.add(quorum.clusterId());
            arguments.add(Integer.toString(quorum.nodeId()));
            arguments.add(quorum.controllerPorts().entrySet().stream()
                    .map(node -> node.getKey() + "=" + node.getValue())
                    .collect(Collectors.joining(",")));
        }
        return arguments;
    }

    /** @param arguments the word, folder and port; of several also cluster id, node id, and ports by node id */
    static BrokerNode parse(List<String> arguments) {
        Quorum quorum = null;
        if (arguments.size() > 3) {
            TreeMap<Integer, Integer> ports = new TreeMap<>();
            for (String node : arguments.get(5).split(",")) {
                String[] both = node.split("=");
                ports.put(Integer.valueOf(both[0]), Integer.valueOf(both[1]));
            }
            quorum = new Quorum(arguments.get(3), Integer.parseInt(arguments.get(4)), ports);
        }
        return new BrokerNode(Path.of(arguments.get(1)), Integer.parseInt(arguments.get(2)), quorum);
    }

    /** Runs it until it is ended, or can do no more: then the process ends with a sentence. */
    void run() {
        CompletableFuture<@Nullable BrokerFault> end = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.complete(null);
            awaitQuietly(closed);
        }));
        BrokerFault fault;
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
            broker.fault().thenAccept(end::complete);
            System.out.println(RUNNING);
            fault = end.join();
        } catch (BrokerStartException e) {
            fault = new BrokerFault(e.code(), String.valueOf(e.getMessage()));
        } finally {
            closed.countDown();
        }
        if (fault != null) {
            System.err.println(fault.sentence());
            Runtime.getRuntime().halt(UNAVAILABLE);
        }
    }

    private EmbeddedBroker.Settings settings() {
        return quorum == null
                ? new EmbeddedBroker.Settings(dataDir, port, 0, Map.of())
                : EmbeddedBroker.Settings.of(dataDir, port, quorum);
    }

    private static void awaitQuietly(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
