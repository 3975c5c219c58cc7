package io.copyflow.runtime;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.EventId;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.state.RememberedCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a stage answers what is asked of it: by the facts its decider gives, or a refusal; and what was asked before by what
 * was answered then. What comes of it is gathered and not written.
 */
final class Answering<S, C, E> {

    private static final int LONGEST_SENTENCE = 1_000;

    private final Stage<S, C, E> stage;
    private final CommandMemory memory;
    private final int partitions;
    private final int partition;
    private final StageMetrics metrics;

    /**
     * @param partitions how many partitions the stage's topics have
     * @param partition which is this task's
     */
    Answering(Stage<S, C, E> stage, CommandMemory memory, int partitions, int partition, StageMetrics metrics) {
        this.stage = stage;
        this.memory = memory;
        this.partitions = partitions;
        this.partition = partition;
        this.metrics = metrics;
    }

    /** Whether a record asks only of what its key names; an event that does not is nobody's command to refuse. */
    boolean isAllAbout(String key, Reading<C> reading) {
        boolean rightPlace = isInItsPartition(key);
        if (!rightPlace && reading.asks().stream().anyMatch(ask -> ask.asked() == null)) {
            throw new UnprocessableRecordException(
                    "wrong-partition", "Expected the event in the partition of its key '" + key + "'.");
        }
        for (Ask<C> ask : reading.asks()) {
            if (!ask.subject().key().equals(key)) {
                if (ask.asked() == null) {
                    throw new UnprocessableRecordException(
                            "key-mismatch",
                            "Expected the key of an event about "
                                    + ask.subject().key() + ", but it is '" + key + "'.");
                }
                return false;
            }
        }
        return rightPlace;
    }

    /** Elsewhere the story's state is not, and what is decided there would be decided twice. */
    private boolean isInItsPartition(String key) {
        return DeciderTopology.partition(key, partitions) == partition;
    }

    /**
     * Decides what is asked.
     *
     * @param key of its record
     * @param recordedAt the record's time
     */
    void answer(Ask<C> ask, String key, Instant recordedAt, Gathering<S> gathering) {
        String part = ask.subject().part();
        if (ask.commandId().length() > DeciderProcessor.LONGEST_ID
                || ask.actor().length() > DeciderProcessor.LONGEST_ID
                || ask.subject().key().length() > DeciderProcessor.LONGEST_ID
                || (part != null && part.length() > DeciderProcessor.LONGEST_ID)) {
            throw new UnprocessableRecordException(
                    "id-too-long",
                    "Expected ids of command, person, story and language of at most " + DeciderProcessor.LONGEST_ID
                            + " characters each. Send it again with shorter ones.");
        }
        if (ask.commandId().isEmpty()) {
            throw new UnprocessableRecordException(
                    "id-missing", "Expected a command id, but it is empty. Send it again with one of its own.");
        }
        if (!ask.subject().key().equals(key)) {
            refuse(
                    gathering,
                    ask,
                    key,
                    "key-mismatch",
                    "Expected the record's key to be the story id '"
                            + ask.subject().key() + "' it is about, but the key is '" + key
                            + "'. Send it again under that key.");
            return;
        }
        if (!isInItsPartition(key)) {
            refuse(
                    gathering,
                    ask,
                    key,
                    "wrong-partition",
                    "Expected the command in partition " + DeciderTopology.partition(key, partitions)
                            + ", by Kafka's default partitioner for its key, but it came in partition "
                            + partition
                            + ". Set the client's partitioner to murmur2 (librdkafka: partitioner=murmur2_random).");
            return;
        }
        Aggregate<S> aggregate = gathering.load(ask.subject());
        SpecificRecord asked = ask.asked();
        RememberedCommand before = asked == null ? null : memory.find(aggregate.remembered, ask.commandId());
        if (before != null && asked != null) {
            answerRepeat(gathering, ask, before, memory.askedTheSame(before, ask.actor(), asked));
            return;
        }
        Instant room = ask.signed() == null ? null : memory.roomFrom(aggregate.remembered, ask.actor(), recordedAt);
        if (room != null) {
            refuse(
                    gathering,
                    ask,
                    key,
                    "signed-too-often",
                    "Expected at most " + CommandMemory.SIGNED_AT_ONCE + " signed commands by " + ask.actor()
                            + " about this within some ten minutes, but there were as many, and each is remembered so"
                            + " that nobody can send it again. Sign it again after " + room + ".");
            return;
        }
        switch (stage.decider().decide(aggregate.state, ask.command())) {
            case Decision.Accepted<E>(List<E> events) -> accept(gathering, ask, aggregate, events, recordedAt);
            case Decision.Refused<E>(String code, String told) -> {
                Decision.Refused<E> refused = new Decision.Refused<>(code, shortened(told));
                if (asked != null && aggregate.stored) {
                    aggregate.remembered = memory.with(aggregate.remembered, ask, recordedAt, 0, 0, refused);
                    aggregate.changed = true;
                }
                refuse(gathering, ask, key, refused.code(), refused.sentence());
            }
        }
    }

    /** Whether the timer was still wanted and led to anything. */
    boolean answerTimer(TimerIndex.Due due, Gathering<S> gathering) {
        Subject subject = Subject.parse(due.aggregate());
        Aggregate<S> aggregate = gathering.load(subject);
        if (!due.at().equals(aggregate.dueAt)) {
            return false;
        }
        String commandId = stage.name() + ":" + subject.id() + ":timer:" + aggregate.events;
        Ask<C> ask = Ask.reaction(subject, commandId, stage.name(), stage.wire().due(gathering.now()));
        if (stage.decider().decide(aggregate.state, ask.command()) instanceof Decision.Accepted<E>(List<E> events)
                && !events.isEmpty()) {
            accept(gathering, ask, aggregate, events, gathering.now());
            return true;
        }
        return false;
    }

    private void accept(
            Gathering<S> gathering, Ask<C> ask, Aggregate<S> aggregate, List<E> events, Instant recordedAt) {
        SpecificRecord asked = ask.asked();
        if (asked != null && (aggregate.stored || !events.isEmpty())) {
            aggregate.remembered =
                    memory.with(aggregate.remembered, ask, recordedAt, aggregate.events + 1, events.size(), null);
            aggregate.changed = true;
        }
        if (asked != null && events.isEmpty()) {
            reject(gathering, ask, "nothing-to-do", "All is as asked already; nothing was changed.", false, List.of());
        }
        for (E event : events) {
            aggregate.state = stage.decider().evolve(aggregate.state, event);
            aggregate.events++;
            aggregate.changed = true;
            EventContext context = new EventContext(
                    ask.subject(),
                    eventId(ask.subject(), aggregate.events),
                    ask.actor(),
                    gathering.now(),
                    ask.commandId(),
                    ask.signed());
            Writing writing = stage.wire().write(event, context, aggregate.state, gathering);
            writing.keeps().forEach(gathering::keep);
            int nth = 0;
            for (Output output : writing.outputs()) {
                // unique within the source, as CloudEvents wants it
                gathering.add(output, nth++ == 0 ? context.eventId() : context.eventId() + ":" + nth, ask, aggregate);
            }
        }
        aggregate.dueAt = stage.decider().dueAt(aggregate.state);
        metrics.accepted(events.size());
    }

    private void answerRepeat(Gathering<S> gathering, Ask<C> ask, RememberedCommand before, boolean same) {
        String code = before.getCode();
        String sentence = before.getSentence();
        if (!same) {
            refuse(
                    gathering,
                    ask,
                    ask.subject().key(),
                    "command-id-reused",
                    "Expected a new command id for another command, but '" + ask.commandId()
                            + "' was used before for something else. Send it again under an id of its own.");
        } else if (code != null && sentence != null) {
            reject(gathering, ask, code, sentence, true, List.of());
        } else {
            List<String> eventIds = new ArrayList<>();
            for (int n = 0; n < before.getEvents(); n++) {
                eventIds.add(eventId(ask.subject(), before.getFirstEvent() + n));
            }
            reject(
                    gathering,
                    ask,
                    "already-accepted",
                    "This command was accepted before; nothing was done a second time.",
                    true,
                    eventIds);
        }
        metrics.repeated();
    }

    private void refuse(Gathering<S> gathering, Ask<C> ask, String key, String code, String sentence) {
        Ask<C> keyed = ask.subject().key().equals(key)
                ? ask
                : new Ask<>(
                        new Subject(key, ask.subject().part()),
                        ask.commandId(),
                        ask.actor(),
                        ask.asked(),
                        ask.command(),
                        ask.signed());
        reject(gathering, keyed, code, sentence, false, List.of());
        metrics.refused(code);
    }

    private void reject(
            Gathering<S> gathering, Ask<C> ask, String code, String sentence, boolean repeated, List<String> eventIds) {
        Subject subject = ask.subject();
        Rejection rejection = new Rejection(
                ask.commandId(),
                stage.name(),
                subject.key(),
                subject.part(),
                ask.actor(),
                code,
                sentence,
                repeated,
                eventIds,
                gathering.now());
        gathering.add(
                new Output(Topics.REJECTIONS, subject.key(), rejection, "CommandRefused"),
                stage.name() + ":" + subject.id() + ":refusal:" + ask.commandId(),
                ask,
                null);
    }

    private String eventId(Subject subject, long number) {
        return EventId.of(stage.name(), subject.id(), number);
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
    }
}
