package io.copyflow.launcher.cli;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the end: Ctrl-C, a signal, or a broker that can do no more. The signal waits until all is closed. */
final class Shutdown {

    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final CompletableFuture<@Nullable StageFailure> asked = new CompletableFuture<>();
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

    /** Ends it because of a part of this process that can do no more. */
    void because(StageFailure failure) {
        asked.complete(failure);
    }

    /** Has a thread end what it waits for once the end begins; not any more after all is closed. */
    void interruptsWhenAsked(Thread thread) {
        asked.thenRun(() -> {
            if (ended.getCount() > 0) {
                thread.interrupt();
            }
        });
    }

    /** Whether the end has begun. */
    boolean isAsked() {
        return asked.isDone();
    }

    /**
     * Waits for the end.
     *
     * @throws StageFailure with the code of the failure, where one ended it and no signal
     */
    void await() {
        StageFailure failure = asked.join();
        if (failure != null) {
            throw failure.again();
        }
    }

    /** All is closed: the process may go. */
    void ended() {
        ended.countDown();
    }
}
