package io.copyflow.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The kills that have come and those a stage has worked on, by their places. Any number of threads may use it. */
final class KillsAhead {

    private final Map<TopicPartition, Long> come = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> workedOn = new ConcurrentHashMap<>();

    /** A kill is in its topic, committed; the newest counts, as a topic may be made anew. */
    void come(TopicPartition partition, long offset) {
        come.put(partition, offset);
    }

    /** A kill is being worked on now; one thread may still do what another has done since. */
    void worked(TopicPartition partition, long offset) {
        workedOn.merge(partition, offset, Math::max);
    }

    /** Whether a kill is at that offset or behind it. */
    boolean hasCome(TopicPartition partition, long offset) {
        return come.getOrDefault(partition, -1L) >= offset;
    }

    boolean isWorkedOn(TopicPartition partition, long offset) {
        return workedOn.getOrDefault(partition, -1L) >= offset;
    }
}
