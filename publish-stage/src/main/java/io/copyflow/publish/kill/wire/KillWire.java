package io.copyflow.publish.kill.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.publish.kill.domain.Kill;
import io.copyflow.publish.kill.domain.KillCommand;
import io.copyflow.publish.kill.domain.KillEvent;
import io.copyflow.publish.kill.domain.Switch;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.StageWire;
import io.copyflow.runtime.Subject;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.state.KillState;
import io.copyflow.signature.Signatory;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Kills as records: people's commands in, the kills in force out. */
public final class KillWire implements StageWire<Switch, KillCommand, KillEvent> {

    @Override
    public Reading<KillCommand> read(Inbound inbound, StageData data) {
        if (!(inbound.value() instanceof KillCommandEnvelope envelope)) {
            throw new IllegalArgumentException("Expected a kill command, but " + inbound.topic() + " has a "
                    + inbound.value().getSchema().getName());
        }
        Signatory signatory = Signatory.of(envelope, data.directory(), inbound.recordedAt());
        return Reading.of(new Ask<>(
                Subject.of(envelope.getStoryId()),
                envelope.getCommandId(),
                envelope.getActor(),
                // without the time it was sent, so that a client that sends it again repeats it
                envelope.getBody(),
                new KillCommand.KillStory(
                        signatory.actor(),
                        envelope.getStoryId(),
                        envelope.getBody().getReason(),
                        inbound.now()),
                signatory.signed()));
    }

    @Override
    public Writing write(KillEvent event, EventContext context, Switch after, StageData data) {
        String storyId = context.subject().key();
        return switch (event) {
            case KillEvent.StoryKilled(Kill kill) -> {
                StoryKilled killed = new StoryKilled(
                        context.eventId(),
                        storyId,
                        kill.reason(),
                        kill.by(),
                        kill.at(),
                        context.commandId(),
                        context.signed());
                yield Writing.of(new Output(
                        Topics.KILLS, storyId, killed, killed.getSchema().getName()));
            }
        };
    }

    @Override
    public SpecificRecord writeState(Switch story) {
        Kill kill = story.kill();
        if (kill == null) {
            throw new IllegalStateException("A story that nobody killed has no state to keep");
        }
        return new KillState(kill.reason(), kill.by(), kill.at());
    }

    @Override
    public Switch readState(SpecificRecord kept) {
        KillState state = (KillState) kept;
        return new Switch(new Kill(state.getKilledBy(), state.getKilledAt(), state.getReason()));
    }

    @Override
    public KillCommand due(Instant now) {
        throw new IllegalStateException("Kills have no timers, but one was due at " + now);
    }
}
