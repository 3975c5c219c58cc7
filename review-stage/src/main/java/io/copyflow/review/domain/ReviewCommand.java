package io.copyflow.review.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;
import java.util.List;

/** What can be asked of a review: by what happened elsewhere the first three, by people the others. */
public sealed interface ReviewCommand {

    /**
     * A version was submitted, or the source has a new revision: it is to be reviewed. docs/semantics.md, rule 13.
     *
     * @param warnings what its checks warned of (rule 11)
     */
    record Request(
            String contentHash,
            int sourceRevision,
            List<String> contributors,
            int signaturesNeeded,
            List<Warning> warnings)
            implements ReviewCommand {}

    /** The source moved on, so that a translation is worked on again for this revision. */
    record MoveOn(int sourceRevision) implements ReviewCommand {}

    /** The version is not wanted any more. */
    record Drop(String reason) implements ReviewCommand {}

    /** Somebody decides about a version whose story was killed. */
    record DecideOnKilled() implements ReviewCommand {}

    /** What a person decides about exactly the version whose hash they name. */
    sealed interface ByPerson extends ReviewCommand {

        Actor actor();

        /** The version's language. */
        String language();

        /** The hash the person saw. */
        String contentHash();
    }

    /** An editor's approval. */
    record Approve(Actor actor, String language, String contentHash, Instant at) implements ByPerson {}

    /** An editor sends the version back. */
    record RequestChanges(Actor actor, String language, String contentHash, List<Comment> comments)
            implements ByPerson {}

    /** An editor refuses the version. */
    record Reject(Actor actor, String language, String contentHash, String reason) implements ByPerson {}

    /** A web editor's signature. */
    record SignOff(Actor actor, String language, String contentHash, Instant at) implements ByPerson {}

    /** An editor lets a warning of the version be. docs/semantics.md, rules 11 and 17. */
    record Waive(
            Actor actor, String language, String contentHash, String check, String segmentId, String reason, Instant at)
            implements ByPerson {}
}
