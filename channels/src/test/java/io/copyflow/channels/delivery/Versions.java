package io.copyflow.channels.delivery;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions for tests. */
public final class Versions {

    private static final Instant AT = Instant.parse("2026-03-03T14:05:00Z");

    private Versions() {}

    public static Version live(String storyId, String language, long sequence, String headline) {
        return live(storyId, language, sequence, headline, null);
    }

    /** @param change how the release is meant when it replaces another */
    public static Version live(
            String storyId, String language, long sequence, String headline, Version.@Nullable Change change) {
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
                change,
                null,
                headline,
                "A standfirst.",
                null,
                null,
                Version.HeadMarks.NONE,
                List.of(),
                List.of());
    }

    /** The same with a picture of that hash. */
    public static Version with(Version version, String hash, int width, int height, String alternativeText) {
        return version.with(List.of(
                new Version.Block(SegmentKind.PARAGRAPH, "Text.", List.of()),
                new Version.Block(
                        SegmentKind.ALTERNATIVE_TEXT,
                        alternativeText,
                        List.of(),
                        new MediaReference(hash, "image/png", 5, width, height, null))));
    }

    public static Version withdrawn(String storyId, String language, long sequence) {
        return live(storyId, language, sequence, "").withdrawn(false);
    }
}
