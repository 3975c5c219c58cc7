package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.kill.StoryKilled;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The kills in force, for what is no stage: read from the beginning, with a consumer of its own so that no backlog is
 * before them. Source: docs/semantics.md, rule 22. Any number of threads may ask.
 */
public final class KilledStories implements AutoCloseable {

    private static final String WHAT = "the kills";

    private final Set<String> storyIds = ConcurrentHashMap.newKeySet();
    private final TopicFollower<StoryKilled> follower;

    /** @param client what every Kafka client needs; the topic exists */
    public KilledStories(Map<String, Object> client, SchemaIds ids) {
        this.follower =
                new TopicFollower<>(client, ids, Topics.KILLS, WHAT, null, (storyId, _) -> storyIds.add(storyId));
    }

    /** With a consumer of the caller's, which it closes. */
    KilledStories(Consumer<String, byte[]> consumer, SchemaIds ids) {
        this.follower =
                new TopicFollower<>(consumer, ids, Topics.KILLS, WHAT, null, (storyId, _) -> storyIds.add(storyId));
    }

    /** Whether a kill of that story has been read. */
    public boolean contains(String storyId) {
        return storyIds.contains(storyId);
    }

    /**
     * Waits until every kill that was there when it started has been read.
     *
     * @throws StageFailure as {@link TopicFollower#awaitCaughtUp}
     */
    public void awaitCaughtUp(Duration patience) {
        follower.awaitCaughtUp(patience);
    }

    /** Completes, with the reason, when an error has ended the reading; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    @Override
    public void close() {
        follower.close();
    }
}
