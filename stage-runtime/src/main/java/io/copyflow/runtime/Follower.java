package io.copyflow.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that follows topics without a consumer group until it is closed. What fails is tried again after a pause; an
 * {@link Error} ends it for good, as does a {@link StageFailure} of the round itself, and whoever relies on it is told.
 */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String what;
    private final Consumer<?, ?> consumer;
    private final Runnable round;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Begins to follow.
     *
     * @param name the thread's
     * @param what is followed, for sentences, such as {@code the directory}
     * @param consumer closed at the end
     * @param round done again and again on the thread: assigns where that is still to be done, polls, keeps what came;
     *     throws a {@link StageFailure} where trying again is of no use
     */
    public Follower(String name, String what, Consumer<?, ?> consumer, Runnable round) {
        this.what = what;
        this.consumer = consumer;
        this.round = round;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::follow);
    }

    /** Completes, with the reason, when an error has ended it. Never when it was closed. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    /** @throws StageFailure with the code {@code follower-failed} when an error has ended it */
    public void requireAlive() {
        StageFailure failure = dead.getNow(null);
        if (failure != null) {
            throw failure.again();
        }
    }

    private void follow() {
        try (consumer) {
            while (!closed && !dead.isDone()) {
                once();
            }
        }
    }

    private void once() {
        try {
            round.run();
        } catch (WakeupException e) {
            // closed, or about to be
        } catch (StageFailure e) {
            // what a round feeds may be closed while it is still under way
            if (!closed) {
                dead.complete(e);
                LOG.error("event=follower_failed following={}", Logfmt.value(what), e);
            }
        } catch (RuntimeException e) {
            LOG.warn("event=not_followed following={} reason={}", Logfmt.value(what), Logfmt.value(e.getMessage()));
            LockSupport.parkNanos(PAUSE.toNanos());
        } catch (Error e) {
            dead.complete(new StageFailure(
                    "follower-failed",
                    "Expected to follow " + what
                            + " for as long as this process runs, but that ended. Start the process"
                            + " again. What ended it: " + Failures.tell(e).sentence(),
                    e));
            LOG.error("event=follower_failed following={}", Logfmt.value(what), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
