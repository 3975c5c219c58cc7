package io.copyflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The JVM's temporary folder, into which RocksDB unpacks the code it loads. */
public final class TemporaryFolder {

    private static final String PROPERTY = "java.io.tmpdir";

    private TemporaryFolder() {}

    /** @throws StageFailure with code {@code temp-dir-unusable} where nothing can be written there */
    public static void requireUsable() {
        requireUsable(System.getProperty(PROPERTY, ""));
    }

    static void requireUsable(String named) {
        try {
            Files.delete(Files.createTempFile(Path.of(named), "copyflow-", null));
        } catch (IOException | InvalidPathException e) {
            throw new StageFailure(
                    "temp-dir-unusable",
                    "Nothing can be written in the temporary folder " + named + " (" + PROPERTY
                            + "), where native code is unpacked. Make the folder, let this user write there, or name"
                            + " another: COPYFLOW_JAVA_OPTS=-D" + PROPERTY + "=FOLDER.",
                    e);
        }
    }
}
