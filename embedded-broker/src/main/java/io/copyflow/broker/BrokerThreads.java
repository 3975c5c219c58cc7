package io.copyflow.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All threads of one broker. A thread begets threads in its own group, so a broker started on a thread of this group
 * stays in it whole. That answers two questions Kafka leaves open: which broker of this JVM wanted to end the process,
 * and whether a closed broker left anything behind.
 */
final class BrokerThreads extends ThreadGroup {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final CompletableFuture<BrokerFault> fault = new CompletableFuture<>();

    private final Path dataDir;

    BrokerThreads(Path dataDir) {
        super("embedded-broker " + dataDir);
        this.dataDir = dataDir;
    }

    /**
     * Makes Kafka's own way out, {@link Exit}, spare this process when a broker of ours takes it; anybody else's way
     * out stays as Kafka has it. Kafka keeps one procedure for the JVM and offers no other handle: it halts from deep
     * inside {@code LogManager} and {@code ReplicaManager} when the disk fails. Ours holds no state and asks the
     * current thread whose it is, so setting it again with every broker changes nothing.
     */
    static void sparingThisProcess() {
        Exit.setHaltProcedure((status, message) -> end(status, message, Runtime.getRuntime()::halt));
        Exit.setExitProcedure((status, message) -> end(status, message, System::exit));
    }

    private static void end(int status, @Nullable String message, IntConsumer kafkasWay) {
        for (ThreadGroup group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof BrokerThreads broker) {
                // Kafka's code after a halt counts on never being reached: only throwing keeps that true.
                throw broker.failed("the broker gave up" + (message == null ? "" : ": " + message), null);
            }
        }
        kafkasWay.accept(status);
    }

    /** Completes once, if the broker can no longer work; never exceptionally. */
    CompletableFuture<BrokerFault> fault() {
        return fault;
    }

    /** What Kafka calls where a stand-alone broker would end its process. */
    FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
        if (!fatal) {
            return new LoggingFaultHandler(name, action);
        }
        return (failure, cause) -> {
            action.run();
            return new IllegalStateException(
                    failed(name + ": " + failure, cause).getMessage(), cause);
        };
    }

    private Stopped failed(String what, @Nullable Throwable cause) {
        BrokerFault told = StartFailure.looksFull(cause) || DataDirectory.nearlyFull(dataDir)
                ? new BrokerFault(
                        "no-space",
                        "The disk of the broker's data directory " + dataDir
                                + " is full. Free space, then start again.")
                : cause == null
                        ? new BrokerFault(
                                "data-dir-failed",
                                "The broker can no longer write its data directory " + dataDir
                                        + " (a failing disk, or files"
                                        + " moved away under it). Look at the disk, then start again.")
                        : new BrokerFault("broker-failed", "The broker failed: " + what + " (" + cause + ").");
        if (fault.complete(told)) {
            LOG.error("{} code={}", told.sentence(), told.code(), cause);
        }
        return new Stopped(told.sentence());
    }

    /** Work on one thread of a broker. */
    record Running(Thread thread, CompletableFuture<@Nullable Void> done) {}

    /** Runs the task on a thread of this group; its failure ends up in the future. */
    Running run(String name, Runnable task) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        Thread thread = new Thread(this, name) {
            @Override
            public void run() {
                try {
                    task.run();
                    done.complete(null);
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                }
            }
        };
        thread.setDaemon(true);
        thread.start();
        return new Running(thread, done);
    }

    /** The threads that keep the JVM from ending, other than the current one. */
    List<Thread> stillHoldingTheJvm() {
        Thread[] found = new Thread[activeCount() + 16];
        int count = enumerate(found, true);
        return Stream.of(found)
                .limit(count)
                .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
                .toList();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        // Already told as the broker's fault: no second report on standard error.
        if (!(e instanceof Stopped)) {
            LOG.warn("A thread of the broker ended: {}", thread.getName(), e);
        }
    }

    /** Unwinds the thread on which Kafka wanted to end the process. An Error, because Kafka catches exceptions. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        Stopped(String sentence) {
            super(sentence, null, false, true);
        }
    }
}
