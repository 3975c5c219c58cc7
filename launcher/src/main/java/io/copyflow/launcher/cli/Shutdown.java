package io.copyflow.launcher.cli;

import io.copyflow.broker.BrokerFault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the end: Ctrl-C, a signal, or a broker that can do no more. The signal waits until all is closed. */
final class Shutdown {

    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final CompletableFuture<@Nullable BrokerFault> asked = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "copyflow-shutdown"));
    }

    private void signalled() {
        asked.complete(null);
        try {
            if (!ended.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println(
                        "Not everything ended within " + CLOSING.toSeconds() + " s; nothing accepted is lost.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it because of a fault. */
    void because(BrokerFault fault) {
        asked.complete(fault);
    }

    /** Whether the end has begun. */
    boolean isAsked() {
        return asked.isDone();
    }

    /** The fault that ended it, or null for a signal. */
    @Nullable
    BrokerFault await() {
        return asked.join();
    }

    /** All is closed: the process may go. */
    void ended() {
        ended.countDown();
    }
}
