package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.contract.Actor;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.exchange.FileLimits;
import io.copyflow.translate.exchange.TmxEntry;
import io.copyflow.translate.exchange.TmxReader;
import io.copyflow.translate.exchange.TmxReading;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.recall.MemoryImports;
import io.copyflow.translate.recall.TmxEntries;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow memory import FILE}. */
@Command(
        name = "import",
        description = {
            "Take the entries of a TMX file into the translation memory.",
            "A file that cannot be read to its end changes nothing; the same file again changes nothing either."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class MemoryImportCommand implements Runnable {

    private static final int MOST_TOLD = 20;

    @ParentCommand
    private MemoryCommand memory;

    @Parameters(paramLabel = "FILE", description = "The TMX file. Its entries are named after it.")
    private Path file;

    @Option(
            names = "--as",
            paramLabel = "PERSON",
            required = true,
            description = "Who answers for it: a chief or an operator.")
    private String person;

    private long translations;
    private long skipped;

    @Override
    public void run() {
        requireFile(file);
        RootCommand root = memory.root();
        Configuration configuration = root.configuration();
        try (SchemaIds ids = root.schemaIds()) {
            requireRight(configuration, ids);
            // read to its end first, so that a broken file changes nothing
            read(entry -> {});
            Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
            TmxReading reading;
            try (MemoryImports imports = new MemoryImports(configuration.kafkaClient(), ids)) {
                reading = read(entry -> take(entry, imports, now));
                imports.finish();
            }
            if (skipped > MOST_TOLD) {
                root.err().println("… and " + (skipped - MOST_TOLD) + " more were skipped.");
            }
            root.err().flush();
            root.out()
                    .println(file + ": " + reading.taken() + " entries taken as " + translations + " translations, "
                            + skipped + " skipped.");
            root.out().flush();
        }
    }

    /** It is read twice, so a pipe will not do. */
    static void requireFile(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StageFailure(
                    "file-unreadable",
                    "Expected a TMX file, but " + file
                            + " is a folder, a pipe or a device. Name a file, saved on a disk.");
        }
    }

    private void requireRight(Configuration configuration, SchemaIds ids) {
        try (LogReader reader = new LogReader(configuration.kafkaClient(), ids)) {
            Actor actor = DirectoryNames.read(reader).actor(person);
            Refusal refusal = Rights.refusal(actor, "import a translation memory", Role.CHIEF, Role.OPERATOR);
            if (refusal != null) {
                throw new StageFailure(refusal.code(), refusal.sentence());
            }
        }
    }

    private TmxReading read(Consumer<TmxEntry> each) {
        TmxReading reading;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            reading = TmxReader.read(in, FileLimits.MEMORY, each);
        } catch (IOException e) {
            throw new StageFailure("file-unreadable", TaskFile.unread(file, e), e);
        }
        if (reading instanceof TmxReading.Refused refused) {
            throw new StageFailure(
                    refused.refusal().code(), file + ": " + refused.refusal().sentence());
        }
        return reading;
    }

    private void take(TmxEntry entry, MemoryImports imports, Instant now) {
        switch (entry) {
            case TmxEntry.Taken taken -> {
                String name = file.getFileName().toString();
                for (MemoryEntry translation : TmxEntries.of(taken.unit(), name, person, now)) {
                    imports.put(translation, (EntryOrigin.TmxFile) translation.origin());
                    translations++;
                }
            }
            case TmxEntry.Skipped left -> {
                skipped++;
                if (skipped <= MOST_TOLD) {
                    memory.root()
                            .err()
                            .println(file + ":" + left.line() + ": skipped, "
                                    + left.why().code() + ": " + left.why().sentence());
                }
            }
        }
    }
}
