package io.copyflow.review.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ReasonRules;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.contract.Signatures;
import io.copyflow.contract.TextRules;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments on a version, in threads that stay until they are resolved. Source: docs/semantics.md, rule 14. */
final class Discussing {

    private static final int LONGEST_COMMENT = 2_000;

    private Discussing() {}

    static Decision<ReviewEvent> add(Review review, ReviewCommand.AddComment command) {
        Refusal refusal = mayNotComment(review, command);
        if (refusal == null) {
            refusal = Grounds.notNewest(review, command, "comment on a version");
        }
        if (refusal == null) {
            refusal = unfitText(command.remark());
        }
        if (refusal != null) {
            return Grounds.refuse(refusal);
        }
        return command.inReplyTo() == null ? begin(review, command) : answer(review, command, command.inReplyTo());
    }

    private static Decision<ReviewEvent> begin(Review review, ReviewCommand.AddComment command) {
        Refusal refusal = cannotBegin(review, List.of(command.remark()));
        return refusal == null
                ? Decision.accept(added(review, command, null, command.remark()))
                : Grounds.refuse(refusal);
    }

    private static Decision<ReviewEvent> answer(Review review, ReviewCommand.AddComment command, String threadId) {
        OpenThread thread = review.discussion().thread(threadId);
        if (thread == null) {
            return Grounds.refuse(noSuchComment(threadId));
        }
        if (thread.replies() >= OpenThread.MOST_REPLIES) {
            return Decision.refuse(
                    "too-many-replies",
                    "Expected a thread of at most " + OpenThread.MOST_REPLIES + " replies, but " + threadId
                            + " has them. Resolve it, and begin another if something is left.");
        }
        return Decision.accept(added(
                review,
                command,
                threadId,
                new Remark(thread.segmentId(), command.remark().text())));
    }

    private static ReviewEvent added(
            Review review, ReviewCommand.AddComment command, @Nullable String threadId, Remark remark) {
        Comment comment = review.discussion().comments(List.of(remark)).getFirst();
        return new ReviewEvent.CommentAdded(
                review.contentHash(), command.actor().id(), threadId, comment);
    }

    static Decision<ReviewEvent> resolve(Review review, ReviewCommand.ResolveComment command) {
        OpenThread thread = review.discussion().thread(command.commentId());
        Refusal refusal = mayNotResolve(thread, command);
        if (refusal == null && review.status() == Status.NONE) {
            refusal = Grounds.noVersion(command, "resolve a comment");
        }
        if (refusal == null && thread == null) {
            refusal = noSuchComment(command.commentId());
        }
        String note = command.note();
        if (refusal == null && note != null) {
            refusal = ReasonRules.note(note);
        }
        if (refusal == null && note != null) {
            refusal = TextRules.refusal(note, "the note");
        }
        return refusal == null
                ? Decision.accept(new ReviewEvent.CommentResolved(
                        command.commentId(), note == null || TextRules.isBlank(note) ? null : note.strip()))
                : Grounds.refuse(refusal);
    }

    /** Why these remarks cannot be made, whoever makes them; null when they can. */
    static @Nullable Refusal unfit(Review review, List<Remark> remarks) {
        for (Remark remark : remarks) {
            Refusal text = unfitText(remark);
            if (text != null) {
                return text;
            }
        }
        return cannotBegin(review, remarks);
    }

    private static @Nullable Refusal unfitText(Remark remark) {
        String text = remark.text();
        if (TextRules.isBlank(text)) {
            return new Refusal(
                    "comment-missing", "Expected text in each comment, but one is blank. Say what there is to say.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST_COMMENT) {
            return new Refusal(
                    "comment-too-long",
                    "Expected a comment of at most " + LONGEST_COMMENT + " characters, but one has " + length
                            + ". Shorten it, or make several of it.");
        }
        return TextRules.refusal(text, "the comment");
    }

    private static @Nullable Refusal cannotBegin(Review review, List<Remark> remarks) {
        for (Remark remark : remarks) {
            String segmentId = remark.segmentId();
            if (segmentId != null && segmentId.isBlank()) {
                return new Refusal(
                        "segment-missing",
                        "Expected each comment to name its segment or none at all, but one names a blank."
                                + " Name the segment, or leave it out for the whole version.");
            }
            if (segmentId != null && !review.version().hasSegment(segmentId)) {
                return new Refusal(
                        "no-such-segment",
                        "Expected a comment on a segment of this version, but it has no '" + shortened(segmentId)
                                + "'. Name one that it has, or leave it out for the whole version.");
            }
        }
        int open = review.discussion().open().size();
        return open + remarks.size() > Discussion.MOST_THREADS
                ? new Refusal(
                        "too-many-threads",
                        "Expected at most " + Discussion.MOST_THREADS + " open threads, but there are " + open
                                + " and this would begin " + remarks.size()
                                + " more. Resolve those that are done with first.")
                : null;
    }

    /** Whoever works on texts in the language, and whoever wrote any of this one: a reporter answers on the source. */
    private static @Nullable Refusal mayNotComment(Review review, ReviewCommand.AddComment command) {
        Actor actor = command.actor();
        return actor.known() && review.isContributor(actor.id())
                ? Signatures.refusal(actor, "comment on a version")
                : Rights.refusal(
                        actor,
                        "comment on a version",
                        command.language(),
                        Role.TRANSLATOR,
                        Role.EDITOR,
                        Role.WEB_EDITOR,
                        Role.CHIEF);
    }

    private static @Nullable Refusal mayNotResolve(@Nullable OpenThread thread, ReviewCommand.ResolveComment command) {
        Actor actor = command.actor();
        return actor.known() && thread != null && thread.author().equals(actor.id())
                ? Signatures.refusal(actor, "resolve a comment")
                : Rights.refusal(
                        actor, "resolve a comment of somebody else", command.language(), Role.EDITOR, Role.CHIEF);
    }

    private static Refusal noSuchComment(String id) {
        return new Refusal(
                "no-such-comment",
                "Expected the comment that began an open thread, but '" + shortened(id)
                        + "' began none, or it is resolved. Look at the open threads, and name the first comment of one.");
    }

    private static String shortened(String sent) {
        return sent.codePointCount(0, sent.length()) <= 40
                ? sent
                : sent.substring(0, sent.offsetByCodePoints(0, 40)) + "…";
    }
}
