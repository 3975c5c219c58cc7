package io.copyflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The JVM's temporary folder: RocksDB unpacks there the code it loads, and a bench keeps its data there. */
public final class TemporaryFolder {

    private static final String PROPERTY = "java.io.tmpdir";

    private TemporaryFolder() {}

    /** @throws StageFailure with code {@code temp-dir-unusable} where nothing can be written there */
    public static void requireUsable() {
        StageFailure fault = fault();
        if (fault != null) {
            throw fault;
        }
    }

    /** What is wrong with it, as {@link #requireUsable} tells it; null when nothing is. */
    public static @Nullable StageFailure fault() {
        return fault(System.getProperty(PROPERTY, ""));
    }

    private static String why(String named, Exception failure) {
        if (failure instanceof IOException && !Files.isDirectory(Path.of(named))) {
            return "There is no such folder.";
        }
        String sentence = Failures.tell(failure).sentence();
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    static @Nullable StageFailure fault(String named) {
        try {
            Files.delete(Files.createTempFile(Path.of(named), "copyflow-", null));
            return null;
        } catch (IOException | InvalidPathException e) {
            return new StageFailure(
                    "temp-dir-unusable",
                    "Nothing can be written in the temporary folder " + named + " (" + PROPERTY + "). " + why(named, e)
                            + " Make the folder, let this user write there, or name another: COPYFLOW_JAVA_OPTS=-D"
                            + PROPERTY + "=FOLDER.",
                    e);
        }
    }
}
