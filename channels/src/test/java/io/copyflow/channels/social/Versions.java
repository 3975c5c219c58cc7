package io.copyflow.channels.social;

import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.time.Instant;
import java.util.List;

/** Versions for tests. */
final class Versions {

    private static final Instant AT = Instant.parse("2026-03-03T14:05:00Z");

    private Versions() {}

    static Version live(String storyId, String language, long sequence, String headline) {
        return new Version(
                storyId,
                language,
                sequence,
                Version.Status.LIVE,
                AT,
                AT.plusSeconds(sequence),
                "en",
                1,
                "hash" + sequence,
                3,
                "world",
                null,
                false,
                false,
                null,
                null,
                headline,
                "A standfirst.",
                null,
                null,
                List.of(),
                List.of());
    }

    /** The same with a picture of that hash. */
    static Version with(Version version, String hash, int width, int height, String alternativeText) {
        return version.with(List.of(
                new Version.Block(SegmentKind.PARAGRAPH, "Text.", List.of()),
                new Version.Block(
                        SegmentKind.ALTERNATIVE_TEXT,
                        alternativeText,
                        List.of(),
                        new MediaReference(hash, "image/png", 5, width, height, null))));
    }

    static Version withdrawn(String storyId, String language, long sequence) {
        return live(storyId, language, sequence, "").withdrawn(false);
    }
}
