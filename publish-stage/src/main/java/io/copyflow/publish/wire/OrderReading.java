package io.copyflow.publish.wire;

import io.copyflow.contract.Actor;
import io.copyflow.contract.LanguageTag;
import io.copyflow.publish.domain.Embargo;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.signature.Signatory;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people ask of the gate. */
final class OrderReading {

    private OrderReading() {}

    static Ask<FamilyCommand> of(PublicationCommandEnvelope envelope, Inbound inbound, StageData data) {
        Signatory signatory = Signatory.of(envelope, data.directory(), inbound.recordedAt());
        return new Ask<>(
                Subject.of(envelope.getStoryId()),
                envelope.getCommandId(),
                envelope.getActor(),
                // the language is part of what is asked, the time it was sent and its signature are not
                PublicationCommandEnvelope.newBuilder(envelope)
                        .setIssuedAt(Instant.EPOCH)
                        .setSignature(null)
                        .build(),
                command(envelope, signatory.actor(), inbound.now(), data),
                signatory.signed());
    }

    private static FamilyCommand command(
            PublicationCommandEnvelope envelope, Actor actor, Instant now, StageData data) {
        String storyId = envelope.getStoryId();
        String language = LanguageTag.canonicalOrAsIs(envelope.getLanguage());
        return switch (envelope.getBody()) {
            case TakeDownVersion takeDown -> new FamilyCommand.TakeDown(actor, language, takeDown.getReason());
            case RestoreVersion restore -> new FamilyCommand.Restore(actor, language, restore.getReason(), now);
            case SetEmbargo set -> new FamilyCommand.SetEmbargo(actor, new Embargo(set.getUntil(), set.getNote()), now);
            case LiftEmbargo lift -> new FamilyCommand.LiftEmbargo(actor, lift.getReason(), now);
            case ScheduleRelease schedule ->
                new FamilyCommand.Schedule(
                        actor, orWhole(language), isWanted(storyId, language, data), schedule.getNotBefore(), now);
            case SetReleasePolicy set
            when set.getPolicy() == ReleasePolicy.UNKNOWN ->
                throw new IllegalArgumentException(
                        "This version of publish-stage does not know the policy it is asked for");
            case CancelSchedule _ -> new FamilyCommand.CancelSchedule(actor, orWhole(language), now);
            case SetReleasePolicy set ->
                new FamilyCommand.SetPolicy(
                        actor,
                        Plans.policy(
                                set.getPolicy(),
                                set.getCore().stream()
                                        .map(LanguageTag::canonicalOrAsIs)
                                        .toList(),
                                set.getDeadline()),
                        targets(storyId, data),
                        now);
            case WithholdStory withhold -> new FamilyCommand.Withhold(actor, withhold.getReason());
            case UnwithholdStory unwithhold -> new FamilyCommand.Unwithhold(actor, unwithhold.getReason(), now);
            case WaiveObligation waive ->
                new FamilyCommand.Waive(actor, language, place(storyId, waive.getObligationId()), waive.getReason());
            case Object other -> throw FactReading.unknownBody(other);
        };
    }

    private static @Nullable String orWhole(String language) {
        return language.isEmpty() ? null : language;
    }

    private static boolean isWanted(String storyId, String language, StageData data) {
        StoryFacts facts = data.onShelf(Shelves.FACTS, storyId);
        return facts != null
                && (facts.getSourceLanguage().equals(language)
                        || facts.getTargets().contains(language));
    }

    private static Set<String> targets(String storyId, StageData data) {
        StoryFacts facts = data.onShelf(Shelves.FACTS, storyId);
        return facts == null ? Set.of() : Set.copyOf(facts.getTargets());
    }

    /** The obligation's id without its story, as the family knows it. */
    private static String place(String storyId, String obligationId) {
        return obligationId.startsWith(storyId + "/") ? obligationId.substring(storyId.length() + 1) : obligationId;
    }
}
