package io.copyflow.translate.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with one share consumer, which holds one record at a time. The record is handled on a thread of its own, so
 * that this one can renew the lock on it meanwhile.
 */
final class DraftWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DraftWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The shortest that brokers allow, until they have told. */
    private static final int SHORTEST_LOCK_MILLIS = 15_000;

    private final String topic;
    private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
    private final Function<ConsumerRecord<byte[], byte[]>, AcknowledgeType> handling;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Thread handler;
    private boolean lockLost;

    private DraftWorker(
            String name,
            String topic,
            Supplier<ShareConsumer<byte[], byte[]>> consumers,
            Function<ConsumerRecord<byte[], byte[]>, AcknowledgeType> handling) {
        this.topic = topic;
        this.consumers = consumers;
        this.handling = handling;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** @param handling what to do for a record, and what Kafka is to be told then; ends soon when interrupted */
    static DraftWorker start(
            String name,
            String topic,
            Supplier<ShareConsumer<byte[], byte[]>> consumers,
            Function<ConsumerRecord<byte[], byte[]>, AcknowledgeType> handling) {
        DraftWorker worker = new DraftWorker(name, topic, consumers, handling);
        worker.thread.start();
        return worker;
    }

    void takeNoMore() {
        closing.countDown();
    }

    /** Has the record in hand released. */
    void giveBack() {
        Thread inHand = handler;
        if (inHand != null) {
            inHand.interrupt();
        }
    }

    void awaitEnd(Duration patience) {
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosing(Duration.ZERO)) {
            try (ShareConsumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.setAcknowledgementCommitCallback((_, failure) -> lockLost |= failure != null);
                consumer.subscribe(List.of(topic));
                while (!isClosing(Duration.ZERO)) {
                    Optional<ConsumerRecord<byte[], byte[]>> record = only(consumer, consumer.poll(POLL));
                    if (record.isPresent()) {
                        tend(consumer, record.get());
                    }
                }
            } catch (RuntimeException e) {
                LOG.warn("event=draft_orders_not_read topic={} reason=\"{}\"", topic, e.getMessage());
                isClosing(PAUSE);
            }
        }
    }

    private boolean isClosing(Duration wait) {
        try {
            return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A poll gives one record at most, as it was asked to; if there are more, they are not for this worker. */
    private static Optional<ConsumerRecord<byte[], byte[]>> only(
            ShareConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        ConsumerRecord<byte[], byte[]> first = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (first == null) {
                first = record;
            } else {
                consumer.acknowledge(record, AcknowledgeType.RELEASE);
            }
        }
        return Optional.ofNullable(first);
    }

    /** Keeps a record until it is handled or the lock on it is lost. */
    private void tend(ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
        CompletableFuture<AcknowledgeType> handled = new CompletableFuture<>();
        Thread inHand = Thread.ofVirtual().name("copyflow-draft").start(() -> handle(record, handled));
        handler = inHand;
        try {
            Duration half =
                    Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(SHORTEST_LOCK_MILLIS) / 2);
            AcknowledgeType type = within(handled, half);
            while (type == null) {
                if (!renewed(consumer, record, half)) {
                    LOG.warn("event=draft_lock_lost topic={} offset={}", topic, record.offset());
                    return;
                }
                type = within(handled, half);
            }
            consumer.acknowledge(record, type);
            confirm(consumer);
        } finally {
            inHand.interrupt();
            handler = null;
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record, CompletableFuture<AcknowledgeType> handled) {
        try {
            handled.complete(handling.apply(record));
        } catch (Throwable e) {
            LOG.error("event=draft_order_failed topic={} offset={}", topic, record.offset(), e);
            handled.complete(AcknowledgeType.RELEASE);
        }
    }

    /** Null when it takes longer. */
    private static @Nullable AcknowledgeType within(CompletableFuture<AcknowledgeType> handled, Duration time) {
        try {
            return handled.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Nobody interrupts a worker, and handling does not fail", e);
        }
    }

    /** A renewed record is given again by the next poll, and only then can it be acknowledged again. */
    private boolean renewed(
            ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, Duration patience) {
        lockLost = false;
        consumer.acknowledge(record, AcknowledgeType.RENEW);
        long end = System.nanoTime() + patience.toNanos();
        while (!lockLost && System.nanoTime() - end < 0) {
            Optional<ConsumerRecord<byte[], byte[]>> again = only(consumer, consumer.poll(POLL));
            if (again.isPresent() && isSame(again.get(), record)) {
                return true;
            }
            again.ifPresent(other -> consumer.acknowledge(other, AcknowledgeType.RELEASE));
        }
        return false;
    }

    private static boolean isSame(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
        return one.offset() == other.offset() && one.partition() == other.partition();
    }

    /** When Kafka does not take it, the record comes again, and handling it again changes nothing. */
    private static void confirm(ShareConsumer<byte[], byte[]> consumer) {
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent((KafkaException e) ->
                        LOG.warn("event=draft_not_acknowledged {} reason=\"{}\"", partition, e.getMessage())));
    }
}
