package io.copyflow.runtime;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** The directory as it stands, for gateways and channels, which have no stores of Kafka Streams. */
public final class DirectoryFollower implements AutoCloseable {

    private static final String WHAT = "the directory";

    private final ConcurrentSkipListMap<String, DirectoryEntry> entries = new ConcurrentSkipListMap<>();
    private final DirectoryState state = new DirectoryState();
    private final Directory directory = new Directory(
            entries::get,
            prefix -> List.copyOf(
                    entries.subMap(prefix, prefix + Character.MAX_VALUE).values()),
            state::now);
    private final TopicFollower<DirectoryEntry> follower;

    /** @param client what every Kafka client needs; the topic exists */
    public DirectoryFollower(Map<String, Object> client, SchemaIds ids) {
        this.follower = new TopicFollower<>(client, ids, Topics.DIRECTORY, WHAT, null, this::keep);
    }

    /** With a consumer of the caller's, which it closes. */
    DirectoryFollower(Consumer<String, byte[]> consumer, SchemaIds ids) {
        this.follower = new TopicFollower<>(consumer, ids, Topics.DIRECTORY, WHAT, null, this::keep);
    }

    /**
     * The directory, live.
     *
     * @throws StageFailure with the code {@code follower-failed} when an error ended the reading of it
     */
    public Directory directory() {
        follower.requireAlive();
        return directory;
    }

    /** Completes, with the reason, when an error has ended the reading of it; close it then. */
    public CompletionStage<StageFailure> dead() {
        return follower.dead();
    }

    /**
     * Waits until everything that was published when it started has been read.
     *
     * @throws StageFailure with the code {@code kafka-unreachable} when that takes longer, {@code follower-failed} when an
     *     error ended the reading of it
     */
    public void awaitCaughtUp(Duration patience) {
        follower.awaitCaughtUp(patience);
    }

    private void keep(String key, @Nullable DirectoryEntry entry) {
        if (entry == null) {
            entries.remove(key);
        } else {
            entries.put(key, entry);
        }
        state.changed();
    }

    @Override
    public void close() {
        follower.close();
    }
}
