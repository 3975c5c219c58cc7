package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Aggregates by the time their timer is due: what is due is a short range, whatever the number of aggregates. */
final class TimerIndex {

    private static final byte[] PRESENT = {1};

    private final KeyValueStore<byte[], byte[]> store;

    TimerIndex(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** Moves an aggregate's timer; null is no timer. */
    void move(String aggregate, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && !from.equals(to)) {
            store.delete(key(from, aggregate));
        }
        if (to != null && !to.equals(from)) {
            store.put(key(to, aggregate), PRESENT);
        }
    }

    /** A timer that was found to be due. */
    record Due(Instant at, String aggregate) {}

    /** The timers due by now, the longest due first, at most {@code limit}. */
    List<Due> due(Instant now, int limit) {
        List<Due> due = new ArrayList<>();
        byte[] from = new byte[Long.BYTES];
        byte[] to =
                ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli() + 1).array();
        try (KeyValueIterator<byte[], byte[]> timers = store.range(from, to)) {
            while (timers.hasNext() && due.size() < limit) {
                KeyValue<byte[], byte[]> timer = timers.next();
                ByteBuffer key = ByteBuffer.wrap(timer.key);
                Instant at = Instant.ofEpochMilli(key.getLong());
                due.add(new Due(at, UTF_8.decode(key).toString()));
            }
        }
        return due;
    }

    /** Times before 1970 never occur, so that big-endian bytes sort as the times do. */
    private static byte[] key(Instant at, String aggregate) {
        byte[] id = aggregate.getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(at.toEpochMilli())
                .put(id)
                .array();
    }
}
