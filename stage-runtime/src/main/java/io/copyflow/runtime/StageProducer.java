package io.copyflow.runtime;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a stage's thread writes with. It tells how long commits take. */
final class StageProducer extends KafkaProducer<byte[], byte[]> {

    private final CommitPace pace;

    /**
     * @param config as Streams makes it for a thread
     * @param pace of the commits of that thread
     */
    StageProducer(Map<String, Object> config, CommitPace pace) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.pace = pace;
    }

    /** With this Streams begins each commit. */
    @Override
    public void flush() {
        pace.committing();
        super.flush();
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        pace.committed();
    }
}
