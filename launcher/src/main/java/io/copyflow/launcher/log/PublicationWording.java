package io.copyflow.launcher.log;

import static io.copyflow.launcher.log.PlainText.clean;
import static io.copyflow.launcher.log.PlainText.isolated;

import io.copyflow.launcher.log.Screen.Tone;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.ObligationOverdue;
import io.copyflow.schemas.publication.ObligationReminded;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.ReleaseScheduled;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleCancelled;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the release gate's records say, in plain words. */
final class PublicationWording {

    private final Wording wording;

    PublicationWording(Wording wording) {
        this.wording = wording;
    }

    /** Null when it is no event of the gate. */
    @Nullable
    String what(SpecificRecord body, String who, Instant at) {
        return switch (body) {
            case VersionReleased e ->
                "released, sequence " + e.getReleaseSequence() + ", revision " + e.getSourceRevision()
                        + (e.getRevisionClass() == null ? "" : " (" + Wording.words(e.getRevisionClass()) + ")")
                        + Wording.hash(e.getContentHash());
            case VersionHeld e -> "held: " + held(e.getReason()) + time(", until ", e.getUntil(), at);
            case VersionTakenDown e ->
                (e.getWithheld() ? "withheld" : "taken down") + ", sequence " + e.getReleaseSequence() + ": "
                        + isolated(e.getReason());
            case EmbargoSet e -> embargo(e, who, at);
            case EmbargoLifted e ->
                "embargo ended by " + who + " before its time"
                        + (e.getUntil() == null ? "" : " (" + wording.until(e.getUntil(), at) + ")") + ": "
                        + Wording.quoted(e.getReason());
            case ReleaseScheduled e ->
                "scheduled by " + who + ": no release before " + wording.until(e.getNotBefore(), at);
            case ScheduleCancelled e -> "schedule for " + wording.until(e.getNotBefore(), at) + " taken back by " + who;
            case ReleasePolicySet e -> "goes out " + policy(e, at);
            case StoryWithheld e -> "withheld by " + who + " until further notice: " + Wording.quoted(e.getReason());
            case StoryUnwithheld e -> "no longer withheld, says " + who + ": " + Wording.quoted(e.getReason());
            case VersionRestored e ->
                "takedown ended by " + who + ": " + Wording.quoted(e.getReason()) + Wording.hash(e.getContentHash());
            case ObligationOpened e ->
                "correction of revision " + e.getObligation().getRevision() + " owed to " + place(e.getObligation())
                        + ", due " + wording.until(e.getObligation().getDueAt(), at);
            case ObligationReminded e ->
                "reminder: the correction of revision " + e.getObligation().getRevision() + " has not reached "
                        + place(e.getObligation()) + ", due "
                        + wording.until(e.getObligation().getDueAt(), at);
            case ObligationOverdue e ->
                "overdue: " + place(e.getObligation()) + " still shows the text from before revision "
                        + e.getObligation().getRevision();
            case ObligationMet e ->
                "correction of revision " + e.getObligation().getRevision() + " reached " + place(e.getObligation())
                        + ", sequence " + e.getReleaseSequence();
            case ObligationClosed e -> closed(e, who);
            default -> null;
        };
    }

    /** What a command asks; null when it is none of the gate's. */
    static @Nullable String deed(SpecificRecord body) {
        return switch (body) {
            case TakeDownVersion _ -> "take the version down";
            case SetEmbargo _ -> "set the embargo";
            case LiftEmbargo _ -> "end the embargo";
            case ScheduleRelease _ -> "schedule the release";
            case CancelSchedule _ -> "take the schedule back";
            case SetReleasePolicy _ -> "set how its languages go out";
            case WithholdStory _ -> "withhold the story";
            case UnwithholdStory _ -> "withhold the story no longer";
            case RestoreVersion _ -> "restore the version";
            case WaiveObligation _ -> "waive an obligation";
            default -> null;
        };
    }

    /** Null when it is no event of the gate, or one that is neither good nor bad. */
    static @Nullable Tone tone(SpecificRecord body) {
        return switch (body) {
            case VersionTakenDown _, StoryWithheld _, ObligationOverdue _ -> Tone.BAD;
            case VersionHeld _, EmbargoSet _, EmbargoLifted _, ObligationOpened _, ObligationReminded _ -> Tone.WAITING;
            case VersionReleased _, StoryUnwithheld _, VersionRestored _, ObligationMet _ -> Tone.GOOD;
            default -> null;
        };
    }

    static String held(HoldReason reason) {
        return switch (reason) {
            case SOURCE_NOT_RELEASED -> "the source's own version is not released yet";
            case TAKEN_DOWN -> "this very text was taken down";
            case EMBARGO -> "the story is embargoed";
            case SCHEDULED -> "it is scheduled for later";
            case WITHHELD -> "the story is withheld";
            case WAITING_FOR_OTHERS -> "it waits for the languages it goes out with";
            case UNKNOWN -> "for a reason this version of Copyflow does not know";
        };
    }

    private String embargo(EmbargoSet e, String who, Instant at) {
        String until = e.getUntil() == null ? " without a time" : " until " + wording.until(e.getUntil(), at);
        String note = e.getNote() == null ? "" : ": " + Wording.quoted(e.getNote());
        if (e.getRevision() != null) {
            return "embargoed" + until + " with revision " + e.getRevision() + note;
        }
        return e.getWasEmbargoed()
                ? "embargo moved by " + who + " to"
                        + (e.getUntil() == null ? " no time" : " " + wording.until(e.getUntil(), at)) + ", from "
                        + (e.getWasUntil() == null ? "no time" : wording.until(e.getWasUntil(), at)) + note
                : "embargoed by " + who + until + note;
    }

    private String policy(ReleasePolicySet e, Instant at) {
        return switch (e.getPolicy()) {
            case INDEPENDENT -> "language by language";
            case TOGETHER -> "in all languages together";
            case CORE ->
                "in " + languages(e.getCore()) + " together, the others after them"
                        + time("; at the latest ", e.getDeadline(), at);
            case UNKNOWN -> "in a way this version of Copyflow does not know";
        };
    }

    private static String languages(List<String> core) {
        return core.isEmpty() ? "the source's language" : clean(String.join(", ", core));
    }

    private static String closed(ObligationClosed e, String who) {
        String what = "correction of revision " + e.getObligation().getRevision();
        return switch (e.getEnd()) {
            case WAIVED -> what + " waived by " + who + ": " + Wording.quoted(e.getReason());
            case KILLED -> what + " owed no longer: " + isolated(e.getReason());
            case UNKNOWN -> what + " closed in a way this version of Copyflow does not know";
        };
    }

    private String place(Obligation obligation) {
        return obligation.getChannel() == null ? "the edition" : wording.name(obligation.getChannel());
    }

    private String time(String before, @Nullable Instant time, Instant at) {
        return time == null ? "" : before + wording.until(time, at);
    }
}
