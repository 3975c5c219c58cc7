package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The languages of a story, by the published log alone.
 *
 * @param live BCP 47 tags of those that can be read now
 * @param killed of those that a kill took down
 */
public record PublishedLanguages(SortedSet<String> live, SortedSet<String> killed) {

    public PublishedLanguages {
        live = Collections.unmodifiableSortedSet(new TreeSet<>(live));
        killed = Collections.unmodifiableSortedSet(new TreeSet<>(killed));
    }

    /** Reads them. */
    public static PublishedLanguages of(String storyId, LogReader reader) {
        SortedSet<String> live = new TreeSet<>();
        SortedSet<String> killed = new TreeSet<>();
        reader.readStory(storyId, List.of(Topics.PUBLISHED), record -> {
            if (record.content() instanceof LogRecord.Value(PublishedVersion version)) {
                if (version.getStatus() == PublicationStatus.LIVE) {
                    live.add(version.getLanguage());
                } else {
                    live.remove(version.getLanguage());
                }
                if (version.getKilled()) {
                    killed.add(version.getLanguage());
                }
            }
        });
        return new PublishedLanguages(live, killed);
    }
}
