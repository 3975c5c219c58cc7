package io.copyflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The id under which an instance rejoins its group at once after a restart. */
final class InstanceId {

    private InstanceId() {}

    /** The id that is set, or one made once and kept in the data directory. */
    static String of(Configuration configuration) {
        String set = configuration.text(Setting.STAGE_INSTANCE);
        if (!set.isEmpty()) {
            return set;
        }
        Path file = configuration.dataDir().resolve("instance-id");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Path whole = Files.createTempFile(file.getParent(), "instance-id", ".new");
                Files.writeString(whole, UUID.randomUUID().toString());
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StageFailure(
                    "data-dir-unwritable",
                    "The data directory " + file.getParent() + " cannot be used: "
                            + Failures.tell(e).sentence() + " Choose another with --set data.dir=FOLDER.",
                    e);
        }
    }
}
