package io.copyflow.publish.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A story and all its versions, as far as the release gate is concerned.
 *
 * @param sourceLanguage BCP 47 tag of the source; null until the story is known
 * @param sourceRevision the newest source revision; 0 until the story is known
 * @param spiked whether the story was dropped
 * @param killed whether it was killed, which nothing ends
 * @param versions by language, each of which anything is known
 */
public record Family(
        @Nullable String sourceLanguage,
        int sourceRevision,
        boolean spiked,
        boolean killed,
        SortedMap<String, Version> versions) {

    /** Nothing is known of the story yet. */
    public static final Family UNKNOWN = new Family(null, 0, false, false, new TreeMap<>());

    public Family {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** What is known of a language, perhaps nothing. */
    public Version version(String language) {
        return versions.getOrDefault(language, Version.NONE);
    }

    /** Whether nothing of it is live and nothing will ever be. */
    public boolean isOver() {
        return hasEnded() && versions.values().stream().allMatch(version -> version.live() == null);
    }

    /** Whether nothing more of it will ever be released, whatever is live. */
    boolean hasEnded() {
        return spiked || killed;
    }

    /** Languages of which a version is live. */
    List<String> live() {
        return versions.entrySet().stream()
                .filter(version -> version.getValue().live() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether any revision of the source is live. */
    public boolean isSourceLive() {
        return sourceLanguage != null && version(sourceLanguage).live() != null;
    }

    Family with(String language, Version version) {
        TreeMap<String, Version> all = new TreeMap<>(versions);
        all.put(language, version);
        return new Family(sourceLanguage, sourceRevision, spiked, killed, all);
    }

    Family withSource(String language, int revision) {
        return new Family(language, revision, spiked, killed, versions);
    }

    /** Dropped: what is live stays, nothing else ever comes. */
    Family dropped() {
        return ended(true, killed);
    }

    /** Killed: what is live is taken down next, and nothing ever comes again. */
    Family withKill() {
        return ended(spiked, true);
    }

    private Family ended(boolean nowSpiked, boolean nowKilled) {
        TreeMap<String, Version> all = new TreeMap<>();
        for (Map.Entry<String, Version> entry : versions.entrySet()) {
            all.put(entry.getKey(), entry.getValue().dropped());
        }
        return new Family(sourceLanguage, sourceRevision, nowSpiked, nowKilled, all);
    }
}
