package io.copyflow.desk.index;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.desk.model.Fact;
import io.copyflow.runtime.FollowedPartitions;
import io.copyflow.runtime.Follower;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.StageFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the desk's index from the topics, committed records only. Where it is lies in the index itself, in the same
 * commit as what it read so far: a crash repeats some, which changes nothing, and an index whose folder is deleted is
 * built anew from the beginning of the topics.
 *
 * <p>What comes after a silence can be read at once, and so can a story with an event that somebody waits for. What comes
 * soon after is added up together, not more often than {@link #SETTLING_PART} says, but where little comes within {@link
 * #PATIENCE}.
 *
 * <p>The gauge {@code copyflow.desk.lag} says how many records it is behind.
 */
public final class IndexFollower implements AutoCloseable {

    /** What the read model is made of. What a language has live follows from these. */
    public static final List<Topic<?>> TOPICS = List.of(
            Topics.STORY_EVENTS,
            Topics.TRANSLATION_EVENTS,
            Topics.REVIEW_EVENTS,
            Topics.PUBLICATION_EVENTS,
            Topics.KILLS,
            Topics.DELIVERY_EVENTS,
            Topics.REJECTIONS);

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Who begins to wait for what was read before is not kept waiting longer. */
    private static final Duration POLL_UNSETTLED = Duration.ofMillis(50);

    private static final Duration COMMIT_PAUSE = Duration.ofSeconds(1);

    /** One part of the time in so many and one more is spent on adding up. */
    private static final int SETTLING_PART = 19;

    /** So many stories at most are little, where nothing more is to be read. */
    private static final int FEW = 8;

    /** Where much comes, no shorter pause lies between two addings up. */
    private static final Duration SETTLING_PAUSE = Duration.ofMillis(250);

    /** Where little comes, nobody waits for longer to see it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Where much came and nothing more is to be read; one long adding up, as after a catch-up, does not hold up the next. */
    private static final Duration PATIENCE_FOR_MUCH = Duration.ofSeconds(5);

    private static final int MOST_UNCOMMITTED = 100_000;

    private final Consumer<String, byte[]> consumer;
    private final StoryIndex index;
    private final Follower follower;
    private volatile long lag = Long.MAX_VALUE;
    // the follower's thread alone uses what follows
    private List<TopicPartition> assigned = List.of();
    private int uncommitted;
    private long committedAt = System.nanoTime();
    private long settledAt = System.nanoTime();
    private long settlingTook;

    /**
     * Begins to follow.
     *
     * @param client what every Kafka client needs; the topics exist
     * @param index what is fed, by nobody else; to be closed after this
     */
    public IndexFollower(Map<String, Object> client, StoryIndex index, MeterRegistry registry) {
        this(FollowedPartitions.consumer(client), index, registry);
    }

    /** With a consumer of the caller's, which it closes. */
    IndexFollower(Consumer<String, byte[]> consumer, StoryIndex index, MeterRegistry registry) {
        this.consumer = consumer;
        this.index = index;
        Gauge.builder("copyflow.desk.lag", this, followed -> followed.lag)
                .description("Records the web desk has not read yet")
                .register(registry);
        this.follower = new Follower("copyflow-desk-index", "the topics of the web desk", consumer, this::round);
    }

    /** Completes, with the reason, when an error has ended the reading of it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    /** How many records it is behind; very many while that is not known. */
    public long lag() {
        return lag;
    }

    private void round() {
        try {
            if (assigned.isEmpty()) {
                assign();
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(untilSettling());
            records.forEach(this::take);
            uncommitted += records.count();
            long behind = behind();
            index.settleAwaited();
            if (index.unsettled() > 0 && isTimeToSettle(behind)) {
                long begin = System.nanoTime();
                index.settle();
                settledAt = System.nanoTime();
                settlingTook = settledAt - begin;
            }
            if (uncommitted >= MOST_UNCOMMITTED || (uncommitted > 0 && index.unsettled() == 0 && isTimeToCommit())) {
                commit();
            }
            lag = behind + index.unsettled();
        } catch (RuntimeException e) {
            // what was polled may be lost: go back to the last commit
            assigned = List.of();
            uncommitted = 0;
            throw e;
        }
    }

    private void assign() {
        List<TopicPartition> all =
                FollowedPartitions.of(consumer, TOPICS.stream().map(Topic::name).toList());
        consumer.assign(all);
        if (!FollowedPartitions.goOn(consumer, all, index.offsets())) {
            LOG.warn("event=index_rebuilt index=desk reason=\"the topics are others than those it was built from\"");
            index.forgetAll();
        }
        assigned = all;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            index.put(new Fact.Place(record.topic(), record.partition(), record.offset()), record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "event=record_unreadable topic={} partition={} offset={} reason={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Logfmt.value(e.getMessage()));
        }
    }

    private void commit() {
        index.settle();
        index.commit(FollowedPartitions.offsets(consumer, assigned));
        uncommitted = 0;
        committedAt = System.nanoTime();
    }

    private boolean isTimeToSettle(long behind) {
        return sinceSettling() >= pause(behind);
    }

    private long sinceSettling() {
        return System.nanoTime() - settledAt;
    }

    private long pause(long behind) {
        long part = SETTLING_PART * settlingTook;
        if (behind == 0 && index.unsettled() <= FEW) {
            return Math.min(PATIENCE.toNanos(), part);
        }
        long most = behind == 0 ? PATIENCE_FOR_MUCH.toNanos() : Long.MAX_VALUE;
        return Math.clamp(part, SETTLING_PAUSE.toNanos(), most);
    }

    /** What waits to be added up does not wait for more to come. */
    private Duration untilSettling() {
        if (index.unsettled() == 0) {
            return POLL;
        }
        return Duration.ofNanos(Math.clamp(pause(behind()) - sinceSettling(), 0, POLL_UNSETTLED.toNanos()));
    }

    private boolean isTimeToCommit() {
        return System.nanoTime() - committedAt >= COMMIT_PAUSE.toNanos();
    }

    private long behind() {
        return assigned.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /** Ends it; what was not committed is read again next time. */
    @Override
    public void close() {
        follower.close();
    }
}
