package io.copyflow.desk.model;

import io.copyflow.desk.model.ReviewFile.Said;
import io.copyflow.desk.model.ReviewFile.Vouched;
import io.copyflow.desk.model.ReviewFile.Waived;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WarningWaived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds the facts of a version's reviews up. */
final class ReviewBuilder {

    private @Nullable ReviewRequested asked;
    private @Nullable Standing standing;
    private Instant since = Instant.EPOCH;
    private @Nullable Vouched vouched;
    private final List<Vouched> signed = new ArrayList<>();
    private final List<Waived> waived = new ArrayList<>();
    private final Map<String, ReviewFile.Thread> threads = new LinkedHashMap<>();
    private @Nullable String clearedHash;

    void add(Fact fact) {
        String person = String.valueOf(fact.actor());
        switch (fact.body()) {
            case ReviewRequested e -> {
                fall(Standing.IN_REVIEW, fact);
                waived.clear();
                asked = e;
            }
            case VersionApproved _ -> {
                standing(Standing.APPROVED, fact);
                vouched = new Vouched(person, fact.at(), null);
            }
            case GlassBroken e -> {
                fall(Standing.GLASS_BROKEN, fact);
                vouched = new Vouched(person, fact.at(), e.getReason());
            }
            case SignedOff _ -> signed.add(new Vouched(person, fact.at(), null));
            case Countersigned _ -> signed.add(new Vouched(person, fact.at(), null));
            case VersionCleared e -> {
                standing(Standing.CLEARED, fact);
                clearedHash = e.getContentHash();
            }
            case ReviewVoided _ -> fall(Standing.VOID, fact);
            case VersionRejected _ -> fall(Standing.REJECTED, fact);
            case ChangesRequested e -> {
                fall(Standing.CHANGES_REQUESTED, fact);
                for (Comment comment : e.getComments()) {
                    begin(fact, comment.getCommentId(), comment.getSegmentId(), comment.getText());
                }
            }
            case CommentAdded e -> {
                ReviewFile.Thread thread = e.getInReplyTo() == null ? null : threads.get(e.getInReplyTo());
                if (thread == null) {
                    begin(fact, e.getCommentId(), e.getSegmentId(), e.getText());
                } else {
                    List<Said> comments = new ArrayList<>(thread.comments());
                    comments.add(new Said(person, fact.at(), e.getText()));
                    threads.put(thread.id(), new ReviewFile.Thread(thread.id(), thread.segmentId(), comments));
                }
            }
            case CommentResolved e -> threads.remove(e.getCommentId());
            case WarningWaived e -> waived.add(new Waived(e.getCheckId(), e.getSegmentId(), person, e.getReason()));
            default -> {
                // what this program does not know, or what is of the work before, changes no review
            }
        }
    }

    private void begin(Fact fact, String id, @Nullable String segmentId, String text) {
        // old records have no id; their place is one
        String known = id.isEmpty() ? fact.place() + "/" + threads.size() : id;
        threads.put(
                known,
                new ReviewFile.Thread(
                        known, segmentId, List.of(new Said(String.valueOf(fact.actor()), fact.at(), text))));
    }

    private void standing(Standing now, Fact fact) {
        standing = now;
        since = fact.at();
    }

    private void fall(Standing now, Fact fact) {
        standing(now, fact);
        vouched = null;
        signed.clear();
        if (now != Standing.GLASS_BROKEN) {
            waived.clear();
        }
    }

    /** Whether it is about that text. */
    boolean isOf(@Nullable String hash) {
        return asked != null && asked.getContentHash().equals(hash);
    }

    @Nullable
    Standing standing() {
        return standing;
    }

    Instant since() {
        return since;
    }

    @Nullable
    String clearedHash() {
        return clearedHash;
    }

    @Nullable
    ReviewFile build() {
        ReviewRequested version = asked;
        return version == null
                ? null
                : new ReviewFile(
                        version.getContentHash(),
                        version.getSourceRevision(),
                        version.getContributors(),
                        version.getContributions(),
                        version.getWarnings(),
                        standing == Standing.GLASS_BROKEN ? 1 : version.getSignaturesNeeded(),
                        vouched,
                        signed,
                        waived,
                        List.copyOf(threads.values()));
    }
}
