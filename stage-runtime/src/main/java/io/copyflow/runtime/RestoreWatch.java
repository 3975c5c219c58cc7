package io.copyflow.runtime;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a stage's stores come nearer to what their change logs say. Where that takes minutes it is told. */
final class RestoreWatch implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

    /** Fewer are there within a second. */
    private static final long WORTH_TELLING = 100_000;

    private final String stage;
    private final Stillness stillness;

    RestoreWatch(String stage, Stillness stillness) {
        this.stage = stage;
        this.stillness = stillness;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        stillness.moved();
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
        stillness.moved();
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        stillness.moved();
    }
}
