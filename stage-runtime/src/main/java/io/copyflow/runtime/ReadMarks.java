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
 *
 * <p>A log may also begin anew below a mark: its topic was deleted and made again, which its id tells, or its end was lost
 * with a broker's disk, which is told by what is newer than all that was read. Then the mark is void, and what comes is read.
 */
final class ReadMarks {

    private static final int BYTES = 4 * Long.BYTES;
    private static final Logger LOG = LoggerFactory.getLogger(ReadMarks.class);

    private final String stage;
    private final KeyValueStore<String, byte[]> store;
    private final TopicIds ids;
    private final Map<String, Mark> marks = new HashMap<>();

    /**
     * @param next the offset after the last record that was read
     * @param newest time of the newest record that was read, in epoch milliseconds
     * @param again whether records before it come once more
     */
    private record Mark(Uuid log, long next, long newest, boolean again) {

        static Mark ofNothing(Uuid log) {
            return new Mark(log, 0, Long.MIN_VALUE, false);
        }

        static Mark parse(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Mark(new Uuid(buffer.getLong(), buffer.getLong()), buffer.getLong(), buffer.getLong(), false);
        }

        Mark after(RecordMetadata record, long time) {
            return new Mark(log, record.offset() + 1, Math.max(newest, time), false);
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES)
                    .putLong(log.getMostSignificantBits())
                    .putLong(log.getLeastSignificantBits())
                    .putLong(next)
                    .putLong(newest)
                    .array();
        }
    }

    /** @param store mark by topic, of one task and so of one partition of each */
    ReadMarks(String stage, KeyValueStore<String, byte[]> store, TopicIds ids) {
        this.stage = stage;
        this.store = store;
        this.ids = ids;
    }

    /**
     * Marks a record as read. False when it was read before: then it is to be left alone.
     *
     * @param time the record's, in epoch milliseconds
     */
    boolean mark(RecordMetadata record, long time) {
        String topic = record.topic();
        Mark mark = marks.computeIfAbsent(topic, this::kept);
        if (record.offset() < mark.next()) {
            mark = time <= mark.newest() ? whetherAgain(record, mark) : cut(record, mark);
            marks.put(topic, mark);
            if (mark.again()) {
                return false;
            }
        }
        mark = mark.after(record, time);
        marks.put(topic, mark);
        store.put(topic, mark.bytes());
        return true;
    }

    private Mark kept(String topic) {
        byte[] kept = store.get(topic);
        if (kept == null) {
            return Mark.ofNothing(ids.known(topic));
        }
        Mark mark = Mark.parse(kept);
        return mark.log().equals(ids.known(topic)) ? mark : ofSameLog(topic, mark);
    }

    private Mark ofSameLog(String topic, Mark mark) {
        Uuid log = ids.now(topic);
        return mark.log().equals(log) ? mark : Mark.ofNothing(log);
    }

    private Mark whetherAgain(RecordMetadata record, Mark mark) {
        if (mark.again()) {
            return mark;
        }
        Mark checked = ofSameLog(record.topic(), mark);
        if (checked.next() == 0) {
            return checked;
        }
        LOG.warn(
                "event=read_again stage={} topic={} partition={} from={} to={} told=\"The group's offsets are of an earlier"
                        + " time. What comes again was done and is not done again.\"",
                stage,
                record.topic(),
                record.partition(),
                record.offset(),
                mark.next());
        return new Mark(mark.log(), mark.next(), mark.newest(), true);
    }

    private Mark cut(RecordMetadata record, Mark mark) {
        LOG.error(
                "event=log_cut stage={} topic={} partition={} from={} to={} told=\"Records that were read are gone, and newer"
                        + " ones lie in their place: the log lost its end. What comes is read.\"",
                stage,
                record.topic(),
                record.partition(),
                record.offset(),
                mark.next());
        return Mark.ofNothing(mark.log());
    }
}
