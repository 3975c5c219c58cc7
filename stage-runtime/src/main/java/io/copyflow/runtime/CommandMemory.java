package io.copyflow.runtime;

import io.copyflow.contract.Digest;
import io.copyflow.schemas.state.RememberedCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The latest commands of an aggregate and their answers: a repeat changes nothing and is answered as the first time. */
final class CommandMemory {

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

    /** The memory with one more command, the oldest forgotten when there are too many. */
    List<RememberedCommand> with(
            List<RememberedCommand> remembered,
            String commandId,
            String actor,
            SpecificRecord asked,
            long firstEvent,
            int events,
            Decision.@Nullable Refused<?> refused) {
        List<RememberedCommand> next = new ArrayList<>(bound);
        int size = remembered.size();
        next.addAll(remembered.subList(Math.max(0, size - bound + 1), size));
        next.add(new RememberedCommand(
                ByteBuffer.wrap(idHash(commandId)),
                ByteBuffer.wrap(contentHash(actor, asked)),
                events == 0 ? 0L : firstEvent,
                events,
                refused == null ? null : refused.code(),
                refused == null ? null : refused.sentence()));
        return next;
    }

    private static byte[] idHash(String commandId) {
        return new Digest().text(commandId).first(16);
    }

    /** Of who asked for what, without the time it was sent: a client that sends it again later repeats it. */
    private static byte[] contentHash(String actor, SpecificRecord asked) {
        return new Digest().text(actor).text(CanonicalForm.of(asked)).first(8);
    }
}
