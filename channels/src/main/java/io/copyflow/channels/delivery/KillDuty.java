package io.copyflow.channels.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The kills a channel has read, and those it still has to do. For any thread. */
final class KillDuty {

    private final Set<String> killed = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<String> toKill = new LinkedBlockingQueue<>();

    /** One was read. */
    void add(String storyId) {
        killed.add(storyId);
        toKill.add(storyId);
    }

    /** Whether a kill of that story was read. */
    boolean isKilled(String storyId) {
        return killed.contains(storyId);
    }

    /** Waits until there is one to do; false when there is none by then. */
    boolean isDueWithin(Duration wait) throws InterruptedException {
        String storyId = toKill.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        return storyId != null && toKill.add(storyId);
    }

    /** Takes all there are to do. */
    Set<String> take() {
        Set<String> storyIds = new LinkedHashSet<>();
        toKill.drainTo(storyIds);
        return storyIds;
    }

    /** They could not be done. */
    void again(Collection<String> storyIds) {
        toKill.addAll(storyIds);
    }
}
