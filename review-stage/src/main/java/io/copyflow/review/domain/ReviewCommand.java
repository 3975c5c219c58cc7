package io.copyflow.review.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a review: by what happened elsewhere, and by people. */
public sealed interface ReviewCommand {

    /** A version was submitted: it is to be reviewed. docs/semantics.md, rule 13. */
    record Request(Version version) implements ReviewCommand {}

    /**
     * The source has a new revision: it is to be reviewed.
     *
     * @param version with no contributions: they come of those of the revision before
     * @param author who revised it
     * @param changed the segments that are new or have another text
     */
    record Revise(Version version, String author, List<String> changed) implements ReviewCommand {}

    /** The source moved on, so that a translation is worked on again for this revision. */
    record MoveOn(int sourceRevision) implements ReviewCommand {}

    /** The version is not wanted any more. */
    record Drop(String reason) implements ReviewCommand {}

    /** Somebody decides about a version whose story was killed. */
    record DecideOnKilled() implements ReviewCommand {}

    /** What a person asks. */
    sealed interface ByPerson extends ReviewCommand {

        Actor actor();

        /** The version's language. */
        String language();
    }

    /** What a person says of exactly the version whose hash they name. */
    sealed interface OnVersion extends ByPerson {

        /** The hash the person saw. */
        String contentHash();
    }

    /** An editor's approval. */
    record Approve(Actor actor, String language, String contentHash, Instant at) implements OnVersion {}

    /** An editor sends the version back. */
    record RequestChanges(Actor actor, String language, String contentHash, List<Remark> remarks)
            implements OnVersion {}

    /** An editor refuses the version. */
    record Reject(Actor actor, String language, String contentHash, String reason) implements OnVersion {}

    /** A web editor's signature. */
    record SignOff(Actor actor, String language, String contentHash, Instant at) implements OnVersion {}

    /** An editor lets a warning of the version be. docs/semantics.md, rules 11 and 17. */
    record Waive(
            Actor actor, String language, String contentHash, String check, String segmentId, String reason, Instant at)
            implements OnVersion {}

    /**
     * An editor or chief vouches for the version alone. docs/semantics.md, rule 16.
     *
     * @param allowed whether the language's edition allows it
     */
    record BreakGlass(Actor actor, String language, String contentHash, String reason, boolean allowed, Instant at)
            implements OnVersion {}

    /** Somebody else stands by that. */
    record Countersign(Actor actor, String language, String contentHash, Instant at) implements OnVersion {}

    /**
     * Somebody says something about the version.
     *
     * @param inReplyTo the comment that began the thread it goes on with; null to begin one
     */
    record AddComment(
            Actor actor,
            String language,
            String contentHash,
            @Nullable String inReplyTo,
            Remark remark) implements OnVersion {}

    /**
     * A thread is done with.
     *
     * @param commentId the comment that began it
     */
    record ResolveComment(
            Actor actor,
            String language,
            String commentId,
            @Nullable String note) implements ByPerson {}
}
