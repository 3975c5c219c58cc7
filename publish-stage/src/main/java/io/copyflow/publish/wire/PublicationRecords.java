package io.copyflow.publish.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.publish.domain.Embargo;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.publish.domain.Policy;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Output;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationEnd;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.ObligationOverdue;
import io.copyflow.schemas.publication.ObligationReminded;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.ReleaseScheduled;
import io.copyflow.schemas.publication.ScheduleCancelled;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events of a family as records of the publication log. */
final class PublicationRecords {

    private PublicationRecords() {}

    /** The record of an event that is none of the gate's private ones. */
    static Output of(FamilyEvent event, EventContext context) {
        String storyId = context.subject().key();
        return switch (event) {
            case FamilyEvent.Private e ->
                throw new IllegalArgumentException(e.getClass().getSimpleName() + " becomes no record");
            case FamilyEvent.Held e ->
                output(
                        e.language(),
                        context,
                        new VersionHeld(
                                e.clearing().contentHash(),
                                e.clearing().sourceRevision(),
                                reason(e.hold().reason()),
                                e.hold().until()));
            case FamilyEvent.Released e ->
                output(
                        e.language(),
                        context,
                        new VersionReleased(
                                e.sequence(),
                                e.clearing().contentHash(),
                                e.clearing().sourceRevision(),
                                e.clearing().clearedBy(),
                                Plans.revisionClass(e.change())));
            case FamilyEvent.TakenDown e ->
                output(e.language(), context, new VersionTakenDown(e.sequence(), e.reason(), e.withheld()));
            case FamilyEvent.Restored e ->
                output(e.language(), context, new VersionRestored(e.contentHash(), e.reason()));
            case FamilyEvent.EmbargoSet(Embargo embargo, Embargo before, Integer revision) ->
                output(
                        null,
                        context,
                        new EmbargoSet(
                                embargo.until(),
                                embargo.note(),
                                before != null,
                                before == null ? null : before.until(),
                                revision));
            case FamilyEvent.EmbargoLifted e ->
                output(null, context, new EmbargoLifted(e.embargo().until(), e.reason()));
            case FamilyEvent.Scheduled e -> output(e.language(), context, new ReleaseScheduled(e.notBefore()));
            case FamilyEvent.ScheduleCancelled e -> output(e.language(), context, new ScheduleCancelled(e.notBefore()));
            case FamilyEvent.PolicySet e -> output(null, context, policy(e.policy()));
            case FamilyEvent.Withheld e -> output(null, context, new StoryWithheld(e.reason()));
            case FamilyEvent.Unwithheld e -> output(null, context, new StoryUnwithheld(e.reason()));
            case FamilyEvent.ObligationOpened e ->
                output(e.obligation().language(), context, new ObligationOpened(obligation(storyId, e.obligation())));
            case FamilyEvent.ObligationReminded e ->
                output(e.obligation().language(), context, new ObligationReminded(obligation(storyId, e.obligation())));
            case FamilyEvent.ObligationOverdue e ->
                output(e.obligation().language(), context, new ObligationOverdue(obligation(storyId, e.obligation())));
            case FamilyEvent.ObligationMet e ->
                output(
                        e.obligation().language(),
                        context,
                        new ObligationMet(obligation(storyId, e.obligation()), e.sequence()));
            case FamilyEvent.ObligationClosed e ->
                output(
                        e.obligation().language(),
                        context,
                        new ObligationClosed(
                                obligation(storyId, e.obligation()),
                                switch (e.end()) {
                                    case KILLED -> ObligationEnd.KILLED;
                                    case WAIVED -> ObligationEnd.WAIVED;
                                },
                                e.reason()));
        };
    }

    static HoldReason reason(io.copyflow.publish.domain.HoldReason reason) {
        return switch (reason) {
            case SOURCE_NOT_RELEASED -> HoldReason.SOURCE_NOT_RELEASED;
            case TAKEN_DOWN -> HoldReason.TAKEN_DOWN;
            case EMBARGO -> HoldReason.EMBARGO;
            case SCHEDULED -> HoldReason.SCHEDULED;
            case WITHHELD -> HoldReason.WITHHELD;
            case WAITING_FOR_OTHERS -> HoldReason.WAITING_FOR_OTHERS;
        };
    }

    static Obligation obligation(String storyId, io.copyflow.publish.domain.Obligation obligation) {
        return new Obligation(
                storyId + "/" + obligation.place(),
                obligation.channel(),
                obligation.revision(),
                obligation.openedAt(),
                obligation.dueAt());
    }

    private static ReleasePolicySet policy(@Nullable Policy policy) {
        if (policy == null) {
            return new ReleasePolicySet(ReleasePolicy.INDEPENDENT, List.of(), null);
        }
        return policy.core() == null
                ? new ReleasePolicySet(ReleasePolicy.TOGETHER, List.of(), null)
                : new ReleasePolicySet(ReleasePolicy.CORE, policy.core(), policy.deadline());
    }

    /** @param language null for what is about the whole story */
    private static Output output(@Nullable String language, EventContext context, SpecificRecord body) {
        String storyId = context.subject().key();
        return new Output(
                Topics.PUBLICATION_EVENTS,
                storyId,
                new PublicationEventEnvelope(
                        context.eventId(),
                        storyId,
                        language == null ? "" : language,
                        context.actor(),
                        context.at(),
                        context.commandId(),
                        body,
                        context.signed()),
                body.getSchema().getName());
    }
}
