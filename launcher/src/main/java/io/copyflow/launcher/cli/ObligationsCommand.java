package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.ObligationReport;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.Screen;
import io.copyflow.launcher.log.StoryIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow obligations}. */
@Command(
        name = "obligations",
        description = {
            "List who still shows a text that was corrected, since when, and by when they must not any more.",
            "What is overdue stands first. 'copyflow publish waive' closes one that nobody will meet."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ObligationsCommand implements Runnable {

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "STORY",
            description = "One story's id, or its first characters, 4 at least; all stories when left out.")
    private @Nullable String story;

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    @Override
    public void run() {
        ZoneId zone = ZoneId.systemDefault();
        Instant now = Clock.systemUTC().instant();
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            ObligationReport report;
            if (story == null) {
                report = new ObligationReport(null);
                reader.read(ObligationReport.TOPICS, report::add);
            } else {
                String storyId = StoryIds.resolve(story.strip().toLowerCase(Locale.ROOT), reader.storyIds());
                report = new ObligationReport(storyId);
                reader.readStory(storyId, ObligationReport.TOPICS, report::add);
            }
            if (json) {
                report.json(now).forEach(each -> root.out().println(ReadableJson.line(each)));
            } else {
                Screen screen = Screen.standardOutput(
                        spec.commandLine().getColorScheme().ansi(), zone);
                report.lines(now, DirectoryNames.read(reader), zone, screen).forEach(root.out()::println);
            }
        }
        root.out().flush();
    }
}
