package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.proof.BundleWriter;
import io.copyflow.launcher.proof.TopicLog;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow export}. */
@Command(
        name = "export",
        description = {
            "Write what a proof needs into one file, to be verified on a machine without Kafka.",
            "It has texts and names: keep it as you keep them. The format: docs/reference/export-format.md."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class ExportCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to write; it must not be there yet.")
    private Path file;

    @Option(names = "--story", paramLabel = "ID", description = "Only the story with this whole id, and the directory.")
    private @Nullable String story;

    @Override
    public void run() {
        BundleWriter.demandWritable(file);
        try (SchemaIds ids = root.schemaIds();
                TopicLog log = new TopicLog(root.configuration().kafkaClient(), ids)) {
            long records = BundleWriter.write(log, story, file);
            root.out()
                    .println("Exported " + records + " records to " + file
                            + ". Prove them with: ./copyflow verify --export " + file);
            root.out().flush();
        }
    }
}
