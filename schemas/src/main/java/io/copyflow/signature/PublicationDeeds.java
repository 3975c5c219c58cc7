package io.copyflow.signature;

import io.copyflow.contract.Deed;
import io.copyflow.contract.LanguageTag;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationEnd;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
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
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask of the release gate, as read from the command and from the event it led to: both give the same. */
final class PublicationDeeds {

    private PublicationDeeds() {}

    /** Null when its kind is newer than this reader. */
    static @Nullable Deed of(PublicationCommandEnvelope command) {
        return switch (command.getBody()) {
            case TakeDownVersion takeDown -> new Deed.TakeDownVersion(takeDown.getReason());
            case SetEmbargo set -> new Deed.SetEmbargo(set.getUntil(), set.getNote());
            case LiftEmbargo lift -> new Deed.LiftEmbargo(lift.getReason());
            case ScheduleRelease schedule -> new Deed.ScheduleRelease(schedule.getNotBefore());
            case CancelSchedule _ -> new Deed.CancelSchedule();
            // what only the policy CORE has goes into no event of another
            case SetReleasePolicy set
            when set.getPolicy() == ReleasePolicy.CORE ->
                new Deed.SetReleasePolicy(set.getPolicy().name(), canonical(set.getCore()), set.getDeadline());
            case SetReleasePolicy set ->
                new Deed.SetReleasePolicy(set.getPolicy().name(), List.of(), null);
            case WithholdStory withhold -> new Deed.WithholdStory(withhold.getReason());
            case UnwithholdStory unwithhold -> new Deed.UnwithholdStory(unwithhold.getReason());
            case RestoreVersion restore -> new Deed.RestoreVersion(restore.getReason());
            case WaiveObligation waive -> new Deed.WaiveObligation(waive.getObligationId(), waive.getReason());
            default -> null;
        };
    }

    /** Null for what no person asked for in these words: releases, holds, and what follows from something else. */
    static @Nullable Deed of(PublicationEventEnvelope event) {
        return switch (event.getBody()) {
            case VersionTakenDown down when !down.getWithheld() -> new Deed.TakeDownVersion(down.getReason());
            case EmbargoSet set when set.getRevision() == null -> new Deed.SetEmbargo(set.getUntil(), set.getNote());
            case EmbargoLifted lifted -> new Deed.LiftEmbargo(lifted.getReason());
            case ReleaseScheduled scheduled -> new Deed.ScheduleRelease(scheduled.getNotBefore());
            case ScheduleCancelled _ -> new Deed.CancelSchedule();
            case ReleasePolicySet set ->
                new Deed.SetReleasePolicy(set.getPolicy().name(), set.getCore(), set.getDeadline());
            case StoryWithheld withheld -> new Deed.WithholdStory(withheld.getReason());
            case StoryUnwithheld unwithheld -> new Deed.UnwithholdStory(unwithheld.getReason());
            case VersionRestored restored -> new Deed.RestoreVersion(restored.getReason());
            case ObligationClosed closed
            when closed.getEnd() == ObligationEnd.WAIVED ->
                new Deed.WaiveObligation(closed.getObligation().getId(), closed.getReason());
            default -> null;
        };
    }

    private static List<String> canonical(List<String> languages) {
        return languages.stream().map(LanguageTag::canonicalOrAsIs).toList();
    }
}
