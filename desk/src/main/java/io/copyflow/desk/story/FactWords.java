package io.copyflow.desk.story;

import io.copyflow.contract.SegmentKind;
import io.copyflow.desk.model.Fact;
import io.copyflow.desk.web.Words;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.ObligationOverdue;
import io.copyflow.schemas.publication.ObligationReminded;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.ReleaseScheduled;
import io.copyflow.schemas.publication.ScheduleCancelled;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.rejection.Rejection;
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
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftFailed;
import io.copyflow.schemas.translation.DraftOffered;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationDraftRequested;
import io.copyflow.schemas.translation.TranslationOverdue;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, in the desk's words. What people wrote stays theirs. */
final class FactWords {

    private final Words words;
    private final Directory directory;
    private final Function<Instant, String> time;

    FactWords(Words words, Directory directory, Function<Instant, String> time) {
        this.words = words;
        this.directory = directory;
        this.time = time;
    }

    /** @param killed whether nothing that may repeat a text is to be quoted */
    FactLine line(Fact fact, boolean killed) {
        return new FactLine(
                fact.at(), fact.language(), tone(fact), what(fact), killed && !isDeed(fact) ? null : quoted(fact));
    }

    /** Whether what is said with it is about what was done, not about a text. */
    private static boolean isDeed(Fact fact) {
        return switch (fact.body()) {
            case StoryKilled _, StoryWithheld _, StoryUnwithheld _, VersionTakenDown _, DeliveryEvent _ -> true;
            default -> false;
        };
    }

    private String what(Fact fact) {
        String who = fact.actor() == null ? "" : directory.nameOf(fact.actor());
        return switch (fact.body()) {
            case StoryAccepted e -> say("StoryAccepted", who, e.getTargets().size());
            case StoryRevised e ->
                say(
                        "StoryRevised",
                        who,
                        e.getRevision(),
                        words.say("class." + label(e.getRevisionClass())),
                        e.getChanged().size());
            case StorySpiked _ -> say("StorySpiked", who);
            case StoryKilled _ -> say("StoryKilled", who);
            case TranslationQueued e ->
                e.getDeadline() == null
                        ? say("TranslationQueued", e.getSourceRevision())
                        : say("TranslationQueued.due", e.getSourceRevision(), time.apply(e.getDeadline()));
            case TranslationClaimed e ->
                say("TranslationClaimed", directory.nameOf(e.getHolder()), time.apply(e.getLeaseUntil()));
            case ClaimReleased e -> say("ClaimReleased." + label(e.getReason()), directory.nameOf(e.getHolder()));
            case TranslationSubmitted e ->
                say(
                        "TranslationSubmitted",
                        who,
                        e.getSourceRevision(),
                        e.getWarnings().size());
            case TranslationReopened e ->
                say(
                        "TranslationReopened." + label(e.getReason()),
                        e.getOpenSegments().size(),
                        e.getSourceRevision());
            case TranslationCancelled _ -> say("TranslationCancelled");
            case DraftSaved e ->
                say(
                        "DraftSaved",
                        directory.nameOf(e.getHolder()),
                        e.getSegments().size());
            case SourceAcknowledged e ->
                say(
                        "SourceAcknowledged",
                        directory.nameOf(e.getHolder()),
                        e.getSegments().size());
            case TranslationOverdue e -> say("TranslationOverdue", time.apply(e.getDeadline()));
            case TranslationDraftRequested e ->
                say("TranslationDraftRequested", e.getEngine(), e.getSegments().size());
            case DraftOffered e ->
                say("DraftOffered", e.getEngine(), e.getSegments().size());
            case DraftFailed e -> say("DraftFailed", e.getEngine());
            case ReviewRequested e ->
                say("ReviewRequested", e.getSignaturesNeeded(), e.getWarnings().size());
            case VersionApproved e -> say("VersionApproved", who, e.getOpenThreads());
            case ChangesRequested e ->
                say("ChangesRequested", who, e.getComments().size());
            case VersionRejected _ -> say("VersionRejected", who);
            case SignedOff e -> say("SignedOff", who, e.getSignatures(), e.getSignaturesNeeded());
            case VersionCleared _ -> say("VersionCleared");
            case ReviewVoided _ -> say("ReviewVoided");
            case WarningWaived e -> say("WarningWaived", who, e.getCheckId());
            case CommentAdded e -> say(e.getInReplyTo() == null ? "CommentAdded" : "CommentAdded.reply", who);
            case CommentResolved _ -> say("CommentResolved", who);
            case GlassBroken _ -> say("GlassBroken", who);
            case Countersigned e -> say("Countersigned", who, words.say("role." + label(e.getRole())));
            case VersionReleased e -> say("VersionReleased", e.getReleaseSequence(), e.getSourceRevision());
            case VersionHeld e -> say("VersionHeld." + label(e.getReason()));
            case VersionTakenDown _ -> say("VersionTakenDown", who);
            case VersionRestored _ -> say("VersionRestored", who);
            case EmbargoSet e ->
                e.getUntil() == null ? say("EmbargoSet.open", who) : say("EmbargoSet", who, time.apply(e.getUntil()));
            case EmbargoLifted _ -> say("EmbargoLifted", who);
            case ReleaseScheduled e -> say("ReleaseScheduled", who, time.apply(e.getNotBefore()));
            case ScheduleCancelled _ -> say("ScheduleCancelled", who);
            case ReleasePolicySet _ -> say("ReleasePolicySet", who);
            case StoryWithheld _ -> say("StoryWithheld", who);
            case StoryUnwithheld _ -> say("StoryUnwithheld", who);
            case ObligationOpened _ -> say("ObligationOpened");
            case ObligationReminded _ -> say("ObligationReminded");
            case ObligationOverdue _ -> say("ObligationOverdue");
            case ObligationMet _ -> say("ObligationMet");
            case ObligationClosed _ -> say("ObligationClosed");
            case SourceItemFollowed _ -> say("SourceItemFollowed");
            case DeliveryEvent e -> say("DeliveryEvent." + label(e.getOutcome()), channel(e.getChannel()));
            case Rejection _ -> say("Rejection", who);
            default -> say("other", fact.body().getSchema().getName());
        };
    }

    private String channel(String id) {
        var channel = directory.channel(id);
        return channel == null ? id : channel.getName();
    }

    private static @Nullable String quoted(Fact fact) {
        return switch (fact.body()) {
            case StoryAccepted e ->
                e.getSegments().stream()
                        .filter(segment -> segment.getKind().name().equals(SegmentKind.HEADLINE.name()))
                        .map(segment -> segment.getText())
                        .findFirst()
                        .orElse(null);
            case StoryRevised e -> e.getNote();
            case StorySpiked e -> e.getReason();
            case StoryKilled e -> e.getReason();
            case TranslationCancelled e -> e.getReason();
            case DraftFailed e -> e.getSentence();
            case ChangesRequested e ->
                e.getComments().stream().map(Comment::getText).collect(Collectors.joining(" — "));
            case VersionRejected e -> e.getReason();
            case ReviewVoided e -> e.getReason();
            case WarningWaived e -> e.getReason();
            case CommentAdded e -> e.getText();
            case CommentResolved e -> e.getNote();
            case GlassBroken e -> e.getReason();
            case VersionTakenDown e -> e.getReason();
            case VersionRestored e -> e.getReason();
            case EmbargoSet e -> e.getNote();
            case EmbargoLifted e -> e.getReason();
            case StoryWithheld e -> e.getReason();
            case StoryUnwithheld e -> e.getReason();
            case ObligationClosed e -> e.getReason();
            case DeliveryEvent e -> e.getOutcome() == DeliveryOutcome.FAILED ? e.getDetail() : e.getReference();
            case Rejection e -> e.getSentence();
            default -> null;
        };
    }

    private static String tone(Fact fact) {
        return switch (fact.body()) {
            case StorySpiked _,
                    StoryKilled _,
                    VersionRejected _,
                    VersionTakenDown _,
                    StoryWithheld _,
                    ObligationOverdue _ -> "bad";
            case Rejection e -> e.getRepeated() ? "" : "bad";
            case ChangesRequested _,
                    GlassBroken _,
                    TranslationOverdue _,
                    ReviewVoided _,
                    VersionHeld _,
                    EmbargoSet _,
                    ObligationOpened _ -> "waiting";
            case VersionReleased _, VersionCleared _, ObligationMet _ -> "good";
            case DeliveryEvent e -> e.getOutcome() == DeliveryOutcome.FAILED ? "bad" : "good";
            default -> "";
        };
    }

    private String say(String key, Object... values) {
        String whole = "fact." + key;
        int dot = key.indexOf('.');
        // a value newer than these words is told by what all its kind have in common
        return words.has(whole) || dot < 0
                ? words.say(whole, values)
                : words.say("fact." + key.substring(0, dot), values);
    }

    private static String label(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
