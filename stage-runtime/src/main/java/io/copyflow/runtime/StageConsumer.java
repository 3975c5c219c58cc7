package io.copyflow.runtime;

import io.copyflow.catalogue.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What a stage's thread reads its topics with. It waits for records no longer than until the thread's next commit is due,
 * and lets kills overtake a backlog. Source: docs/semantics.md, rule 22.
 *
 * <p>A consumer asks a broker for more only when it has handed out all that it fetched from it, up to a MiB of each partition:
 * a stage with a backlog works on that for ten seconds and more, and knows of nothing that has come since. And Streams leaves
 * a task alone, the kill in it too, while one of its partitions is known to have more that was not handed out. So where there
 * may be more of a backlog, and a kill has come, all but its partition is paused until it is here, and then all but the
 * partitions of its task until it is worked on. What is paused is kept, and no longer keeps the consumer from asking.
 *
 * <p>For one thread, like every consumer.
 */
final class StageConsumer extends KafkaConsumer<byte[], byte[]> {

    /** Of one poll, and of one partition in Streams' hands before it is paused: all of that is worked on before the next look. */
    static final int MOST_AT_ONCE = 100;

    /** What is on the broker comes within milliseconds. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** So long all else waits for kills at most, as when a broker is away, and then for as long it does not. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final CommitPace pace;
    private final KillsAhead ahead;
    /** The last kill handed out, by partition. */
    private final Map<TopicPartition, Long> handedOut = new HashMap<>();
    /** Paused here, not by Streams. */
    private final Set<TopicPartition> held = new HashSet<>();

    private boolean mayHoldMore;
    private long othersUntil = System.nanoTime();
    /** When kills began to hold all else up; null where they do not. */
    private @Nullable Long killsSince;

    /**
     * @param config as Streams makes it for its main consumer
     * @param pace of the commits of this thread
     * @param ahead of this stage
     */
    StageConsumer(Map<String, Object> config, CommitPace pace, KillsAhead ahead) {
        super(inSmallPieces(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.pace = pace;
        this.ahead = ahead;
    }

    private static Map<String, Object> inSmallPieces(Map<String, Object> config) {
        Map<String, Object> settings = new HashMap<>(config);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) PATIENCE.toMillis());
        return settings;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration longest) {
        if (!handedOut.isEmpty()) {
            // what another instance has by now is worked on there
            handedOut.keySet().retainAll(assignment());
        }
        Set<TopicPartition> first = mayHoldMore ? forKills() : Set.of();
        ConsumerRecords<byte[], byte[]> records =
                first.isEmpty() ? super.poll(pace.beforeWaiting(longest)) : pollOnly(first, longest);
        mayHoldMore = !first.isEmpty() || records.count() >= MOST_AT_ONCE;
        for (TopicPartition partition : records.partitions()) {
            if (isOfKills(partition)) {
                handedOut.put(partition, records.records(partition).getLast().offset());
            }
        }
        return records;
    }

    /** The partitions that are to be handed out before all others, as kills wait; none where none do, or have for too long. */
    private Set<TopicPartition> forKills() {
        long now = System.nanoTime();
        if (now - othersUntil < 0) {
            return Set.of();
        }
        Set<TopicPartition> first = notHandedOut();
        if (first.isEmpty()) {
            first = besideThoseNotWorkedOn();
        }
        if (first.isEmpty()) {
            killsSince = null;
        } else if (killsSince == null) {
            killsSince = now;
        } else if (now - killsSince > LONGEST.toNanos()) {
            killsSince = null;
            handedOut.clear();
            othersUntil = now + LONGEST.toNanos();
            return Set.of();
        }
        return first;
    }

    private Set<TopicPartition> notHandedOut() {
        return kills().filter(kills -> {
                    try {
                        return ahead.hasCome(kills, position(kills, Duration.ZERO));
                    } catch (TimeoutException e) {
                        // not known before its first records
                        return false;
                    }
                })
                .collect(Collectors.toSet());
    }

    /** A task is worked on when none of its partitions is known to have more. */
    private Set<TopicPartition> besideThoseNotWorkedOn() {
        Set<Integer> numbers = kills().filter(kills -> !ahead.isWorkedOn(kills, handedOut.getOrDefault(kills, -1L)))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
        return assignment().stream()
                .filter(partition -> numbers.contains(partition.partition()))
                .collect(Collectors.toSet());
    }

    private Stream<TopicPartition> kills() {
        Set<TopicPartition> paused = paused();
        return assignment().stream().filter(StageConsumer::isOfKills).filter(kills -> !paused.contains(kills));
    }

    private ConsumerRecords<byte[], byte[]> pollOnly(Set<TopicPartition> first, Duration longest) {
        held.addAll(assignment());
        held.removeAll(first);
        held.removeAll(paused());
        super.pause(held);
        try {
            return super.poll(pace.beforeWaiting(longest.compareTo(PATIENCE) < 0 ? longest : PATIENCE));
        } finally {
            held.retainAll(assignment());
            super.resume(held);
            held.clear();
        }
    }

    /** What Streams pauses in a rebalance, in the midst of a poll, stays so. */
    @Override
    public void pause(Collection<TopicPartition> partitions) {
        super.pause(partitions);
        held.removeAll(partitions);
    }

    private static boolean isOfKills(TopicPartition partition) {
        return partition.topic().equals(Topics.KILLS.name());
    }
}
