package io.copyflow.translate.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The translation of a story into one language.
 *
 * @param status where it stands
 * @param sourceLanguage BCP 47 tag of the source; empty while absent
 * @param source the newest revision of the source
 * @param open ids of the segments that are to be worked on, in reading order; the others carry their translation
 * @param holder who holds the claim; null unless claimed
 * @param leaseUntil when the claim runs out; null unless claimed
 * @param leaseMillis how long a claim lasts without activity
 * @param translators everybody who translated any of it, in order of their first submission
 * @param contentHash of what was submitted last; null before the first submission
 */
public record Translation(
        Status status,
        String sourceLanguage,
        SourceRevision source,
        List<String> open,
        @Nullable String holder,
        @Nullable Instant leaseUntil,
        long leaseMillis,
        List<String> translators,
        @Nullable String contentHash) {

    /** A translation nobody asked for yet. */
    public static final Translation ABSENT =
            new Translation(Status.ABSENT, "", SourceRevision.NONE, List.of(), null, null, 0, List.of(), null);

    /** Where a translation stands. */
    public enum Status {
        /** Nobody asked for it yet. */
        ABSENT,
        /** It waits for a translator. */
        QUEUED,
        /** A translator holds it. */
        CLAIMED,
        /** It was handed in and is the editors' now. */
        SUBMITTED,
        /** It is not wanted any more, for good. */
        CANCELLED
    }

    public Translation {
        open = List.copyOf(open);
        translators = List.copyOf(translators);
    }

    boolean isHeldBy(String person) {
        return person.equals(holder);
    }

    /** Whether the claim has run out; false when there is none. */
    boolean leaseIsOver(Instant now) {
        return leaseUntil != null && !now.isBefore(leaseUntil);
    }
}
