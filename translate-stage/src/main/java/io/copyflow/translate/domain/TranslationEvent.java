package io.copyflow.translate.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a translation. */
public sealed interface TranslationEvent {

    /** It waits for a translator; all of it is open. */
    record Queued(
            String sourceLanguage,
            SourceRevision source,
            int urgency,
            @Nullable Instant deadline,
            long leaseMillis) implements TranslationEvent {}

    /** A translator holds it until then; the same holder again means that the lease was renewed. */
    record Claimed(String holder, Instant leaseUntil) implements TranslationEvent {}

    /** It is back in the queue without a submission. */
    record ClaimReleased(String holder, ClaimEnd reason) implements TranslationEvent {}

    /**
     * It was handed in.
     *
     * @param sourceRevision the source revision it rests on
     * @param segments the whole text in the source's order
     * @param contentHash {@code ContentHash} of language, revision and text
     * @param contributors everybody who wrote any text it contains: authors of the source, then translators
     * @param translators those among them who translated
     */
    record Submitted(
            int sourceRevision,
            List<TranslatedSegment> segments,
            String contentHash,
            List<String> contributors,
            List<String> translators)
            implements TranslationEvent {
        public Submitted {
            segments = List.copyOf(segments);
            contributors = List.copyOf(contributors);
            translators = List.copyOf(translators);
        }
    }

    /**
     * It is to be worked on again, or on a newer source. Whoever holds it goes on holding it.
     *
     * @param source the source revision it is to rest on now
     * @param open ids of all segments that are open now, in reading order
     */
    record Reopened(SourceRevision source, ReopenReason reason, List<String> open) implements TranslationEvent {
        public Reopened {
            open = List.copyOf(open);
        }
    }

    /** It is not wanted any more. */
    record Cancelled(String reason) implements TranslationEvent {}

    /** Why a claim ended without a submission. */
    enum ClaimEnd {
        GIVEN_BACK,
        LEASE_EXPIRED
    }

    /** Why work was opened again. */
    enum ReopenReason {
        SOURCE_REVISED,
        CHANGES_REQUESTED,
        REJECTED
    }
}
