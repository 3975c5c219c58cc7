package io.copyflow.publish.wire;

import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.publish.domain.FamilyEvent;
import io.copyflow.publish.domain.Version;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.StageWire;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.state.FamilyState;
import io.copyflow.schemas.state.VersionText;
import io.copyflow.schemas.text.VersionMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Releases as records: the facts of three stages, channels' receipts and people's orders in, publication events and the
 * published log out.
 */
public final class FamilyWire implements StageWire<Family, FamilyCommand, FamilyEvent> {

    /** What lies beside the family's state. */
    public static final List<Shelf<?>> SHELVES = List.of(Shelves.TEXTS, Shelves.FACTS, Shelves.DELIVERIES);

    @Override
    public Reading<FamilyCommand> read(Inbound inbound, StageData data) {
        if (inbound.value() instanceof PublicationCommandEnvelope order) {
            return Reading.of(OrderReading.of(order, inbound, data));
        }
        Reading<FamilyCommand> fact = FactReading.of(inbound.value(), inbound.now(), data);
        if (fact == null) {
            throw new IllegalArgumentException(
                    "Expected a story, translation or review event, a publication command, a receipt"
                            + " or a kill, but " + inbound.topic() + " has a "
                            + inbound.value().getSchema().getName());
        }
        return fact;
    }

    @Override
    public Writing write(FamilyEvent event, EventContext context, Family after, StageData data) {
        String storyId = context.subject().key();
        return switch (event) {
            case FamilyEvent.Private e -> new Writing(List.of(), keeps(e, storyId, after, data));
            case FamilyEvent.Released e -> released(e, context, after, data);
            case FamilyEvent.TakenDown e ->
                new Writing(
                        List.of(
                                PublicationRecords.of(e, context),
                                PublishedRecords.withdrawn(
                                        storyId,
                                        e,
                                        Shelves.facts(storyId, data),
                                        firstReleasedAt(after.version(e.language())),
                                        context.at(),
                                        after.killed())),
                        Shelves.withoutFactsWhenOver(storyId, after));
            // the last of them may have been all that was left of the story
            case FamilyEvent.ObligationMet _, FamilyEvent.ObligationClosed _ ->
                new Writing(
                        List.of(PublicationRecords.of(event, context)), Shelves.withoutFactsWhenOver(storyId, after));
            case FamilyEvent.Held _,
                    FamilyEvent.Restored _,
                    FamilyEvent.EmbargoSet _,
                    FamilyEvent.EmbargoLifted _,
                    FamilyEvent.Scheduled _,
                    FamilyEvent.ScheduleCancelled _,
                    FamilyEvent.PolicySet _,
                    FamilyEvent.Withheld _,
                    FamilyEvent.Unwithheld _,
                    FamilyEvent.ObligationOpened _,
                    FamilyEvent.ObligationReminded _,
                    FamilyEvent.ObligationOverdue _ -> Writing.of(PublicationRecords.of(event, context));
        };
    }

    private static List<Keep<?>> keeps(FamilyEvent.Private event, String storyId, Family after, StageData data) {
        return switch (event) {
            case FamilyEvent.TextNoted e ->
                Shelves.with(storyId, e.language(), e.text(), after.version(e.language()), data);
            case FamilyEvent.TextDropped e -> withoutText(storyId, e.language(), after, data);
            case FamilyEvent.TextCancelled e -> withoutText(storyId, e.language(), after, data);
            case FamilyEvent.SpikeNoted _, FamilyEvent.KillNoted _ -> ended(storyId, after);
            case FamilyEvent.CorrectionNoted e -> Receipts.watched(storyId, e.language(), data);
            case FamilyEvent.SourceNoted _,
                    FamilyEvent.ClearingNoted _,
                    FamilyEvent.ClearingRenewed _,
                    FamilyEvent.ClearingVoided _,
                    FamilyEvent.TimePassed _,
                    FamilyEvent.EmbargoHeard _ -> List.of();
        };
    }

    private static List<Keep<?>> withoutText(String storyId, String language, Family after, StageData data) {
        List<Keep<?>> none = new ArrayList<>(Shelves.withoutFactsWhenOver(storyId, after));
        none.addAll(Shelves.without(storyId, language, after.version(language), data));
        return none;
    }

    /** Texts are not wanted any more, facts no longer than something is live. */
    private static List<Keep<?>> ended(String storyId, Family after) {
        List<Keep<?>> none = new ArrayList<>(Shelves.withoutFactsWhenOver(storyId, after));
        after.versions().forEach((language, version) -> none.addAll(Shelves.all(storyId, language, version)));
        return none;
    }

    private static Writing released(FamilyEvent.Released event, EventContext context, Family after, StageData data) {
        String storyId = context.subject().key();
        VersionText text =
                Shelves.text(storyId, event.language(), event.clearing().contentHash(), data);
        // The last line of defence: whatever went wrong before, nothing else than what was signed goes out.
        VersionMetadata metadata = text == null ? null : text.getMetadata();
        if (text == null || metadata == null) {
            throw new IllegalStateException("Expected the text with hash "
                    + event.clearing().contentHash() + " of " + Shelves.key(storyId, event.language())
                    + " on the shelf, but it is not there. Nothing was released.");
        }
        List<Output> outputs = List.of(
                PublicationRecords.of(event, context),
                PublishedRecords.live(
                        storyId,
                        event,
                        text,
                        metadata,
                        Shelves.facts(storyId, data),
                        firstReleasedAt(after.version(event.language())),
                        data.directory()));
        return new Writing(
                outputs, event.sequence() == 1 ? List.of() : Shelves.onlyNewest(storyId, event.language(), data));
    }

    @Override
    public SpecificRecord writeState(Family family) {
        return StateWire.write(family);
    }

    @Override
    public Family readState(SpecificRecord kept) {
        return StateWire.read((FamilyState) kept);
    }

    @Override
    public FamilyCommand due(Instant now) {
        return new FamilyCommand.Wake(now);
    }

    private static Instant firstReleasedAt(Version version) {
        Instant first = version.firstReleasedAt();
        if (first == null) {
            throw new IllegalStateException("A version that was released has a time of its first release");
        }
        return first;
    }
}
