package io.copyflow.runtime;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.state.TranslationStatus;
import io.copyflow.schemas.translation.ClaimEnd;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A small stage to try the runtime with: things are leased for a minute, and {@code bomb} makes its code fail. */
final class LeaseStage {

    static final Duration LEASE = Duration.ofMinutes(1);

    private LeaseStage() {}

    record Lease(@Nullable String holder, @Nullable Instant until) {}

    sealed interface Command {
        record Take(String person, Instant now) implements Command {}

        record RunOut(Instant now) implements Command {}
    }

    sealed interface Event {
        record Taken(String person, Instant until) implements Event {}

        record RanOut(String person) implements Event {}
    }

    static final class LeaseDecider implements Decider<Lease, Command, Event> {
        @Override
        public Lease initial() {
            return new Lease(null, null);
        }

        @Override
        public Decision<Event> decide(Lease lease, Command command) {
            return switch (command) {
                case Command.Take(String person, Instant now) -> {
                    if (person.equals("bomb")) {
                        throw new IllegalStateException("the bomb went off");
                    }
                    if (person.equals(lease.holder())) {
                        yield Decision.accept();
                    }
                    yield lease.holder() == null
                            ? Decision.accept(new Event.Taken(person, now.plus(LEASE)))
                            : Decision.refuse("taken", "Expected it to be free, but " + lease.holder() + " holds it.");
                }
                case Command.RunOut(Instant now) ->
                    lease.until() == null || now.isBefore(lease.until())
                            ? Decision.accept()
                            : Decision.accept(new Event.RanOut(String.valueOf(lease.holder())));
            };
        }

        @Override
        public Lease evolve(Lease lease, Event event) {
            return switch (event) {
                case Event.Taken taken -> new Lease(taken.person(), taken.until());
                case Event.RanOut _ -> initial();
            };
        }

        @Override
        public @Nullable Instant dueAt(Lease lease) {
            return lease.until();
        }
    }

    static final class LeaseWire implements StageWire<Lease, Command, Event> {
        @Override
        public Reading<Command> read(Inbound inbound, StageData data) {
            TranslationCommandEnvelope envelope = (TranslationCommandEnvelope) inbound.value();
            return Reading.of(new Ask<>(
                    Subject.of(envelope.getStoryId(), envelope.getLanguage()),
                    envelope.getCommandId(),
                    envelope.getActor(),
                    (SpecificRecord) envelope.getBody(),
                    new Command.Take(envelope.getActor(), inbound.now())));
        }

        @Override
        public Writing write(Event event, EventContext context, Lease after, StageData data) {
            Object body = switch (event) {
                case Event.Taken taken -> new TranslationClaimed(taken.person(), taken.until());
                case Event.RanOut ranOut -> new ClaimReleased(ranOut.person(), ClaimEnd.LEASE_EXPIRED);
            };
            return Writing.of(new Output(
                    Topics.TRANSLATION_EVENTS,
                    context.subject().key(),
                    new TranslationEventEnvelope(
                            context.eventId(),
                            context.subject().key(),
                            context.subject().part(),
                            context.actor(),
                            context.at(),
                            context.commandId(),
                            body),
                    body.getClass().getSimpleName()));
        }

        @Override
        public SpecificRecord writeState(Lease lease) {
            return new TranslationState(
                    lease.holder() == null ? TranslationStatus.QUEUED : TranslationStatus.CLAIMED,
                    "en",
                    1,
                    Instant.EPOCH,
                    null,
                    false,
                    LEASE.toMillis(),
                    1,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    lease.holder(),
                    lease.until(),
                    List.of(),
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of());
        }

        @Override
        public Lease readState(SpecificRecord state) {
            TranslationState kept = (TranslationState) state;
            return new Lease(kept.getHolder(), kept.getLeaseUntil());
        }

        @Override
        public Command due(Instant now) {
            return new Command.RunOut(now);
        }
    }

    static Stage<Lease, Command, Event> stage() {
        return new Stage<>(
                "translate-stage",
                "lease",
                List.of(Topics.TRANSLATION_COMMANDS),
                List.of(Topics.TRANSLATION_EVENTS),
                new LeaseDecider(),
                new LeaseWire(),
                TranslationState.class,
                List.of());
    }
}
