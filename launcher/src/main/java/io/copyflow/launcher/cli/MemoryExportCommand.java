package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.LanguageTag;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.exchange.TmxWriter;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.recall.TmxEntries;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow memory export}. */
@Command(
        name = "export",
        description = {
            "Write what the translation memory has for two languages as TMX 1.4b: cleared texts and imported ones.",
            "It is read from the topics alone, as they are now. Of killed stories there is nothing."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class MemoryExportCommand implements Callable<Integer> {

    private static final List<Topic<?>> TOPICS = List.of(Topics.MEMORY, Topics.MEMORY_IMPORTS);

    @ParentCommand
    private MemoryCommand memory;

    @Option(names = "--from", paramLabel = "LANG", required = true, description = "BCP 47 tag of the source.")
    private String from;

    @Option(names = "--to", paramLabel = "LANG", required = true, description = "BCP 47 tag of the translation.")
    private String to;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; without it, standard output.")
    private @Nullable Path out;

    private String sourceLanguage;
    private String language;
    private final Set<String> killed = new HashSet<>();
    private long written;
    private long leftOut;

    @Override
    public Integer call() throws IOException, XMLStreamException {
        RootCommand root = memory.root();
        sourceLanguage = canonical(from);
        language = canonical(to);
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            reader.read(List.of(Topics.KILLS), kill -> killed.add(kill.key()));
            NewestEntries newest = new NewestEntries(this::isWanted);
            reader.read(TOPICS, newest::add);
            if (out == null) {
                write(reader, newest, System.out);
            } else {
                try (OutputStream file = TaskFile.create(out)) {
                    write(reader, newest, file);
                }
            }
        }
        root.err()
                .println(written + " entries from " + sourceLanguage + " into " + language
                        + (leftOut == 0 ? "." : ", and " + leftOut + " left out that XML cannot hold."));
        root.err().flush();
        return 0;
    }

    private static String canonical(String tag) {
        String canonical = LanguageTag.canonical(tag);
        if (canonical == null) {
            throw new StageFailure(
                    "unknown-language",
                    "Expected a BCP 47 language tag such as fr or kk-Cyrl, but got '" + tag + "'. Correct the tag.");
        }
        return canonical;
    }

    private void write(LogReader reader, NewestEntries newest, OutputStream to) throws IOException, XMLStreamException {
        OutputStream buffered = new BufferedOutputStream(to);
        try (TmxWriter tmx =
                new TmxWriter(buffered, version(), Clock.systemUTC().instant())) {
            reader.read(TOPICS, record -> newest.entries(record).forEach(entry -> write(tmx, entry)));
        }
        buffered.flush();
    }

    private void write(TmxWriter tmx, MemoryEntry entry) {
        try {
            if (tmx.write(TmxEntries.of(entry)) == null) {
                written++;
            } else {
                leftOut++;
            }
        } catch (XMLStreamException e) {
            throw new StageFailure("file-unwritable", "The export cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private boolean isWanted(MemoryEntry entry) {
        return entry.sourceLanguage().equals(sourceLanguage)
                && entry.language().equals(language)
                && !entry.isFrom(killed::contains);
    }

    private static String version() {
        String version = MemoryExportCommand.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
