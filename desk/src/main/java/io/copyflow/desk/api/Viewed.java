package io.copyflow.desk.api;

import io.copyflow.desk.aid.Prover;
import io.copyflow.desk.index.Board;
import io.copyflow.desk.index.BoardRow;
import io.copyflow.desk.index.Found;
import io.copyflow.desk.index.Wall;
import io.copyflow.desk.model.Fact;
import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.Owed;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.HoldReason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the desk reads, as the API answers it. */
final class Viewed {

    private Viewed() {}

    static Views.StoryList stories(Board board) {
        return new Views.StoryList(
                board.sections().stream().mapToInt(Board.Section::count).sum(),
                board.sections().stream()
                        .flatMap(section -> section.rows().stream())
                        .map(Viewed::row)
                        .toList());
    }

    private static Views.StoryRow row(BoardRow row) {
        return new Views.StoryRow(
                row.storyId(),
                row.language(),
                row.headline(),
                row.urgency(),
                row.desk(),
                row.bureau(),
                row.authors(),
                row.phase(),
                row.acceptedAt(),
                row.changedAt(),
                row.marks().stream()
                        .map(mark -> new Views.VersionMark(
                                mark.language(), mark.standing(), mark.liveBefore(), mark.due(), mark.holder()))
                        .toList());
    }

    static Views.HitList hits(Found found) {
        return new Views.HitList(
                found.count(),
                found.hits().stream()
                        .map(hit -> new Views.Hit(
                                hit.storyId(),
                                hit.language(),
                                hit.standing(),
                                hit.headline(),
                                hit.at(),
                                hit.excerpt().stream()
                                        .map(run -> new Views.ExcerptPart(run.text(), run.hit()))
                                        .toList()))
                        .toList());
    }

    static Views.Story story(StoryFile story) {
        return new Views.Story(
                story.storyId(),
                story.language(),
                story.headline(),
                story.urgency(),
                story.desk(),
                story.bureau(),
                story.authors(),
                story.phase(),
                story.spiked(),
                story.killed(),
                story.acceptedAt(),
                story.changedAt(),
                story.revisions().stream()
                        .map(revision -> new Views.Revision(
                                revision.number(),
                                revision.revisionClass() == null
                                        ? null
                                        : Labels.of(revision.revisionClass().name()),
                                revision.note(),
                                revision.text().contentHash(),
                                revision.text().at(),
                                revision.text().by()))
                        .toList(),
                story.versions().stream().map(Viewed::version).toList());
    }

    private static Views.Version version(VersionFile version) {
        VersionText text = version.text();
        VersionFile.Release live = version.live();
        return new Views.Version(
                version.language(),
                version.isSource(),
                version.standing(),
                version.since(),
                version.sourceRevision(),
                text == null ? null : text.contentHash(),
                version.holder(),
                version.leaseUntil(),
                version.deadline(),
                live == null
                        ? null
                        : new Views.Release(live.sequence(), live.contentHash(), live.sourceRevision(), live.at()));
    }

    /** @param hash of the text to give; null for the newest */
    static Views.VersionWhole whole(VersionFile version, @Nullable String hash) {
        VersionText text = hash == null ? version.text() : version.text(hash);
        return new Views.VersionWhole(
                version(version),
                text == null ? null : text(text),
                version.texts().stream()
                        .map(each ->
                                new Views.TextMark(each.contentHash(), each.sourceRevision(), each.at(), each.by()))
                        .toList(),
                version.review() == null ? null : review(version.review()),
                receipts(version).toList());
    }

    private static Views.Text text(VersionText text) {
        return new Views.Text(
                text.contentHash(),
                text.sourceRevision(),
                text.at(),
                text.by(),
                text.lines().stream().map(Viewed::segment).toList(),
                text.warnings().stream()
                        .map(warning -> new Views.TextWarning(
                                warning.getCheck(),
                                Labels.of(warning.getSeverity().name()),
                                warning.getSegmentId(),
                                warning.getSentence(),
                                warning.getExpected(),
                                warning.getFound()))
                        .toList());
    }

    private static Views.TextSegment segment(Line line) {
        return new Views.TextSegment(
                line.id(),
                line.kind(),
                line.text(),
                line.marks().stream()
                        .map(mark -> new Views.TextMarkup(mark.kind(), mark.start(), mark.end(), mark.target()))
                        .toList(),
                line.origin() == null ? null : Labels.of(line.origin().name()),
                line.detail(),
                line.media() == null ? null : line.media().getHash());
    }

    private static Views.Review review(ReviewFile review) {
        return new Views.Review(
                review.contentHash(),
                review.contributors(),
                review.needed(),
                review.vouched() == null ? null : vouched(review.vouched()),
                review.signed().stream().map(Viewed::vouched).toList(),
                review.waived().stream()
                        .map(waived -> new Views.WaivedWarning(
                                waived.check(), waived.segmentId(), waived.person(), waived.reason()))
                        .toList(),
                review.threads().stream()
                        .map(thread -> new Views.CommentThread(
                                thread.id(),
                                thread.segmentId(),
                                thread.comments().stream()
                                        .map(said -> new Views.SaidComment(said.person(), said.at(), said.text()))
                                        .toList()))
                        .toList());
    }

    private static Views.Vouched vouched(ReviewFile.Vouched by) {
        return new Views.Vouched(by.person(), by.at(), by.reason());
    }

    static Views.ReceiptList receipts(StoryFile story) {
        return new Views.ReceiptList(
                story.storyId(),
                story.versions().stream().flatMap(Viewed::receipts).toList());
    }

    private static Stream<Views.Receipt> receipts(VersionFile version) {
        return version.receipts().stream()
                .map(receipt -> new Views.Receipt(
                        version.language(),
                        receipt.channel(),
                        receipt.sequence(),
                        Labels.of(receipt.outcome()),
                        receipt.reference(),
                        receipt.at()));
    }

    /** @param command only what that command led to; null for everything */
    static Views.Timeline timeline(StoryFile story, @Nullable String command) {
        return new Views.Timeline(
                story.storyId(),
                story.facts().stream()
                        .filter(fact -> command == null || fact.cause().equals(command))
                        .map(fact -> event(story, fact))
                        .toList());
    }

    /** What a killed story said is shown to nobody. */
    private static Views.Event event(StoryFile story, Fact fact) {
        boolean isTold = !story.killed() || fact.body() instanceof StoryKilled;
        return new Views.Event(
                fact.eventId(),
                fact.cause().isEmpty() ? null : fact.cause(),
                fact.at(),
                fact.language(),
                fact.actor(),
                fact.body().getSchema().getName(),
                isTold ? AnswerJson.of(fact.body()) : null);
    }

    static Views.ObligationList obligations(StoryFile story, Instant now) {
        return new Views.ObligationList(story.storyId(), open(Owed.of(story.facts()), now));
    }

    private static List<Views.OpenObligation> open(List<Owed> owed, Instant now) {
        return owed.stream()
                .map(each -> new Views.OpenObligation(
                        each.id(),
                        each.language(),
                        each.channel(),
                        each.revision(),
                        each.since(),
                        each.due(),
                        each.isOverdue(now)))
                .toList();
    }

    static Views.GateStory gate(StoryFile story, Instant now) {
        GateFile gate = GateFile.of(story);
        GateFile.Embargo embargo = gate.embargo();
        return new Views.GateStory(
                story.storyId(),
                story.headline(),
                story.urgency(),
                story.killed(),
                gate.withheld() != null,
                embargo != null && embargo.holdsAt(now),
                embargo == null ? null : embargo.until(),
                gate.scheduledFor(),
                gate.isShownAgainstOrders(),
                story.versions().stream()
                        .filter(version -> version.standing() == Standing.HELD)
                        .flatMap(version -> held(version, gate.language(version.language())))
                        .toList(),
                open(gate.owed(), now));
    }

    private static Stream<Views.HeldLanguage> held(VersionFile version, GateFile.Language at) {
        HoldReason hold = at.hold();
        return hold == null
                ? Stream.empty()
                : Stream.of(new Views.HeldLanguage(version.language(), Labels.of(hold.name()), at.until()));
    }

    static Views.Wallboard wall(Wall wall) {
        return new Views.Wallboard(
                wall.now(),
                (int) wall.window().toHours(),
                row(wall.whole()),
                wall.languages().stream().map(Viewed::row).toList(),
                wall.hours().stream()
                        .map(slot -> new Views.WallSlot(slot.from(), slot.translated(), slot.released()))
                        .toList());
    }

    private static Views.WallRow row(Wall.Row row) {
        return new Views.WallRow(
                row.language(),
                row.standing().entrySet().stream()
                        .map(heap -> new Views.WallHeap(heap.getKey(), heap.getValue()))
                        .toList(),
                row.overdue(),
                row.owed(),
                row.took().entrySet().stream()
                        .map(took -> new Views.WallStep(
                                took.getKey(),
                                took.getValue().count(),
                                took.getValue().median().toSeconds(),
                                took.getValue().p95().toSeconds()))
                        .toList());
    }

    static Views.Proved proved(String storyId, Prover.Verdict verdict) {
        return new Views.Proved(
                storyId,
                verdict.findings().isEmpty(),
                verdict.facts(),
                verdict.versions(),
                verdict.findings().stream()
                        .map(finding -> new Views.ProofFinding(
                                finding.code(), finding.language(), finding.place(), finding.sentence()))
                        .toList());
    }
}
