package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a translation. */
public sealed interface TranslationEvent {

    /** It waits for a translator; all of it is open. */
    record Queued(Task task, SourceRevision source) implements TranslationEvent {}

    /** A translator holds it until then; the same holder again means that the lease was renewed. */
    record Claimed(String holder, Instant leaseUntil) implements TranslationEvent {}

    /** It is back in the queue without a submission. */
    record ClaimReleased(String holder, ClaimEnd reason) implements TranslationEvent {}

    /**
     * The holder put work aside: it outlives the claim.
     *
     * @param sourceRevision the source revision it rests on, as the holder says
     * @param segments those that were saved, in the source's order
     * @param leaseUntil when the claim runs out now
     */
    record DraftSaved(String holder, int sourceRevision, List<TranslatedSegment> segments, Instant leaseUntil)
            implements TranslationEvent {
        public DraftSaved {
            segments = List.copyOf(segments);
        }
    }

    /**
     * The holder has seen how the source of segments changed, and their translation stays as it is.
     *
     * @param sourceRevision the revision seen
     * @param segments their ids, in reading order
     * @param leaseUntil when the claim runs out now
     */
    record SourceAcknowledged(String holder, int sourceRevision, List<String> segments, Instant leaseUntil)
            implements TranslationEvent {
        public SourceAcknowledged {
            segments = List.copyOf(segments);
        }
    }

    /**
     * It was handed in.
     *
     * @param sourceRevision the source revision it rests on
     * @param writtenOn the revision the translator named: older when only harmless steps lie between
     * @param segments the whole text in the source's order, with the pictures and videos of the source
     * @param contentHash {@code ContentHash} of metadata, language, {@code sourceRevision} and text
     * @param metadata what is published with the text, as in that revision
     * @param contributors everybody who wrote any text it contains: authors of the source, then translators
     * @param translators those among them who translated
     * @param warnings for the editor
     * @param contributions who or what made which segments
     */
    record Submitted(
            int sourceRevision,
            int writtenOn,
            List<TranslatedSegment> segments,
            String contentHash,
            PublishedMetadata metadata,
            List<String> contributors,
            List<String> translators,
            List<Warning> warnings,
            List<Contribution> contributions)
            implements TranslationEvent {
        public Submitted {
            contributions = List.copyOf(contributions);
            segments = List.copyOf(segments);
            contributors = List.copyOf(contributors);
            translators = List.copyOf(translators);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It is to be worked on again, or on a newer source. Whoever holds it goes on holding it.
     *
     * @param source the source revision it is to rest on now
     * @param open all segments that are open now, in reading order
     * @param changes of the source of open segments, in reading order: since the translation was submitted or
     *     acknowledged last; of what was never submitted, in this revision
     * @param step how the source came there; null when it stayed where it was, or that is not known
     * @param task as it stands now
     */
    record Reopened(
            SourceRevision source,
            ReopenReason reason,
            List<OpenSegment> open,
            List<SourceChange> changes,
            @Nullable RevisionStep step,
            Task task)
            implements TranslationEvent {
        public Reopened {
            open = List.copyOf(open);
            changes = List.copyOf(changes);
        }
    }

    /**
     * What was handed in was cleared and goes to the translation memory.
     *
     * @param clearedAt when it was cleared
     * @param version what was cleared, with at least one segment
     */
    record Remembered(Instant clearedAt, PairedVersion version) implements TranslationEvent {}

    /** It is not wanted any more. */
    record Cancelled(String reason) implements TranslationEvent {}

    /**
     * Its deadline passed before it was handed in.
     *
     * @param holder who holds it; null when nobody does
     */
    record Overdue(Instant deadline, @Nullable String holder) implements TranslationEvent {}

    /**
     * A machine or the memory was asked for a draft.
     *
     * @param sourceLanguage BCP 47 tag of the source
     * @param source what is to be drafted, in reading order
     */
    record DraftRequested(DraftRequest request, String sourceLanguage, List<Passage> source)
            implements TranslationEvent {
        public DraftRequested {
            source = List.copyOf(source);
        }
    }

    /**
     * A draft was made that translators may use. It is no translation.
     *
     * @param engine who made it
     * @param segments those that were drafted, in the source's order
     */
    record DraftOffered(String requestId, String engine, int sourceRevision, List<TranslatedSegment> segments)
            implements TranslationEvent {
        public DraftOffered {
            segments = List.copyOf(segments);
        }
    }

    /** There will be no draft. */
    record DraftFailed(String requestId, String engine, String code, String sentence) implements TranslationEvent {}

    /** Why a claim ended without a submission. */
    enum ClaimEnd {
        GIVEN_BACK,
        LEASE_EXPIRED,
        REASSIGNED
    }

    /** Why work was opened again. */
    enum ReopenReason {
        SOURCE_REVISED,
        CHANGES_REQUESTED,
        REJECTED
    }
}
