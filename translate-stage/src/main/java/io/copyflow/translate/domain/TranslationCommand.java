package io.copyflow.translate.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a translation, by people, by machines and by what happened elsewhere. */
public sealed interface TranslationCommand {

    /** What somebody of the directory asks. */
    sealed interface ByActor extends TranslationCommand {

        /** BCP 47 tag of the translation, in canonical spelling where it has one. */
        String language();

        Actor actor();

        /** The time of decision. */
        Instant at();
    }

    /** What a person asks. */
    sealed interface ByPerson extends ByActor {}

    /** What a machine asks: an answer to a request for a draft. */
    sealed interface ByMachine extends ByActor {

        /** Id of the request it answers. */
        String requestId();
    }

    /**
     * The source stands so: asked whenever it moves.
     *
     * @param source its newest revision
     * @param move how it came there; null when it did not move, or that is not known
     * @param isWanted whether a translation of it may start
     */
    record Queue(
            String sourceLanguage,
            SourceText source,
            @Nullable SourceMove move,
            boolean isWanted,
            int urgency,
            Terms terms)
            implements TranslationCommand {}

    /** The story was dropped or killed. */
    record Cancel(String reason) implements TranslationCommand {}

    /**
     * An editor sent the version back.
     *
     * @param contentHash of the version
     * @param segments ids of the segments commented on; empty when the whole version is meant
     */
    record ReturnForChanges(String contentHash, Set<String> segments, Terms terms) implements TranslationCommand {
        public ReturnForChanges {
            segments = Set.copyOf(segments);
        }
    }

    /**
     * An editor refused the version.
     *
     * @param contentHash of the version
     */
    record ReturnRejected(String contentHash, Terms terms) implements TranslationCommand {}

    /**
     * A version was cleared, and may be suggested for the same text from now on.
     *
     * @param contentHash of the version cleared
     * @param clearedAt when
     * @param handedIn the version that was handed in last
     */
    record Remember(String contentHash, Instant clearedAt, PairedVersion handedIn) implements TranslationCommand {}

    /** A translator wants the lease, or the holder wants it renewed. */
    record Claim(String language, Actor actor, Instant at) implements ByPerson {}

    /** The claim is given back to the queue. */
    record Release(String language, Actor actor, Instant at) implements ByPerson {}

    /** A chief gives it to a translator, whoever holds it. */
    record Reassign(String language, Actor actor, Instant at, Actor to) implements ByPerson {}

    /**
     * The holder puts work aside.
     *
     * @param sourceRevision the source revision it rests on
     * @param segments any of them, in any order
     */
    record SaveDraft(String language, Actor actor, Instant at, int sourceRevision, List<DraftSegment> segments)
            implements ByPerson {
        public SaveDraft {
            segments = List.copyOf(segments);
        }
    }

    /**
     * The holder has seen how the source changed, and lets the translation of segments stand.
     *
     * @param sourceRevision the revision seen
     * @param segments their ids
     */
    record Acknowledge(String language, Actor actor, Instant at, int sourceRevision, Set<String> segments)
            implements ByPerson {
        public Acknowledge {
            segments = Set.copyOf(segments);
        }
    }

    /**
     * The holder hands the work in.
     *
     * @param sourceRevision the source revision it rests on
     * @param segments all of them, in any order
     * @param reference what it is checked against
     */
    record Submit(
            String language,
            Actor actor,
            Instant at,
            int sourceRevision,
            List<DraftSegment> segments,
            Reference reference)
            implements ByPerson {
        public Submit {
            segments = List.copyOf(segments);
        }
    }

    /**
     * A draft is there.
     *
     * @param sourceRevision the source revision it rests on
     * @param engine who made it
     * @param segments any of those asked for, in any order
     */
    record OfferDraft(
            String language,
            Actor actor,
            Instant at,
            String requestId,
            int sourceRevision,
            String engine,
            List<DraftSegment> segments)
            implements ByMachine {
        public OfferDraft {
            segments = List.copyOf(segments);
        }
    }

    /**
     * There will be no draft.
     *
     * @param engine who was to make it
     * @param code why, for programs
     * @param sentence why, for people
     */
    record FailDraft(
            String language, Actor actor, Instant at, String requestId, String engine, String code, String sentence)
            implements ByMachine {}

    /** Somebody asks something of a translation whose story was killed. */
    record AskOfKilled() implements TranslationCommand {}

    /** The clock says that a lease, a deadline or the wait for a draft may be over. */
    record Wake(Instant at) implements TranslationCommand {}
}
