package io.copyflow.launcher.proof;

import io.copyflow.contract.Role;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.ReviewRequested;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who said what about the texts of one version, and who said that it was done with: whoever works on texts in the language
 * may, and whoever wrote any of this one; an open thread is resolved by who began it, an editor or a chief. Source:
 * docs/semantics.md, rule 14.
 */
final class DiscussionCheck {

    private static final String COMMENT = "comment on a version";

    private final String language;
    private final RightsThen rights;
    private final Findings findings;

    private final Map<String, String> authorsOfOpen = new HashMap<>();
    private int comments;

    DiscussionCheck(String language, RightsThen rights, Findings findings) {
        this.language = language;
        this.rights = rights;
        this.findings = findings;
    }

    /** Requested changes begin threads too. Comments from before they had ids began none. */
    void requested(Fact<ChangesRequested> fact) {
        for (Comment comment : fact.body().getComments()) {
            if (!comment.getCommentId().isEmpty()) {
                isNext(fact, comment.getCommentId());
                authorsOfOpen.put(comment.getCommentId(), fact.actor());
            }
        }
    }

    /** @param request what asked for the version's review; null when nothing did */
    void added(Fact<CommentAdded> fact, @Nullable ReviewRequested request) {
        CommentAdded e = fact.body();
        if (request == null || !request.getContentHash().equals(e.getContentHash())) {
            unfounded(fact, "a comment on the newest text, but it is on " + e.getContentHash());
        }
        boolean wroteOfIt = request != null && request.getContributors().contains(fact.actor());
        if (wroteOfIt) {
            rights.demandKnown(fact, fact.actor(), COMMENT);
        } else {
            rights.demandFor(
                    language, fact, fact.actor(), COMMENT, Role.TRANSLATOR, Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
        }
        isNext(fact, e.getCommentId());
        String thread = e.getInReplyTo();
        if (thread == null) {
            authorsOfOpen.put(e.getCommentId(), fact.actor());
        } else if (!authorsOfOpen.containsKey(thread)) {
            unfounded(fact, "an open thread " + thread + " to answer in, but there was none");
        }
    }

    void resolved(Fact<CommentResolved> fact) {
        String thread = fact.body().getCommentId();
        String author = authorsOfOpen.remove(thread);
        if (author == null) {
            unfounded(fact, "an open thread " + thread + " to resolve, but there was none");
        } else if (author.equals(fact.actor())) {
            rights.demandKnown(fact, fact.actor(), "resolve a comment");
        } else {
            rights.demandFor(
                    language, fact, fact.actor(), "resolve a comment of somebody else", Role.EDITOR, Role.CHIEF);
        }
    }

    private void isNext(Fact<?> fact, String id) {
        comments++;
        if (!id.equals("c" + comments)) {
            unfounded(fact, "the comment c" + comments + " next, but it is " + id);
        }
    }

    private void unfounded(Fact<?> fact, String expected) {
        findings.add(Fault.COMMENT_UNFOUNDED, fact, "Expected " + expected + ".");
    }
}
