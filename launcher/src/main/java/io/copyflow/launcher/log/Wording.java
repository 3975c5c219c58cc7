package io.copyflow.launcher.log;

import static io.copyflow.launcher.log.PlainText.clean;
import static io.copyflow.launcher.log.PlainText.counted;
import static io.copyflow.launcher.log.PlainText.isolated;

import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.Countersigned;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ResolveComment;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.ItemStatus;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SourceItem;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.DraftFailed;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.FailDraft;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationOverdue;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What records say, in plain words. Text from the log is cleaned, and isolated where it runs from right to left. */
final class Wording {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Directory directory;
    private final ZoneId zone;
    private final PublicationWording publication = new PublicationWording(this);

    Wording(Directory directory, ZoneId zone) {
        this.directory = directory;
        this.zone = zone;
    }

    /** A person's or channel's name as the directory has it; stages and strangers by their ids. */
    String name(String id) {
        Channel channel = directory.channel(id);
        return isolated(channel == null ? directory.nameOf(id) : channel.getName());
    }

    String names(Collection<String> ids) {
        List<String> names = ids.stream().map(this::name).toList();
        return switch (names.size()) {
            case 0 -> "nobody";
            case 1 -> names.getFirst();
            default -> String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        };
    }

    /** {@code 12:30}, with the day where it is not that of the other time. */
    String until(Instant time, Instant seenFrom) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        boolean sameDay = local.toLocalDate()
                .equals(LocalDateTime.ofInstant(seenFrom, zone).toLocalDate());
        return (sameDay ? MINUTE : DAY_AND_MINUTE).format(local);
    }

    String what(Fact fact) {
        SpecificRecord body = fact.body();
        if (body == null) {
            return unread(fact.record());
        }
        String who = fact.actor() == null ? "somebody" : name(fact.actor());
        return switch (body) {
            case StoryAccepted e ->
                "accepted: " + quoted(headline(e.getSegments())) + ", revision " + e.getRevision()
                        + ", to be translated into " + counted(e.getTargets().size(), "language")
                        + embargo(e.getEmbargo(), fact.at());
            case StoryRevised e -> revised(e, fact.at());
            case SourceItemFollowed e -> followed(e, fact.at());
            case StorySpiked e -> "spiked: " + isolated(e.getReason());
            case StoryKilled e -> "killed: " + isolated(e.getReason());
            case TranslationQueued e ->
                "queued for translation from " + clean(e.getSourceLanguage()) + ", revision " + e.getSourceRevision()
                        + ", urgency " + e.getUrgency()
                        + (e.getDeadline() == null ? "" : ", due " + until(e.getDeadline(), fact.at()));
            case TranslationClaimed e ->
                "claimed by " + name(e.getHolder()) + " until " + until(e.getLeaseUntil(), fact.at());
            case ClaimReleased e -> claimReleased(e);
            case TranslationSubmitted e -> handedIn(e, who);
            case TranslationReopened e -> reopened(e);
            case TranslationCancelled e -> "cancelled: " + isolated(e.getReason());
            case DraftSaved e ->
                "draft saved by " + name(e.getHolder()) + " on revision " + e.getSourceRevision() + ": "
                        + counted(e.getSegments().size(), "segment") + origins(e.getSegments());
            case SourceAcknowledged e ->
                "left to stand by " + name(e.getHolder()) + " on revision " + e.getSourceRevision() + ": "
                        + counted(e.getSegments().size(), "segment");
            case TranslationOverdue e ->
                "overdue: it was due " + until(e.getDeadline(), fact.at())
                        + (e.getHolder() == null ? ", and nobody holds it" : "; " + name(e.getHolder()) + " holds it");
            case TranslationDraftRequested e ->
                "draft asked of " + clean(e.getEngine()) + " on revision " + e.getSourceRevision() + ": "
                        + counted(e.getSegments().size(), "segment");
            case DraftOffered e ->
                "draft from " + clean(e.getEngine()) + " on revision " + e.getSourceRevision() + ": "
                        + counted(e.getSegments().size(), "segment") + origins(e.getSegments());
            case DraftFailed e ->
                "no draft from " + clean(e.getEngine()) + ": " + clean(e.getCode()) + ". " + isolated(e.getSentence());
            case ReviewRequested e ->
                "waits for an editor, then " + counted(e.getSignaturesNeeded(), "signature") + "; revision "
                        + e.getSourceRevision()
                        + (e.getWarnings().isEmpty()
                                ? ""
                                : ", " + counted(e.getWarnings().size(), "warning"))
                        + hash(e.getContentHash());
            case VersionApproved e ->
                "approved by " + who
                        + (e.getOpenThreads() == 0 ? "" : " with " + counted(e.getOpenThreads(), "thread") + " open")
                        + hash(e.getContentHash());
            case ChangesRequested e -> "changes requested by " + who + ": " + comments(e.getComments());
            case VersionRejected e -> "rejected by " + who + ": " + isolated(e.getReason());
            case SignedOff e ->
                "signed off by " + who + " (" + e.getSignatures() + " of " + e.getSignaturesNeeded() + ")";
            case VersionCleared e ->
                "cleared: " + (e.getBreakGlass() == null ? "approved by " : "glass broken by ")
                        + name(e.getApprover()) + (e.getBreakGlass() == null ? ", signed by " : ", countersigned by ")
                        + names(e.getSignatures().stream()
                                .map(Signature::getPerson)
                                .toList())
                        + (e.getWaivers().isEmpty()
                                ? ""
                                : ", " + counted(e.getWaivers().size(), "warning") + " waived")
                        + hash(e.getContentHash());
            case WarningWaived e ->
                "warning waived by " + who + ": " + clean(e.getCheckId()) + " in " + clean(e.getSegmentId()) + ", "
                        + quoted(e.getReason());
            case GlassBroken e ->
                "glass broken by " + who + (e.getContributor() ? ", who contributed to the text" : "") + ": "
                        + quoted(e.getReason()) + hash(e.getContentHash());
            case Countersigned e -> "countersigned by " + who + " as " + words(e.getRole());
            case CommentAdded e ->
                "comment " + clean(e.getCommentId()) + " by " + who
                        + (e.getInReplyTo() == null ? "" : " in reply to " + clean(e.getInReplyTo()))
                        + (e.getSegmentId() == null ? "" : " on " + clean(e.getSegmentId())) + ": "
                        + quoted(e.getText());
            case CommentResolved e ->
                "comment " + clean(e.getCommentId()) + " resolved by " + who
                        + (e.getNote() == null ? "" : ": " + quoted(e.getNote()));
            case ReviewVoided e -> "approval and signatures void: " + isolated(e.getReason());
            case DeliveryEvent e -> delivered(e);
            case Rejection e ->
                (e.getRepeated() ? "asked again: " : "refused: ") + clean(e.getCode()) + ". "
                        + isolated(e.getSentence());
            default -> {
                String published = publication.what(body, who, fact.at());
                yield published == null ? asked(body) : published;
            }
        };
    }

    Tone tone(Fact fact) {
        return switch (fact.body()) {
            case null -> Tone.BAD;
            case Rejection e -> e.getRepeated() ? Tone.FAINT : Tone.BAD;
            case StorySpiked _ -> Tone.BAD;
            case StoryKilled _ -> Tone.BAD;
            case VersionRejected _ -> Tone.BAD;
            case ChangesRequested _ -> Tone.WAITING;
            case GlassBroken _ -> Tone.WAITING;
            case TranslationOverdue _ -> Tone.WAITING;
            case ReviewVoided _ -> Tone.WAITING;
            case StoryAccepted _ -> Tone.STRONG;
            case StoryRevised _ -> Tone.STRONG;
            case DeliveryEvent e ->
                switch (e.getOutcome()) {
                    case FAILED, LEFT, UNCONFIRMED -> Tone.BAD;
                    case DELIVERED, WITHDRAWN, CORRECTED, SKIPPED, UNKNOWN -> Tone.GOOD;
                };
            default -> {
                Tone published = PublicationWording.tone(fact.body());
                yield published == null ? fact.isCommand() ? Tone.WAITING : Tone.PLAIN : published;
            }
        };
    }

    static String quoted(String text) {
        return "“" + isolated(text) + "”";
    }

    private static String headline(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.getKind() == SegmentKind.HEADLINE)
                .map(Segment::getText)
                .findFirst()
                .orElse("");
    }

    private String revised(StoryRevised e, Instant at) {
        String removed = e.getRemoved().isEmpty() ? "" : ", " + e.getRemoved().size() + " removed";
        String meant = e.getRevisionClass() == RevisionClass.UNKNOWN ? "" : " (" + words(e.getRevisionClass()) + ")";
        return "revised, revision " + e.getRevision() + meant + ": "
                + counted(e.getChanged().size(), "segment") + " changed" + removed
                + (e.getSourceItem() == null ? "" : ", from version " + version(e.getSourceItem()) + " of its item")
                + (e.getNote() == null ? "" : "; " + quoted(e.getNote()))
                + embargo(e.getEmbargo(), at);
    }

    private String followed(SourceItemFollowed e, Instant at) {
        ItemStatus status = e.getSourceItem().getStatus();
        return "version " + version(e.getSourceItem()) + " of its item came"
                + (status == null || status == ItemStatus.UNKNOWN ? "" : ", " + words(status))
                + ", without another text" + embargo(e.getEmbargo(), at);
    }

    private static String version(SourceItem item) {
        return item.getVersion() == null ? "none" : clean(item.getVersion());
    }

    private String embargo(@Nullable Embargo embargo, Instant at) {
        if (embargo == null) {
            return "";
        }
        return embargo.getUntil() == null
                ? ", under an open-ended embargo"
                : ", under embargo until " + until(embargo.getUntil(), at);
    }

    private String claimReleased(ClaimReleased e) {
        return switch (e.getReason()) {
            case GIVEN_BACK -> "given back by " + name(e.getHolder());
            case LEASE_EXPIRED -> "back in the queue: the claim of " + name(e.getHolder()) + " ran out";
            case REASSIGNED -> "taken from " + name(e.getHolder()) + " for somebody else";
            case UNKNOWN -> "back in the queue from " + name(e.getHolder());
        };
    }

    private static String handedIn(TranslationSubmitted e, String who) {
        return "handed in by " + who + " on revision " + e.getSourceRevision()
                + (e.getWrittenOn() == e.getSourceRevision() ? "" : " (written on " + e.getWrittenOn() + ")") + ": "
                + counted(e.getSegments().size(), "segment") + origins(e.getSegments())
                + (e.getWarnings().isEmpty()
                        ? ""
                        : ", " + counted(e.getWarnings().size(), "warning"))
                + hash(e.getContentHash());
    }

    private static String reopened(TranslationReopened e) {
        String why = switch (e.getReason()) {
            case SOURCE_REVISED -> "the source was revised";
            case CHANGES_REQUESTED -> "changes were requested";
            case REJECTED -> "it was rejected";
            case UNKNOWN -> "of something this version of Copyflow does not know";
        };
        return "opened again, because " + why + ": "
                + counted(e.getOpenSegments().size(), "segment") + " open on revision " + e.getSourceRevision();
    }

    /** Nothing when people wrote all of it. */
    private static String origins(List<TranslatedSegment> segments) {
        long memory = segments.stream()
                .filter(segment -> segment.getOrigin() == Origin.MEMORY)
                .count();
        long machine = segments.stream()
                .filter(segment -> segment.getOrigin() == Origin.MACHINE)
                .count();
        return (memory == 0 ? "" : ", " + memory + " from memory")
                + (machine == 0 ? "" : ", " + machine + " by machine");
    }

    private static String comments(List<Comment> comments) {
        return comments.stream()
                .map(comment -> (comment.getSegmentId() == null ? "" : clean(comment.getSegmentId()) + " ")
                        + quoted(comment.getText()))
                .collect(Collectors.joining("; "));
    }

    private String delivered(DeliveryEvent e) {
        String what = name(e.getChannel()) + ", sequence " + e.getReleaseSequence();
        String where = e.getReference() == null ? "" : ": " + clean(e.getReference());
        String why = e.getDetail() == null ? "" : ": " + isolated(e.getDetail());
        return switch (e.getOutcome()) {
            case DELIVERED -> "delivered by " + what + where;
            case WITHDRAWN -> "withdrawn by " + what + where;
            case FAILED -> "delivery failed by " + what + why;
            case CORRECTED -> "corrected by " + what + where + why;
            case SKIPPED -> "not shown by " + what + why;
            case LEFT -> "left as it was by " + what + where + why;
            case UNCONFIRMED -> "outcome unknown at " + what + why;
            case UNKNOWN -> "receipt of " + what + where;
        };
    }

    private static String unread(LogRecord record) {
        String place = TopicNames.shortName(record.topic()) + ", partition " + record.partition() + ", offset "
                + record.offset();
        return switch (record.content()) {
            case LogRecord.Unreadable(String code, String sentence, byte[] _) ->
                "cannot be read (" + place + "): " + code + ". " + isolated(sentence);
            case LogRecord.Bytes _ ->
                "could not be processed and lies in dead letters (" + place + "): "
                        + header(record, DeadLetters.REASON) + " It came from " + header(record, DeadLetters.TOPIC)
                        + ", partition " + header(record, DeadLetters.PARTITION) + ", offset "
                        + header(record, DeadLetters.OFFSET) + ".";
            case LogRecord.Value _, LogRecord.Nothing _ ->
                "says nothing this version of Copyflow knows (" + place + ")";
        };
    }

    private static String header(LogRecord record, String name) {
        String text = CloudEvents.text(record.headers(), name);
        return text == null ? "?" : isolated(text);
    }

    private static String asked(SpecificRecord body) {
        String deed = switch (body) {
            case SubmitStory _ -> "submit the story";
            case ReviseStory _ -> "revise the story";
            case SpikeStory _ -> "spike the story";
            case ClaimTranslation _ -> "claim the translation";
            case ReleaseClaim _ -> "give the claim back";
            case ReassignTranslation _ -> "assign the translation";
            case SaveDraft _ -> "save a draft";
            case AcknowledgeSource _ -> "let the translation stand";
            case OfferDraft _ -> "offer a draft";
            case FailDraft _ -> "do without a draft";
            case SubmitTranslation _ -> "hand the translation in";
            case ApproveVersion _ -> "approve the version";
            case RequestChanges _ -> "request changes";
            case RejectVersion _ -> "reject the version";
            case SignOff _ -> "sign off";
            case WaiveWarning _ -> "waive a warning";
            case BreakGlass _ -> "break the glass";
            case Countersign _ -> "countersign";
            case AddComment _ -> "comment";
            case ResolveComment _ -> "resolve a comment";
            case KillStory _ -> "kill the story";
            default -> PublicationWording.deed(body);
        };
        return deed == null ? body.getSchema().getName() : "asked to " + deed + "; no answer yet";
    }

    static String hash(String hash) {
        return hash.isEmpty() ? "" : ", hash " + clean(hash.substring(0, Math.min(8, hash.length())));
    }

    static String words(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String day(@Nullable Instant time, ZoneId zone) {
        return time == null ? "" : DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDateTime.ofInstant(time, zone));
    }
}
