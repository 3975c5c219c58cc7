package io.copyflow.runtime;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a task has read each of its topics, kept with the rest of its state and committed with it. Kafka's groups keep
 * that too, but a coordinator that has just taken over may tell of an earlier time
 * (docs/adr/0017-what-was-read-is-state.md). What comes once more then is known here, and nothing is done about it.
 */
final class ReadMarks {

    private static final int BYTES = 3 * Long.BYTES;
    private static final Logger LOG = LoggerFactory.getLogger(ReadMarks.class);

    private final String stage;
    private final KeyValueStore<String, byte[]> store;
    private final TopicIds ids;
    private final Map<String, Mark> marks = new HashMap<>();

    /**
     * Holds for one log: where a topic was made anew, its offsets begin anew.
     *
     * @param next the offset after the last record that was read
     * @param again whether records before it come once more
     */
    private record Mark(Uuid log, long next, boolean again) {

        static Mark ofNothing(Uuid log) {
            return new Mark(log, 0, false);
        }

        static Mark parse(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Mark(new Uuid(buffer.getLong(), buffer.getLong()), buffer.getLong(), false);
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES)
                    .putLong(log.getMostSignificantBits())
                    .putLong(log.getLeastSignificantBits())
                    .putLong(next)
                    .array();
        }
    }

    /** @param store mark by topic, of one task and so of one partition of each */
    ReadMarks(String stage, KeyValueStore<String, byte[]> store, TopicIds ids) {
        this.stage = stage;
        this.store = store;
        this.ids = ids;
    }

    /** Marks a record as read. False when it was read before: then it is to be left alone. */
    boolean mark(RecordMetadata record) {
        String topic = record.topic();
        Mark mark = marks.computeIfAbsent(topic, this::kept);
        if (record.offset() < mark.next()) {
            mark = mark.again() ? mark : whetherAgain(record, mark);
            if (mark.again()) {
                return false;
            }
        }
        mark = new Mark(mark.log(), record.offset() + 1, false);
        marks.put(topic, mark);
        store.put(topic, mark.bytes());
        return true;
    }

    private Mark kept(String topic) {
        byte[] kept = store.get(topic);
        Uuid log = ids.atStart(topic);
        Mark mark = kept == null ? Mark.ofNothing(log) : Mark.parse(kept);
        return mark.log().equals(log) ? mark : Mark.ofNothing(log);
    }

    private Mark whetherAgain(RecordMetadata record, Mark mark) {
        String topic = record.topic();
        Uuid log = ids.now(topic);
        if (!log.equals(mark.log())) {
            return Mark.ofNothing(log);
        }
        LOG.warn(
                "event=read_again stage={} topic={} partition={} from={} to={} told=\"The group's offsets are of an earlier"
                        + " time. What comes again was done and is not done again.\"",
                stage,
                topic,
                record.partition(),
                record.offset(),
                mark.next());
        Mark again = new Mark(log, mark.next(), true);
        marks.put(topic, again);
        return again;
    }
}
