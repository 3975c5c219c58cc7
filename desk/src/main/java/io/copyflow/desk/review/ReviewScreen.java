package io.copyflow.desk.review;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.ask.Told;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.TextDiff;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Meanwhile;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ResolveComment;
import io.copyflow.schemas.review.WaiveWarning;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Review: an editor reads the newest text of a version and decides on it. What is decided on is what was shown: the form
 * carries the text's hash, and one that is no longer the newest decides nothing. Source: docs/semantics.md, rules 13, 14.
 */
public final class ReviewScreen implements Screen {

    private static final Set<Standing> WAITS = EnumSet.of(Standing.IN_REVIEW);

    private final House house;

    public ReviewScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/review", this::waiting);
        routes.page("/review/{story}/{language}", this::read);
        routes.page("/review/{story}/{language}/meanwhile", visit -> Meanwhile.reply(visit, house, "review"));
        routes.deed("/review/{story}/{language}", this::decide);
    }

    private Reply waiting(Visit visit) {
        return Reply.page(
                "review/waiting.jte",
                new WaitingPage(
                        visit.frame("review", visit.say("review.title")),
                        house.index().waiting(WAITS, visit.actor().languages())));
    }

    private Reply read(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        VersionFile version = story == null ? null : story.version(visit.path("language"));
        ReviewFile review = version == null ? null : version.review();
        VersionText text = review == null || version == null ? null : version.text(review.contentHash());
        if (story == null || version == null || review == null || text == null || story.killed()) {
            return story == null || version == null ? Missing.reply(visit) : Reply.go("/story/" + story.storyId());
        }
        VersionText before = version.baseline();
        boolean changes = before != null && !"text".equals(visit.query("show"));
        Refusal refusal = whyNot(visit, version, review);
        return Reply.page(
                "review/review.jte",
                new ReviewPage(
                        visit.frame("review", text.headline()),
                        Visit.newId(),
                        story,
                        version,
                        review,
                        text,
                        before,
                        changes,
                        rows(story, version, review, text, changes ? before : null),
                        refusal == null,
                        refusal == null ? null : refusal.sentence()));
    }

    private static List<ReviewPage.Row> rows(
            StoryFile story, VersionFile version, ReviewFile review, VersionText text, @Nullable VersionText before) {
        List<TextDiff.Segment> changed = before == null ? List.of() : TextDiff.of(before, text, version.language());
        List<ReviewPage.Row> rows = new ArrayList<>();
        if (before == null) {
            text.lines().forEach(line -> rows.add(row(story, version, review, text, line, null)));
        } else {
            changed.forEach(segment -> rows.add(row(story, version, review, text, segment.line(), segment)));
        }
        return rows;
    }

    private static ReviewPage.Row row(
            StoryFile story,
            VersionFile version,
            ReviewFile review,
            VersionText text,
            Line line,
            TextDiff.@Nullable Segment words) {
        return new ReviewPage.Row(
                line,
                version.isSource() ? null : source(story, text, line.id()),
                words,
                review.threads().stream()
                        .filter(thread -> thread.isAbout(line.id()))
                        .toList(),
                text.warnings().stream()
                        .filter(warning -> warning.getSegmentId().equals(line.id()))
                        .toList());
    }

    /** The source's segment in the revision that the translation rests on. */
    private static @Nullable Line source(StoryFile story, VersionText text, String segmentId) {
        return story.revisions().stream()
                .filter(revision -> revision.number() == text.sourceRevision())
                .flatMap(revision -> revision.text().lines().stream())
                .filter(line -> line.id().equals(segmentId))
                .findFirst()
                .orElse(null);
    }

    /** What keeps somebody from deciding, in the words of the stage, which checks it again. */
    private static @Nullable Refusal whyNot(Visit visit, VersionFile version, ReviewFile review) {
        Refusal refusal =
                Rights.refusal(visit.actor(), "decide on a version", version.language(), Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return refusal;
        }
        return review.isContributor(visit.actor().id()) ? new Refusal("own-text", visit.say("review.own-text")) : null;
    }

    private Reply decide(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        VersionFile version = story == null ? null : story.version(visit.path("language"));
        ReviewFile review = version == null ? null : version.review();
        if (story == null || version == null || review == null) {
            return Missing.reply(visit);
        }
        String hash = visit.typed("hash");
        Told told = hash.equals(review.contentHash())
                ? done(visit, story.storyId(), version, hash)
                : Told.refused("outdated-hash", visit.say("review.outdated"));
        visit.tell(told);
        return Reply.go("/review/" + story.storyId() + "/" + version.language());
    }

    private Told done(Visit visit, String storyId, VersionFile version, String hash) {
        String wish = visit.typed("do");
        String[] words = wish.split(":", 3);
        return switch (words[0]) {
            case "approve" -> {
                Told said = comment(visit, storyId, version, hash);
                yield said != null && !said.isDone()
                        ? said
                        : ask(
                                visit,
                                storyId,
                                version,
                                "",
                                ApproveVersion.newBuilder().setContentHash(hash).build(),
                                "review.approved");
            }
            case "changes" ->
                ask(
                        visit,
                        storyId,
                        version,
                        "",
                        RequestChanges.newBuilder()
                                .setContentHash(hash)
                                .setComments(comments(visit, version))
                                .build(),
                        "review.changes-requested");
            case "reject" ->
                ask(
                        visit,
                        storyId,
                        version,
                        "",
                        RejectVersion.newBuilder()
                                .setContentHash(hash)
                                .setReason(orEmpty(visit.line("reason")))
                                .build(),
                        "review.rejected");
            case "comment" -> {
                Told said = comment(visit, storyId, version, hash);
                yield said == null ? Told.refused("comment-missing", visit.say("review.comment-missing")) : said;
            }
            case "reply" ->
                ask(
                        visit,
                        storyId,
                        version,
                        "",
                        AddComment.newBuilder()
                                .setContentHash(hash)
                                .setInReplyTo(second(words))
                                .setText(orEmpty(visit.line("reply-" + second(words))))
                                .build(),
                        "review.commented");
            case "resolve" ->
                ask(
                        visit,
                        storyId,
                        version,
                        "",
                        ResolveComment.newBuilder()
                                .setCommentId(second(words))
                                .setNote(visit.line("reply-" + second(words)))
                                .build(),
                        "review.resolved");
            case "waive" -> {
                String segment = words.length < 3 ? "" : words[2];
                yield ask(
                        visit,
                        storyId,
                        version,
                        "",
                        WaiveWarning.newBuilder()
                                .setContentHash(hash)
                                .setCheckId(second(words))
                                .setSegmentId(segment)
                                .setReason(orEmpty(visit.line("waive-" + second(words) + "-" + segment)))
                                .build(),
                        "review.waived");
            }
            default -> Told.refused("unknown-deed", visit.say("problem.missing"));
        };
    }

    /** Says each comment that was typed; null when none was. Ends with the first that is refused. */
    private @Nullable Told comment(Visit visit, String storyId, VersionFile version, String hash) {
        Told last = null;
        int n = 0;
        for (Comment comment : comments(visit, version)) {
            last = ask(
                    visit,
                    storyId,
                    version,
                    "-" + n++,
                    AddComment.newBuilder()
                            .setContentHash(hash)
                            .setSegmentId(comment.getSegmentId())
                            .setText(comment.getText())
                            .build(),
                    "review.commented");
            if (!last.isDone()) {
                return last;
            }
        }
        return last;
    }

    private static List<Comment> comments(Visit visit, VersionFile version) {
        List<Comment> comments = new ArrayList<>();
        VersionText text = version.text();
        for (Line line : text == null ? List.<Line>of() : text.lines()) {
            String typed = visit.line("comment-" + line.id());
            if (typed != null) {
                comments.add(Comment.newBuilder()
                        .setSegmentId(line.id())
                        .setText(typed)
                        .build());
            }
        }
        String whole = visit.line("comment");
        if (whole != null) {
            comments.add(Comment.newBuilder().setSegmentId(null).setText(whole).build());
        }
        return comments;
    }

    /** @param nth tells the commands of one form apart */
    private Told ask(Visit visit, String storyId, VersionFile version, String nth, SpecificRecord body, String done) {
        Commands.Asker asker = visit.asker();
        return house.commands()
                .review(
                        new Commands.Asker(asker.commandId() + nth, asker.person()),
                        storyId,
                        version.language(),
                        body,
                        visit.say(done));
    }

    private static String second(String[] words) {
        return words.length < 2 ? "" : words[1];
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
