package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** In which languages a story can be read now, by the published log alone. */
public final class LiveLanguages {

    private LiveLanguages() {}

    /** BCP 47 tags of the languages that are live. */
    public static SortedSet<String> of(String storyId, LogReader reader) {
        SortedSet<String> live = new TreeSet<>();
        reader.readStory(storyId, List.of(Topics.PUBLISHED), record -> {
            if (record.content() instanceof LogRecord.Value(PublishedVersion version)) {
                if (version.getStatus() == PublicationStatus.LIVE) {
                    live.add(version.getLanguage());
                } else {
                    live.remove(version.getLanguage());
                }
            }
        });
        return Collections.unmodifiableSortedSet(live);
    }
}
