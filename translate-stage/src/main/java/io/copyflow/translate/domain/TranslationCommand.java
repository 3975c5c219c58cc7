package io.copyflow.translate.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a translation, by people and by what happened elsewhere. */
public sealed interface TranslationCommand {

    /** What a person asks. */
    sealed interface ByPerson extends TranslationCommand {

        /** BCP 47 tag of the translation, in canonical spelling where it has one. */
        String language();

        Actor actor();

        /** The time of decision. */
        Instant at();
    }

    /**
     * The source stands so, and a translation of it is wanted: asked whenever the source moves.
     *
     * @param urgency 1 (flash) to 8 (least urgent)
     * @param deadline when it is due if it is queued now; null without a deadline
     * @param leaseMillis how long a claim lasts without activity
     */
    record Queue(
            String sourceLanguage,
            SourceRevision source,
            int urgency,
            @Nullable Instant deadline,
            long leaseMillis) implements TranslationCommand {}

    /** The story was dropped. */
    record Cancel(String reason) implements TranslationCommand {}

    /**
     * An editor sent the version back.
     *
     * @param contentHash of the version
     * @param segments ids of the segments commented on; empty when the whole version is meant
     */
    record ReturnForChanges(String contentHash, Set<String> segments) implements TranslationCommand {
        public ReturnForChanges {
            segments = Set.copyOf(segments);
        }
    }

    /**
     * An editor refused the version.
     *
     * @param contentHash of the version
     */
    record ReturnRejected(String contentHash) implements TranslationCommand {}

    /** A translator wants the lease, or the holder wants it renewed. */
    record Claim(String language, Actor actor, Instant at) implements ByPerson {}

    /** The claim is given back to the queue. */
    record Release(String language, Actor actor, Instant at) implements ByPerson {}

    /**
     * The holder hands the work in.
     *
     * @param sourceRevision the source revision it rests on
     * @param segments in any order
     */
    record Submit(String language, Actor actor, Instant at, int sourceRevision, List<DraftSegment> segments)
            implements ByPerson {
        public Submit {
            segments = List.copyOf(segments);
        }
    }

    /** The clock says that a lease may have run out. */
    record EndLease(Instant at) implements TranslationCommand {}
}
