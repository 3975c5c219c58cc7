package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.StoryIds;
import io.copyflow.launcher.log.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow diff}. */
@Command(
        name = "diff",
        description = {
            "Show how a story's text changed between two revisions of its source.",
            "A line for each segment that changed; words that are gone stand in [-…-], new ones in {+…+}."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before run()
public final class DiffCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Parameters(index = "0", paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String id;

    @Parameters(index = "1", paramLabel = "REVISION", description = "The older revision of the source.")
    private int before;

    @Parameters(index = "2", paramLabel = "REVISION", description = "The newer one.")
    private int after;

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            description = "The translations into this language that rest on the two revisions, the newest of each.")
    private @Nullable String language;

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    @Override
    public void run() {
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            String storyId = StoryIds.resolve(id.strip().toLowerCase(Locale.ROOT), reader.storyIds());
            List<LogRecord> records = new ArrayList<>();
            reader.readStory(storyId, List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS), records::add);
            TextChange change = TextChange.between(records, before, after, language);
            if (json) {
                root.out().println(ReadableJson.pretty(change.json()));
            } else {
                change.lines().forEach(root.out()::println);
            }
            root.out().flush();
        }
    }
}
