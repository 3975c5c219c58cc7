package io.copyflow.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchThreadsTest {

    private static final Executor REQUESTS = Thread::startVirtualThread;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicBoolean other = new AtomicBoolean();

    @Test
    void searches_that_take_long_leave_other_requests_their_processors() {
        try (SearchThreads threads = new SearchThreads()) {
            int many = 2 * Runtime.getRuntime().availableProcessors();
            List<CompletableFuture<Boolean>> searches = IntStream.range(0, many)
                    .mapToObj(_ ->
                            CompletableFuture.supplyAsync(() -> threads.search(this::untilTheOtherIsDone), REQUESTS))
                    .toList();

            REQUESTS.execute(() -> other.set(true));

            assertThat(searches).allMatch(CompletableFuture::join);
        }
    }

    /** Works without any wait. */
    private boolean untilTheOtherIsDone() {
        long begin = System.nanoTime();
        while (!other.get() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.onSpinWait();
        }
        return other.get();
    }

    @Test
    void what_goes_wrong_is_told_as_it_is() {
        UncheckedIOException disk = new UncheckedIOException(new IOException("the disk"));
        OutOfMemoryError memory = new OutOfMemoryError("for a test");
        try (SearchThreads threads = new SearchThreads()) {
            assertThatThrownBy(() -> threads.search(() -> {
                        throw disk;
                    }))
                    .isSameAs(disk);
            assertThatThrownBy(() -> threads.search(() -> {
                        throw memory;
                    }))
                    .isSameAs(memory);
        }
    }

    @Test
    void who_waits_for_a_turn_is_let_go_at_the_end() throws InterruptedException {
        SearchThreads threads = new SearchThreads();
        int many = 2 * Runtime.getRuntime().availableProcessors();
        List<CompletableFuture<Boolean>> searches = IntStream.range(0, many)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> threads.search(this::untilTheOtherIsDone), REQUESTS))
                .toList();
        Thread closing = Thread.ofPlatform().start(threads::close);
        await().atMost(PATIENCE).until(() -> searches.stream().anyMatch(CompletableFuture::isCompletedExceptionally));

        other.set(true);
        closing.join();
        await().atMost(PATIENCE).until(() -> searches.stream().allMatch(CompletableFuture::isDone));
    }
}
