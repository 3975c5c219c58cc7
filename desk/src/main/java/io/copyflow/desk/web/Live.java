package io.copyflow.desk.web;

import io.copyflow.runtime.Logfmt;
import io.javalin.http.sse.SseClient;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages that what they show has changed, so that they fetch it anew. Many changes at once are one.
 *
 * <p>A page that shows a story is told of that one, any other of all. A page may have been made just before a change and
 * begin to listen just after it: whoever begins is told at once of what changed a short time ago.
 */
final class Live implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final long PAUSE_MILLIS = 300;

    /** A page that went away is noticed when something is sent to it. */
    private static final int ROUNDS_BETWEEN_SIGNS = 50;

    private static final String ANY = "";

    /** Pages that listen at once. */
    private static final int MOST = 1_000;

    /** Longer than a page takes from being made to listening, also on a slow line. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int most;
    private final Map<SseClient, String> clients = new ConcurrentHashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, Long> recently = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("copyflow-desk-live").factory());
    // the rounds' thread alone uses it
    private int quiet;

    Live() {
        this(MOST);
    }

    Live(int most) {
        this.most = most;
        rounds.scheduleWithFixedDelay(this::round, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Tells it of every story. */
    void follow(SseClient client) {
        follow(client, ANY);
    }

    /** Tells it of one story. Where too many listen it is let go, and shows what it showed when it was made. */
    void follow(SseClient client, String storyId) {
        if (clients.size() >= most) {
            LOG.debug("event=page_not_followed listening={}", most);
            return;
        }
        client.keepAlive();
        clients.put(client, storyId);
        client.onClose(() -> clients.remove(client));
        forgetOld();
        if (storyId.equals(ANY) ? !recently.isEmpty() : recently.containsKey(storyId)) {
            client.sendEvent("changed", "1");
        }
    }

    /** How many listen. */
    int listening() {
        return clients.size();
    }

    private void forgetOld() {
        long now = System.nanoTime();
        recently.values().removeIf(at -> now - at > RECENT_NANOS);
    }

    void changed(Set<String> stories) {
        long at = System.nanoTime();
        stories.forEach(story -> recently.put(story, at));
        synchronized (changed) {
            changed.addAll(stories);
        }
    }

    private void round() {
        forgetOld();
        Set<String> now;
        synchronized (changed) {
            now = Set.copyOf(changed);
            changed.clear();
        }
        boolean isSign = now.isEmpty() && ++quiet >= ROUNDS_BETWEEN_SIGNS;
        if (isSign) {
            quiet = 0;
        }
        clients.forEach((client, story) -> {
            try {
                if (!now.isEmpty() && (story.equals(ANY) || now.contains(story))) {
                    client.sendEvent("changed", "1");
                } else if (isSign) {
                    client.sendComment("here");
                }
            } catch (RuntimeException e) {
                clients.remove(client);
                LOG.debug("event=page_left reason={}", Logfmt.value(String.valueOf(e.getMessage())));
            }
        });
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        clients.keySet().forEach(SseClient::close);
    }
}
