package io.copyflow.ingest.gateway;

import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls feeds, each on a thread of its own: a slow one holds up no other. */
public final class FeedPolling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPolling.class);

    private static final Duration SERVER_PATIENCE = Duration.ofSeconds(30);

    private final FeedClient client;
    private final List<Thread> threads = new ArrayList<>();

    private FeedPolling(InstantSource clock) {
        client = new FeedClient(SERVER_PATIENCE, clock);
    }

    /**
     * Begins to poll.
     *
     * @param folder where what is remembered of them is kept
     * @param patience how long to wait for an answer to an entry
     */
    public static FeedPolling start(
            List<FeedSource> sources,
            Path folder,
            SubmissionFormats formats,
            StoryDesk desk,
            Duration patience,
            InstantSource clock) {
        FeedPolling polling = new FeedPolling(clock);
        for (FeedSource source : sources) {
            polling.threads.add(Thread.ofVirtual()
                    .name("feed-" + source.id())
                    .start(() -> polling.poll(source, folder, formats, desk, patience, clock)));
        }
        return polling;
    }

    private void poll(
            FeedSource source,
            Path folder,
            SubmissionFormats formats,
            StoryDesk desk,
            Duration patience,
            InstantSource clock) {
        try {
            FeedPoller poller =
                    new FeedPoller(source, folder, client, formats, desk, patience, clock, ThreadLocalRandom.current());
            Duration pause = Duration.ZERO;
            while (pause != null && !Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause);
                try {
                    pause = poller.look();
                } catch (IOException | RuntimeException e) {
                    LOG.warn("event=feed_unusable source={}", source.id(), e);
                    pause = source.every();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error(
                    "event=feed_memory_unreadable source={} reason={} next=\"mend or delete its file, start again\"",
                    source.id(),
                    Logfmt.value(e));
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.close();
    }
}
