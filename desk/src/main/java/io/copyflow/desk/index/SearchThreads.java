package io.copyflow.desk.index;

import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where texts are searched: on threads of the system's, half as many as there are processors but one at least. A search works
 * from its beginning to its end, and a virtual thread, such as every request has, leaves its processor to no other before it
 * waits for something: as many searches of long texts as there are processors had all other requests wait, health and kills
 * too. As many as come take turns.
 */
final class SearchThreads implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads;

    SearchThreads() {
        int many = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                many,
                many,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("copyflow-desk-search-", 0).factory());
    }

    /**
     * Searches there, and waits for what is found.
     *
     * @throws java.util.concurrent.CancellationException when it is closed before the search's turn comes
     */
    <T> T search(Supplier<T> search) {
        Future<T> found = threads.submit((Callable<T>) search::get);
        try {
            return found.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException cause -> cause;
                case Error cause -> throw cause;
                case null, default -> new IllegalStateException(e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            found.cancel(false);
            throw new StageFailure("interrupted", "Interrupted while searching.", e);
        }
    }

    /** Lets go who waits for a turn, and waits a while for what is being searched. */
    @Override
    public void close() {
        threads.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        waiting.forEach(each -> ((Future<?>) each).cancel(false));
        try {
            threads.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
