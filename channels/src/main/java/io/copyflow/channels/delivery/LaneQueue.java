package io.copyflow.channels.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits in a lane: kills first, then by the order it was taken, each story's languages one after the other. */
final class LaneQueue {

    private record Waiting(Standing standing, Instant due) {}

    private final Map<String, Waiting> kills = new LinkedHashMap<>();
    private final LinkedHashMap<String, Waiting> usual = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    int size() {
        return kills.size() + usual.size();
    }

    /** Puts it in, in the place it has already, else last. */
    void add(Standing standing, Instant due) {
        boolean killed = standing.isKillOpen();
        (killed ? usual : kills).remove(standing.place());
        (killed ? kills : usual).put(standing.place(), new Waiting(standing, due));
    }

    /** Puts it in before all others. */
    void first(Standing standing) {
        remove(standing);
        if (standing.isKillOpen()) {
            add(standing, Instant.MIN);
        } else {
            usual.putFirst(standing.place(), new Waiting(standing, Instant.MIN));
        }
    }

    void remove(Standing standing) {
        kills.remove(standing.place());
        usual.remove(standing.place());
    }

    /** Counts one failure more. */
    int failed(Standing standing) {
        return failures.merge(standing.place(), 1, Integer::sum);
    }

    /** Forgets the failures of what has come to an end. */
    void settled(Standing standing) {
        failures.remove(standing.place());
    }

    /**
     * Takes out what is due next; null for nothing.
     *
     * @param killsOnly whether everything else is to wait
     */
    @Nullable
    Standing next(Instant now, boolean killsOnly) {
        Standing kill = due(kills, now);
        return kill != null || killsOnly ? kill : due(usual, now);
    }

    private @Nullable Standing due(Map<String, Waiting> all, Instant now) {
        Set<String> heldBack = new HashSet<>();
        for (Map.Entry<String, Waiting> entry : all.entrySet()) {
            Waiting waiting = entry.getValue();
            String storyId = waiting.standing().storyId();
            if (waiting.due().isAfter(now)) {
                heldBack.add(storyId);
            } else if (!heldBack.contains(storyId)) {
                all.remove(entry.getKey());
                return waiting.standing();
            }
        }
        return null;
    }

    /** How long until something is due; empty when nothing waits. */
    Optional<Duration> untilNext(Instant now) {
        Instant first = null;
        for (Map<String, Waiting> all : List.of(kills, usual)) {
            for (Waiting waiting : all.values()) {
                if (first == null || waiting.due().isBefore(first)) {
                    first = waiting.due();
                }
            }
        }
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of(first.isAfter(now) ? Duration.between(now, first) : Duration.ZERO);
    }
}
