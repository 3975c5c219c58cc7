package io.copyflow.launcher.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose people and editions a directory that is empty begins with. */
final class FirstNewsroom {

    @Option(
            names = "--newsroom",
            paramLabel = "FILE",
            description = "The newsroom file for a directory that is empty still; without it, the sample newsroom.")
    private @Nullable Path file;

    /** Null for the sample. */
    @Nullable
    Path file() {
        return file;
    }
}
