package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LiveReport;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.Screen;
import io.copyflow.launcher.log.StoryIds;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow live}. */
@Command(
        name = "live",
        description = {
            "List every language and channel where anything of a story is still live, by the published log and the"
                    + " channels' receipts; of a killed or withheld story, those whose receipt is missing.",
            "The exit code is 1 when something that was killed, withheld or taken down is still shown."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class LiveCommand implements Callable<Integer> {

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORY", description = "The story's id, or its first characters, 4 at least.")
    private String story;

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        ZoneId zone = ZoneId.systemDefault();
        LiveReport report = new LiveReport();
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            String storyId = StoryIds.resolve(story.strip().toLowerCase(Locale.ROOT), reader.storyIds());
            reader.readStory(storyId, LiveReport.TOPICS, report::add);
            if (json) {
                report.json().forEach(each -> root.out().println(ReadableJson.line(each)));
            } else {
                Screen screen = Screen.standardOutput(
                        spec.commandLine().getColorScheme().ansi(), zone);
                report.lines(DirectoryNames.read(reader), zone, screen).forEach(root.out()::println);
            }
        }
        root.out().flush();
        return report.isShownAgainstOrders() ? RootCommand.REFUSED : 0;
    }
}
