package io.copyflow.channels.delivery;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicFollower;
import io.copyflow.schemas.kill.StoryKilled;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The kills in force, ahead of whatever backlog a channel has: by a consumer of their own (docs/semantics.md, rule 22). */
public interface Kills extends AutoCloseable {

    /** Begins to read, from the first kill there is. Each is told on the reading thread, at least once. */
    void follow(Consumer<String> storyId);

    /** Whether every kill that was there when it began has been told. */
    boolean isCaughtUp();

    /** Completes, with the reason, when an error has ended the reading. */
    CompletionStage<StageFailure> dead();

    @Override
    void close();

    /** Those of copyflow.kills.v1. */
    static Kills from(Map<String, ?> kafka, SchemaIds ids) {
        return new OfTopic(Map.copyOf(kafka), ids);
    }

    /** See {@link #from}. */
    final class OfTopic implements Kills {

        private final Map<String, Object> kafka;
        private final SchemaIds ids;
        private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();
        private volatile TopicFollower<StoryKilled> follower;

        @SuppressWarnings("NullAway.Init") // follow() comes first
        private OfTopic(Map<String, Object> kafka, SchemaIds ids) {
            this.kafka = kafka;
            this.ids = ids;
        }

        @Override
        public void follow(Consumer<String> storyId) {
            follower = new TopicFollower<>(
                    kafka, ids, Topics.KILLS, "the kills", null, (killed, _) -> storyId.accept(killed));
            follower.dead().thenAccept(dead::complete);
        }

        @Override
        public boolean isCaughtUp() {
            return follower != null && follower.isCaughtUp();
        }

        @Override
        public CompletionStage<StageFailure> dead() {
            return dead;
        }

        @Override
        public void close() {
            if (follower != null) {
                follower.close();
            }
        }
    }
}
