package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.contract.StoryId;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.Screen;
import io.copyflow.launcher.log.StoryIds;
import io.copyflow.launcher.log.Timeline;
import io.copyflow.runtime.StageFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow story ID}. */
@Command(
        name = "story",
        description = {
            "Tell what happened to a story: who did what, when, and how long each step took.",
            "A decision that was signed is told with the id of its key; 'copyflow verify' checks the signature.",
            "Times are local. TOTAL MS counts from the submission, STEP MS from the command or event that led to the line."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class StoryCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The story's id, or its first characters, 4 at least.")
    private String id;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "How it stood then: only what the log had up to that time, such as 2026-03-03T14:05 in local time"
                            + " or 2026-03-03T13:05:00Z.")
    private Instant at = Instant.MAX;

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    @Override
    public void run() {
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            String typed = id.strip().toLowerCase(Locale.ROOT);
            String storyId = typed;
            List<LogRecord> records = StoryId.isValid(typed) ? of(typed, reader) : List.of();
            if (records.isEmpty()) {
                // no whole id: only now all of the story events are worth reading for it
                storyId = StoryIds.resolve(typed, reader.storyIds());
                records = of(storyId, reader);
            }
            records = upTo(at, storyId, records);
            Directory directory = DirectoryNames.read(reader, at);
            ZoneId zone = ZoneId.systemDefault();
            Timeline timeline = Timeline.of(storyId, records, directory, zone);
            if (json) {
                root.out().println(ReadableJson.pretty(timeline.json()));
            } else {
                Screen screen = Screen.standardOutput(
                        spec.commandLine().getColorScheme().ansi(), zone);
                timeline.lines(screen).forEach(root.out()::println);
            }
            root.out().flush();
        }
    }

    /**
     * What the log had at a time.
     *
     * @throws StageFailure {@code not-yet} when that is nothing
     */
    static List<LogRecord> upTo(Instant at, String storyId, List<LogRecord> records) {
        List<LogRecord> then =
                records.stream().filter(record -> !record.time().isAfter(at)).toList();
        if (then.isEmpty()) {
            throw new StageFailure(
                    "not-yet",
                    "Expected the story " + storyId + " to have begun by " + at
                            + ", but nothing of it is from before then. Give a later time with --at.");
        }
        return then;
    }

    private static List<LogRecord> of(String storyId, LogReader reader) {
        List<LogRecord> records = new ArrayList<>();
        reader.readStory(storyId, Timeline.TOPICS, records::add);
        return records;
    }
}
