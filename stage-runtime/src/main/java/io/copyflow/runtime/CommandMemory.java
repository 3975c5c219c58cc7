package io.copyflow.runtime;

import io.copyflow.contract.Digest;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.state.RememberedCommand;
import io.copyflow.signature.Signatory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The latest commands of an aggregate and their answers: a repeat changes nothing and is answered as the first time.
 *
 * <p>Whoever reads a topic can send a signed command again, so one is not forgotten before its signature is too old to be
 * taken. So that this has an end, an aggregate takes no more than {@value #SIGNED_AT_ONCE} of one person meanwhile; of one
 * person, so that nobody can keep a kill by another one out. Source: docs/reference/signatures.md.
 */
final class CommandMemory {

    static final int SIGNED_AT_ONCE = 64;

    /** Beyond the time a signature is taken: the clocks of brokers that follow each other may differ by as much. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final int bound;

    /** @param bound how many commands an aggregate remembers */
    CommandMemory(int bound) {
        this.bound = bound;
    }

    /** The remembered command with that id, or null. */
    @Nullable
    RememberedCommand find(List<RememberedCommand> remembered, String commandId) {
        if (remembered.isEmpty()) {
            return null;
        }
        ByteBuffer idHash = ByteBuffer.wrap(idHash(commandId));
        return remembered.stream()
                .filter(command -> command.getIdHash().equals(idHash))
                .findFirst()
                .orElse(null);
    }

    /** Whether the remembered command asked for the same. */
    boolean askedTheSame(RememberedCommand remembered, String actor, SpecificRecord asked) {
        return remembered.getContentHash().equals(ByteBuffer.wrap(contentHash(actor, asked)));
    }

    /**
     * When there is room for one more signed command of a person.
     *
     * @param at when the command came, by its record
     * @return null when there is room now
     */
    @Nullable
    Instant roomFrom(List<RememberedCommand> remembered, String actor, Instant at) {
        List<Instant> ends = remembered.stream()
                .filter(command -> actor.equals(command.getSignedBy()) && isHeld(command, at))
                .map(RememberedCommand::getHeldUntil)
                .sorted()
                .toList();
        return ends.size() < SIGNED_AT_ONCE ? null : ends.get(ends.size() - SIGNED_AT_ONCE);
    }

    /**
     * The memory with one more command, the oldest forgotten when there are too many, but for those that are held.
     *
     * @param ask that of a command, not of a reaction
     * @param at when it came, by its record
     */
    List<RememberedCommand> with(
            List<RememberedCommand> remembered,
            Ask<?> ask,
            Instant at,
            long firstEvent,
            int events,
            Decision.@Nullable Refused<?> refused) {
        SpecificRecord asked = Objects.requireNonNull(ask.asked(), "a reaction is not remembered");
        SignedCommand signed = ask.signed();
        List<RememberedCommand> next = new ArrayList<>(bound);
        int latest = remembered.size() - bound + 1;
        for (int n = 0; n < remembered.size(); n++) {
            if (n >= latest || isHeld(remembered.get(n), at)) {
                next.add(remembered.get(n));
            }
        }
        next.add(new RememberedCommand(
                ByteBuffer.wrap(idHash(ask.commandId())),
                ByteBuffer.wrap(contentHash(ask.actor(), asked)),
                events == 0 ? 0L : firstEvent,
                events,
                refused == null ? null : refused.code(),
                refused == null ? null : refused.sentence(),
                signed == null ? null : ask.actor(),
                signed == null
                        ? null
                        : signed.getIssuedAt().plus(Signatory.LEEWAY).plus(CLOCKS)));
        return next;
    }

    private static boolean isHeld(RememberedCommand command, Instant at) {
        Instant until = command.getHeldUntil();
        return until != null && !at.isAfter(until);
    }

    private static byte[] idHash(String commandId) {
        return new Digest().text(commandId).first(16);
    }

    /** Of who asked for what, without the time it was sent: a client that sends it again later repeats it. */
    private static byte[] contentHash(String actor, SpecificRecord asked) {
        return new Digest().text(actor).text(CanonicalForm.of(asked)).first(8);
    }
}
