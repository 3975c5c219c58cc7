package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.schemas.state.RememberedCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
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
        return Arrays.copyOf(sha256().digest(commandId.getBytes(UTF_8)), 16);
    }

    /** Of who asked for what, without the time it was sent: a client that sends it again later repeats it. */
    private static byte[] contentHash(String actor, SpecificRecord asked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(asked.getSchema()).write(asked, encoder);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        MessageDigest sha256 = sha256();
        sha256.update(actor.getBytes(UTF_8));
        sha256.update((byte) 0);
        sha256.update(asked.getSchema().getFullName().getBytes(UTF_8));
        sha256.update((byte) 0);
        return Arrays.copyOf(sha256.digest(bytes.toByteArray()), 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, but this one has not", e);
        }
    }
}
