package io.copyflow.channels.website;

import io.copyflow.channels.delivery.Version;
import io.copyflow.schemas.publication.PublishedVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A site with a little of everything: two days, a flash, a correction, and a story that is gone. */
final class SampleSite {

    private SampleSite() {}

    static WebsiteSettings write(Path folder) throws IOException {
        WebsiteSettings settings = Log.settings(folder);
        List<Version> versions = new ArrayList<>();
        for (String language : SampleStory.LANGUAGES) {
            versions.add(Log.version(
                    Log.corrected("s1", language, 2, language.equals("en") ? "There are 48 stations, not 84." : null)));
            versions.add(Log.version(story("s2", language, 1, Duration.ofMinutes(-10))));
            versions.add(Log.version(story("s3", language, 4, Duration.ofHours(-30))));
            versions.add(Log.version(Log.withdrawn("gone", language, 2)));
        }
        try (Site site = Site.open(settings, Log.CLOCK)) {
            site.deliver(versions);
            site.remember();
        }
        return settings;
    }

    private static PublishedVersion story(String storyId, String language, int urgency, Duration later) {
        Instant released = SampleStory.RELEASED.plus(later);
        return PublishedVersion.newBuilder(SampleStory.in(language, storyId, 1))
                .setUrgency(urgency)
                .setFirstPublishedAt(released)
                .setPublishedAt(released)
                .build();
    }
}
