package io.copyflow.channels.website;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.channels.delivery.PublishedReader;
import io.copyflow.channels.delivery.Version;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.serde.AvroSerde;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of the published log for tests, and what they become. */
final class Log {

    static final SchemaCatalogue IDS = new SchemaCatalogue();
    static final AvroSerde<PublishedVersion> SERDE = AvroSerde.of(Topics.PUBLISHED, IDS);

    /** An hour after the sample story was released. */
    static final Clock CLOCK = Clock.fixed(SampleStory.RELEASED.plusSeconds(3600), ZoneOffset.UTC);

    private static final PublishedReader READER = new PublishedReader(IDS);

    private Log() {}

    static WebsiteSettings settings(Path folder, String... languages) {
        return new WebsiteSettings(
                "website",
                "farlight-dispatch",
                "Farlight Dispatch",
                "en",
                Set.of(languages),
                folder,
                URI.create("https://news.example.org"),
                true);
    }

    /** Of a site that nobody was told the address of. */
    static WebsiteSettings privately(Path folder) {
        WebsiteSettings settings = settings(folder);
        return new WebsiteSettings(
                settings.channelId(),
                settings.newsroomId(),
                settings.name(),
                settings.homeLanguage(),
                settings.languages(),
                folder,
                settings.baseUrl(),
                false);
    }

    static PublishedVersion live(String storyId, String language, long sequence, String headline) {
        return PublishedVersion.newBuilder(SampleStory.in(language, storyId, sequence))
                .setHeadline(headline)
                .build();
    }

    /** Released again an hour later, as a correction. */
    static PublishedVersion corrected(String storyId, String language, long sequence, @Nullable String note) {
        return PublishedVersion.newBuilder(SampleStory.in(language, storyId, sequence))
                .setPublishedAt(SampleStory.RELEASED.plusSeconds(3600))
                .setRevisionClass(RevisionClass.CORRECTION)
                .setChangeNote(note)
                .build();
    }

    static PublishedVersion withheld(String storyId, String language, long sequence) {
        return PublishedVersion.newBuilder(withdrawn(storyId, language, sequence))
                .setWithheld(true)
                .build();
    }

    static PublishedVersion withdrawn(String storyId, String language, long sequence) {
        return PublishedVersion.newBuilder(SampleStory.in(language, storyId, sequence))
                .setStatus(PublicationStatus.WITHDRAWN)
                .setHeadline("")
                .setStandfirst(null)
                .setByline(null)
                .setDateline(null)
                .setContentHash("")
                .setBody(List.of())
                .setCredits(List.of())
                .build();
    }

    static PublishedVersion killed(String storyId, String language, long sequence) {
        return PublishedVersion.newBuilder(withdrawn(storyId, language, sequence))
                .setKilled(true)
                .build();
    }

    static Version version(PublishedVersion record) {
        return READER.read(SERDE.write(record));
    }
}
