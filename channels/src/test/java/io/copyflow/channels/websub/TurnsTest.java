package io.copyflow.channels.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void a_host_that_is_slow_holds_back_its_own_calls_and_no_others() throws Exception {
        Turns turns = new Turns(3, 2);
        AtomicInteger atSlow = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> slow = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                slow.add(threads.submit(() -> turns.call("slow.example", () -> {
                    atSlow.incrementAndGet();
                    waitFor(end);
                    return "slow";
                })));
            }
            Awaitility.await().until(() -> atSlow.get() == 2);

            assertThat(threads.submit(() -> turns.call("quick.example", () -> "quick"))
                            .get())
                    .isEqualTo("quick");
            assertThat(atSlow).hasValue(2);

            end.countDown();
            for (Future<String> one : slow) {
                assertThat(one.get()).isEqualTo("slow");
            }
        }
    }

    @Test
    void there_are_never_more_than_so_many_whatever_their_hosts() throws Exception {
        Turns turns = new Turns(3, 2);
        AtomicInteger now = new AtomicInteger();
        ConcurrentHashMap<Integer, Boolean> seen = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String host = "h" + i % 20;
                all.add(threads.submit(() -> turns.call(host, () -> {
                    seen.put(now.incrementAndGet(), true);
                    Thread.yield();
                    return now.decrementAndGet();
                })));
            }
            for (Future<Integer> one : all) {
                one.get();
            }
        }
        assertThat(seen.keySet()).allMatch(count -> count <= 3).contains(2);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
