package io.copyflow.desk.index;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Where texts are searched: on threads of the system's, half as many as there are processors. A search works from its beginning
 * to its end, and a virtual thread, such as every request has, leaves its processor to no other before it waits for something:
 * as many searches of long texts as there are processors had all other requests wait, health and kills too. Searches that come
 * together wait for each other.
 */
final class SearchThreads implements AutoCloseable {

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().daemon().name("copyflow-desk-search-", 0).factory());

    /** Searches there, and waits for what is found. */
    <T> T search(Supplier<T> search) {
        try {
            return CompletableFuture.supplyAsync(search, threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Lets those that were asked for end. */
    @Override
    public void close() {
        threads.close();
    }
}
