package io.copyflow.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a stage's stores come nearer to what their change logs say. That may take minutes where they are large, and is told
 * then. Any number of threads may use it.
 */
final class RestoreWatch implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

    /** Fewer are there within a second. */
    private static final long WORTH_TELLING = 100_000;

    private final String stage;
    private final LongSupplier nanos;
    private volatile long movedAt;

    /** @param nanos a clock as {@link System#nanoTime} is one; the watch begins now */
    RestoreWatch(String stage, LongSupplier nanos) {
        this.stage = stage;
        this.nanos = nanos;
        this.movedAt = nanos.getAsLong();
    }

    /** Whether for longer than this no record has come. */
    boolean isStillFor(Duration patience) {
        return nanos.getAsLong() - movedAt > patience.toNanos();
    }

    private void moved() {
        movedAt = nanos.getAsLong();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        moved();
        if (end - start >= WORTH_TELLING) {
            LOG.info(
                    "event=store_restoring stage={} store={} partition={} records={}",
                    stage,
                    store,
                    partition.partition(),
                    end - start);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEnd, long restored) {
        moved();
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        moved();
    }
}
