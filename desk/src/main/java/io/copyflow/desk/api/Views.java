package io.copyflow.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Role;
import io.copyflow.contract.SegmentKind;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API answers. These shapes are its promise: the desk's own model may change behind them. */
final class Views {

    private Views() {}

    @Says("Whose token this is, with what the directory says of them now.")
    record Me(String id, String name, List<Role> roles, List<String> languages) {}

    @Says("A picture or video that was taken in.")
    record Media(
            @Says("SHA-256 of the bytes that are kept, which are without the place they were taken at.")
            String hash,

            @Says("What the bytes are, as they tell themselves.")
            String mediaType,

            long bytes,

            @Says("In pixels, upright; missing where it is not known.") @Nullable
            Integer width,

            @Nullable Integer height) {}

    @Says("Stories of the board: the most urgent first, then those due next; those that are over by what changed last.")
    record StoryList(
            @Says("How many there are; the list may be shorter.")
            int count,

            List<StoryRow> stories) {}

    record StoryRow(
            String storyId,

            @Says("BCP 47 tag of the source, in which the headline is.")
            String language,

            String headline,
            @Says("1 (flash) to 8.") int urgency,
            @Nullable String desk,
            @Nullable String bureau,
            List<String> authors,
            Phase phase,
            Instant acceptedAt,
            Instant changedAt,
            List<VersionMark> versions) {}

    record VersionMark(
            String language,
            Standing standing,
            @Says("Whether readers see an older text.") boolean olderLive,

            @Says("When its translation is due, while it is not handed in.") @Nullable
            Instant due,

            @Says("Who translates it.") @Nullable String holder) {}

    record HitList(
            @Says("How many there are; the list may be shorter.")
            int count,

            List<Hit> hits) {}

    record Hit(
            String storyId,
            String language,
            Standing standing,
            String headline,
            Instant at,

            @Says("Where the words stand, or the text's beginning.")
            List<ExcerptPart> excerpt) {}

    record ExcerptPart(
            String text,
            @Says("Whether it is what was looked for.") boolean found) {}

    @Says("Versions that wait for somebody.")
    record Queue(
            @Says("How many there are; the list may be shorter.")
            int count,

            List<QueueEntry> versions) {}

    record QueueEntry(
            String storyId,
            String language,
            Standing standing,

            @Says("Of a translation that waits to be begun, the source's.")
            String headline,

            int urgency,

            @Says("Since when, of a version that was handed in.") @Nullable
            Instant since,

            @Nullable Instant due,
            @Nullable String holder) {}

    record Story(
            String storyId,
            String language,
            String headline,
            int urgency,
            @Nullable String desk,
            @Nullable String bureau,
            List<String> authors,
            Phase phase,
            boolean spiked,
            boolean killed,
            Instant acceptedAt,
            Instant changedAt,
            List<Revision> revisions,
            List<Version> versions) {}

    @Says("A revision of the source.")
    record Revision(
            int number,

            @Says("How it was meant; not there of the first.") @Nullable
            String revisionClass,

            @Nullable String note,
            String contentHash,
            Instant at,
            String by) {}

    @Says("Where one language stands.")
    record Version(
            String language,
            boolean isSource,
            Standing standing,
            Instant since,

            @Says("The source revision it rests on, or is to rest on; 0 when not known yet.")
            int sourceRevision,

            @Says("Of its newest text: what decisions name.") @Nullable
            String contentHash,

            @Nullable String holder,
            @Nullable Instant leaseUntil,
            @Nullable Instant deadline,
            @Says("What readers see.") @Nullable Release live) {}

    record Release(long sequence, String contentHash, int sourceRevision, Instant at) {}

    @Says("One language whole: its texts, its review, its receipts.")
    record VersionWhole(
            Version version,

            @Says("The newest, or the one asked for.") @Nullable
            Text text,

            @Says("All that were handed in, oldest first.") List<TextMark> texts,
            @Nullable Review review,
            List<Receipt> receipts) {}

    record TextMark(String contentHash, int sourceRevision, Instant at, String by) {}

    record Text(
            String contentHash,
            int sourceRevision,
            Instant at,
            String by,
            List<TextSegment> segments,
            List<TextWarning> warnings) {}

    record TextSegment(
            String id,
            SegmentKind kind,
            String text,
            List<TextMarkup> marks,

            @Says("Of a translation: person, memory or machine.") @Nullable
            String origin,

            @Nullable String originDetail,

            @Says("SHA-256 of the picture or video it stands for.") @Nullable
            String media) {}

    record TextMarkup(
            Mark.Kind kind,
            @Says("In Unicode code points.") int start,
            @Says("Exclusive.") int end,
            @Nullable String target) {}

    record TextWarning(
            String check,
            String severity,
            String segmentId,
            String sentence,
            @Nullable String expected,
            @Nullable String found) {}

    record Review(
            @Says("Of the text it is about.") String contentHash,
            List<String> contributors,
            int signaturesNeeded,

            @Says("Who approved it, or broke the glass for it.") @Nullable
            Vouched vouched,

            List<Vouched> signed,
            List<WaivedWarning> waived,
            @Says("Open ones.") List<CommentThread> threads) {}

    record Vouched(
            String person,
            Instant at,
            @Says("Of a broken glass.") @Nullable String reason) {}

    record WaivedWarning(String check, String segmentId, String person, String reason) {}

    record CommentThread(
            String commentId,

            @Says("Not there where it is about the whole.") @Nullable
            String segmentId,

            List<SaidComment> comments) {}

    record SaidComment(String person, Instant at, String text) {}

    @Says("What happened, oldest first.")
    record Timeline(String storyId, List<Event> events) {}

    record Event(
            @Says("Of a refusal the refused command's id.") String eventId,

            @Says("Id of the command or event that led to it.") @Nullable
            String cause,

            Instant at,
            @Nullable String language,
            @Nullable String actor,

            @Says("As in docs/reference/schemas.md, such as VersionApproved or Rejection.")
            String type,

            @Says("Its fields as in docs/reference/schemas.md, enums in lower case with hyphens; of a killed story only"
                    + " the kill has one.")
            @Nullable
            JsonNode body) {}

    record ReceiptList(String storyId, List<Receipt> receipts) {}

    record Receipt(
            String language,
            String channel,
            @Says("The release it is about.") long sequence,
            String outcome,
            @Nullable String reference,
            Instant at) {}

    @Says("Stories near release.")
    record Gate(
            @Says("With a language that is cleared or held, the most urgent first.")
            List<GateStory> ready,

            @Says("With a correction that somebody owes, the first due first.")
            List<GateStory> owing,

            @Says("Withheld, taken down, or shown somewhere against orders; the newest first.")
            List<GateStory> down) {}

    record GateStory(
            String storyId,
            String headline,
            int urgency,
            boolean killed,
            boolean withheld,
            boolean embargoed,

            @Says("Not there of an embargo that somebody has to lift.") @Nullable
            Instant embargoUntil,

            @Says("Not before.") @Nullable Instant scheduledFor,

            @Says("Whether a channel shows what it should not.")
            boolean shownAgainstOrders,

            List<HeldLanguage> held,
            List<OpenObligation> obligations) {}

    @Says("A cleared language that waits.")
    record HeldLanguage(
            String language,
            String reason,

            @Says("When the reason ends by itself; not there when it does not.") @Nullable
            Instant until) {}

    @Says("The newsroom in figures.")
    record Wallboard(
            Instant at,
            int windowHours,
            @Says("Of all languages together.") WallRow whole,

            @Says("The longest queue first.") List<WallRow> languages,

            @Says("The window in stretches, the oldest first.")
            List<WallSlot> slots) {}

    record WallRow(
            @Says("Empty for all.") String language,
            @Says("How many versions stand so.") List<WallHeap> standing,
            @Says("Translations that are late.") int overdue,
            @Says("Corrections that are owed.") int owed,

            @Says("Of steps that were over within the window.")
            List<WallStep> took) {}

    record WallHeap(Standing standing, int count) {}

    record WallStep(
            Step step,
            int count,
            @Says("Half took as long at most.") long medianSeconds,

            @Says("95 of 100 took as long at most.") long p95Seconds) {}

    record WallSlot(
            Instant from,
            @Says("Translations handed in.") int translated,
            @Says("Versions released for the first time.") int released) {}

    @Says("What came of proving a story's published texts from the log.")
    record Proved(
            String storyId,
            boolean clean,
            @Says("Records that were looked at.") long facts,
            @Says("Languages that were published.") long versions,
            List<ProofFinding> findings) {}

    record ProofFinding(
            String code,

            @Says("Not there where it is about the whole story.") @Nullable
            String language,

            @Says("Where in the log.") String place,
            String sentence) {}

    @Says("What corrections still have to reach.")
    record ObligationList(String storyId, List<OpenObligation> obligations) {}

    record OpenObligation(
            String obligationId,
            String language,

            @Says("Not there where the edition itself owes it.") @Nullable
            String channel,

            @Says("The source revision that must come out.") int revision,
            Instant openedAt,
            Instant dueAt,
            boolean overdue) {}

    @Says("The directory as it is now; its fields are those of docs/reference/schemas.md.")
    record NewsroomView(
            @Nullable JsonNode newsroom,
            List<JsonNode> desks,
            List<JsonNode> bureaus,
            List<JsonNode> editions,
            List<JsonNode> channels,
            List<JsonNode> people) {}

    /** What became of a command that was not refused. */
    enum CommandOutcome {
        DONE,
        ALREADY_DONE,
        UNKNOWN
    }

    @Says(
            "What became of a command. With 202 nobody knows yet: look where Location says, or send it again under the same"
                    + " key.")
    record Outcome(
            String commandId,
            String storyId,
            @Nullable String language,
            CommandOutcome outcome,
            @Says("Ids of the events it led to.") List<String> events,
            @Nullable String sentence) {}

    @Says("An RFC 9457 problem.")
    record ApiProblem(
            String type,
            String title,
            int status,

            @Says("For a person: what was expected, what is so, what to do.")
            String detail,

            @Nullable String instance,

            @Says("For programs; all are in docs/reference/refusals.md.")
            String code) {}
}
