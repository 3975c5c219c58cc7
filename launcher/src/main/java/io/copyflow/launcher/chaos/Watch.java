package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Reads along into a ledger while faults happen; where its brokers are away it begins anew, and finds all as it was. */
final class Watch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Map<String, Object> client;
    private final SchemaIds ids;
    private final Ledger ledger = new Ledger();
    private final AtomicInteger beginnings = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable LogReader reading;

    Watch(Map<String, Object> client, SchemaIds ids) {
        this.client = client;
        this.ids = ids;
        this.thread = Thread.ofPlatform().name("chaos-watch").daemon().start(this::follow);
    }

    private void follow() {
        while (!closed) {
            beginnings.incrementAndGet();
            try (LogReader reader = new LogReader(client, ids)) {
                reading = reader;
                reader.follow(Ledger.TOPICS, true, record -> {
                    ledger.add(record);
                    return !closed;
                });
            } catch (StageFailure | KafkaException e) {
                // a broker is away, as it is to be: the next reader finds it or the others
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (RuntimeException e) {
                failure = e;
                return;
            }
        }
    }

    /** @throws IllegalStateException when it reads no more: what it has is not all then */
    Ledger ledger() {
        if (failure != null) {
            throw new IllegalStateException("The reader that reads along has failed.", failure);
        }
        return ledger;
    }

    /** How often it had to begin anew. */
    int interruptions() {
        return Math.max(0, beginnings.get() - 1);
    }

    @Override
    public void close() {
        closed = true;
        LogReader reader = reading;
        if (reader != null) {
            reader.stop();
        }
        try {
            thread.join(ENDING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
