package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FollowerTest {

    private static final StageFailure FAILURE = new StageFailure("desk-index-failed", "It is closed.");

    private final CountDownLatch closing = new CountDownLatch(1);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public void wakeup() {
            closing.countDown();
        }
    };

    @Test
    void what_can_be_followed_no_longer_is_told() {
        try (Follower follower = new Follower("follower", "a topic", consumer, () -> {
            throw FAILURE;
        })) {
            assertThat(follower.dead().toCompletableFuture()).succeedsWithin(30, TimeUnit.SECONDS);
            assertThat(follower.dead().toCompletableFuture().join()).isSameAs(FAILURE);
        }
    }

    @Test
    void what_fails_as_it_is_closed_is_no_failure() {
        Follower follower = new Follower("follower", "a topic", consumer, () -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw FAILURE;
        });

        follower.close();

        assertThat(consumer.closed()).as("the last round is over").isTrue();
        assertThat(follower.dead().toCompletableFuture()).isNotDone();
    }
}
