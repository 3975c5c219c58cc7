package io.copyflow.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The kills that have come and those a stage has worked on, by their places. Any number of threads may use it. */
final class KillsAhead {

    private final Map<TopicPartition, Long> come = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> workedOn = new ConcurrentHashMap<>();

    /** A kill is in its topic, committed. */
    void come(TopicPartition partition, long offset) {
        come.merge(partition, offset, Math::max);
    }

    /** A kill is being worked on now. */
    void worked(TopicPartition partition, long offset) {
        workedOn.put(partition, offset);
    }

    /** Whether a kill is at that offset or behind it. */
    boolean hasCome(TopicPartition partition, long offset) {
        return come.getOrDefault(partition, -1L) >= offset;
    }

    boolean isWorkedOn(TopicPartition partition, long offset) {
        return workedOn.getOrDefault(partition, -1L) >= offset;
    }
}
