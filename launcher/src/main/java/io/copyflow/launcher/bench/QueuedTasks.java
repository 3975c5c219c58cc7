package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.runtime.TopicFollower;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the translations that are queued from now on. */
final class QueuedTasks implements AutoCloseable {

    private final AtomicInteger queued = new AtomicInteger();
    private final TopicFollower<TranslationEventEnvelope> follower;
    private final int before;

    /**
     * @param client what every Kafka client needs
     * @param patience for what was queued before to be read
     */
    QueuedTasks(Map<String, Object> client, SchemaIds ids, Duration patience) {
        follower =
                new TopicFollower<>(client, ids, Topics.TRANSLATION_EVENTS, "the measured tasks", null, (_, event) -> {
                    if (event != null && event.getBody() instanceof TranslationQueued) {
                        queued.incrementAndGet();
                    }
                });
        try {
            follower.awaitCaughtUp(patience);
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
        before = queued.get();
    }

    /** The story of that number among those {@link #fill filled} in. */
    static String storyId(int number) {
        return StoryId.of("bench", name(number));
    }

    private static String name(int number) {
        return "waiting-" + number;
    }

    /**
     * Hands stories in and waits until all their translations are queued, which nobody takes.
     *
     * @return how many those are
     * @throws io.copyflow.runtime.StageFailure with code {@code bench-stalled} when they stop coming
     */
    static int fill(
            Map<String, Object> client,
            int stories,
            InventedText text,
            List<String> targets,
            Duration patience,
            Clock clock) {
        SchemaIds ids = new SchemaCatalogue();
        try (QueuedTasks queued = new QueuedTasks(client, ids, patience);
                CommandSender commands = new CommandSender(client, ids, clock)) {
            for (int n = 0; n < stories; n++) {
                String name = name(n);
                commands.submit(storyId(n), text.submission("bench:" + name, name, BenchNewsroom.LANGUAGE, targets));
            }
            queued.await(stories * targets.size(), commands::demandTaken);
            return stories * targets.size();
        }
    }

    /**
     * @param watch run meanwhile; may throw to end it
     * @throws io.copyflow.runtime.StageFailure with code {@code bench-stalled} when they stop coming
     */
    void await(int wanted, Runnable watch) {
        Waits.until("tasks to be queued", () -> queued.get() - before, wanted, watch);
    }

    @Override
    public void close() {
        follower.close();
    }
}
